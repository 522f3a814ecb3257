import { useState } from "preact/hooks";
import type { Product, Variant } from "../../../../rooms/protocol/catalog.ts";
import { CART_QUANTITY_MAX } from "../../../../rooms/protocol/limits.ts";
import { Stepper } from "../../../kit/stepper.tsx";
import { showToast } from "../../../kit/toasts.ts";
import { count } from "../../../kit/wording.ts";
import { addToCart } from "../../link/shopping.ts";
import { stockOf } from "../../state/exhibit-facts.ts";
import { openDialog } from "../../state/panels.ts";
import { cart } from "../../state/store.ts";

type BuyBarProps = { readonly product: Product; readonly variant: Variant };

/** Quantity and "Add to cart", always in view at the foot of the sheet. */
export function BuyBar({ product, variant }: BuyBarProps) {
  const [quantity, setQuantity] = useState(1);
  const [isBusy, setBusy] = useState(false);
  const inCart = cart.value?.lines.find((line) => line.variantId === variant.id)?.quantity ?? 0;
  const canAdd = Math.min(stockOf(variant), CART_QUANTITY_MAX) - inCart;
  const amount = Math.max(1, Math.min(quantity, canAdd));

  const add = async () => {
    setBusy(true);
    if (await addToCart(variant.id, amount)) {
      showToast(`${count(amount, "item", "items")} added: ${product.name}, ${variant.name}`, "success");
      setQuantity(1);
    }
    setBusy(false);
  };

  return (
    <div class="buy-bar">
      {canAdd > 0 ? (
        <div class="buy-row">
          <Stepper label={product.name} value={amount} min={1} max={canAdd} onChange={setQuantity} />
          <button type="button" class="button primary wide" aria-disabled={isBusy} onClick={isBusy ? undefined : add}>
            Add to cart
          </button>
        </div>
      ) : (
        <p class="note">{whyNot(stockOf(variant), inCart)}</p>
      )}
      {inCart > 0 ? (
        <button
          type="button"
          class="link-button"
          onClick={() => {
            openDialog.value = "cart";
          }}
        >
          {inCart} in your cart. View cart
        </button>
      ) : null}
    </div>
  );
}

function whyNot(left: number, inCart: number): string {
  if (left === 0) return "Sold out in this variant. Another one may be available.";
  return inCart >= CART_QUANTITY_MAX
    ? `A cart holds ${CART_QUANTITY_MAX} of one kind.`
    : "All that are left are in your cart.";
}
