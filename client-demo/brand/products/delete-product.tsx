import { useState } from "preact/hooks";
import { z } from "zod";
import type { Product } from "../../../rooms/protocol/catalog.ts";
import { Modal } from "../../kit/modal.tsx";
import { showToast } from "../../kit/toasts.ts";
import { explainError } from "../../sdk/api-error.ts";
import { hasCode } from "../../sdk/http.ts";
import { brandApi } from "../session/session.ts";

const places = z.array(z.object({ name: z.string() }));

/** Deletes a product after asking, unless it stands in a showroom. */
export function DeleteProduct({ product }: { readonly product: Product }) {
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const remove = async () => {
    if (isBusy) return;
    setBusy(true);
    try {
      await brandApi.deleteProduct(product.id);
      showToast(`${product.name} is deleted`);
      location.hash = "#/products";
    } catch (thrown) {
      setProblem(explainRefusal(thrown));
    }
    setBusy(false);
  };
  return (
    <div class="delete-product">
      <button type="button" class="link-button" onClick={() => setAsking(true)}>
        Delete this product
      </button>
      {isAsking ? (
        <Modal title={`Delete ${product.name}?`} onClose={() => setAsking(false)}>
          <p>
            Its variants, stock and models are no longer there afterwards. Orders keep what was bought. This cannot be
            undone.
          </p>
          <p class="field-problem" role="alert">
            {problem}
          </p>
          <div class="note-actions">
            <button type="button" class="button primary" aria-disabled={isBusy} onClick={remove}>
              {isBusy ? "Deleting" : "Delete it"}
            </button>
            <button type="button" class="button" onClick={() => setAsking(false)}>
              Keep it
            </button>
          </div>
        </Modal>
      ) : null}
    </div>
  );
}

function explainRefusal(thrown: unknown): string {
  if (!hasCode(thrown, "PRODUCT_PLACED")) return explainError(thrown);
  const named = places.safeParse(thrown.details);
  const where = named.success ? named.data.map(({ name }) => name).join(", ") : "a showroom";
  return `It stands in ${where}. Take it out of the layout there first.`;
}
