import { useEffect, useState } from "preact/hooks";
import type { Product, ProductEdit } from "../../../rooms/protocol/catalog.ts";
import { showToast } from "../../kit/toasts.ts";
import type { ProductVersion } from "../../sdk/api.ts";
import { explainError } from "../../sdk/api-error.ts";
import { hasCode } from "../../sdk/http.ts";
import { brandApi } from "../session/session.ts";
import { ConflictNote } from "./conflict-note.tsx";
import {
  addVariant,
  type DraftProblems,
  draftOf,
  isChanged,
  readDraft,
  rebaseStock,
  saysTheSame,
} from "./product-draft.ts";
import { VariantTable } from "./variant-table.tsx";
import { WordFields } from "./word-fields.tsx";

type EditFormProps = {
  /** The newest version that the page knows; what is being typed outlives a newer one. */
  readonly version: ProductVersion;
  readonly onSaved: (version: ProductVersion) => void;
  readonly onReload: () => void;
};

/** Words, prices and stock of a product. What somebody else saved meanwhile is never overwritten unasked. */
export function EditForm({ version, onSaved, onReload }: EditFormProps) {
  /** What the draft began as, and the version that it is saved over. */
  const [base, setBase] = useState<Product>(version.product);
  const [over, setOver] = useState<ProductVersion>(version);
  const [draft, setDraft] = useState(() => draftOf(base));
  const [problems, setProblems] = useState<DraftProblems>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [conflicting, setConflicting] = useState<ProductEdit | null>(null);
  const [isBusy, setBusy] = useState(false);
  const hasChanges = isChanged(draft, base);

  const startFrom = (fresh: ProductVersion) => {
    setBase(fresh.product);
    setOver(fresh);
    setDraft(draftOf(fresh.product));
  };
  useEffect(() => {
    if (version.etag === over.etag) return;
    if (!hasChanges) startFrom(version);
    // A new model or a sale is no reason to ask; other words are, and the server will when this is saved.
    else if (saysTheSame(version.product, base)) setOver(version);
  }, [version.etag]);

  const send = async (edit: ProductEdit, target: ProductVersion) => {
    setBusy(true);
    setFailure(null);
    setConflicting(null);
    try {
      const sent = rebaseStock(edit, base, target.product);
      const saved = await brandApi.updateProduct(base.id, sent, target.etag);
      showToast(`${saved.product.name} is saved. Open rooms show it now.`, "success");
      startFrom(saved);
      onSaved(saved);
    } catch (thrown) {
      if (hasCode(thrown, "PRECONDITION_FAILED")) setConflicting(edit);
      else setFailure(explainError(thrown));
    }
    setBusy(false);
  };
  const save = (event: Event) => {
    event.preventDefault();
    const read = readDraft(draft, base);
    setProblems(read.ok ? {} : read.problems);
    if (read.ok && !isBusy) void send(read.edit, over);
  };
  const overwrite = async (edit: ProductEdit) => {
    try {
      await send(edit, await brandApi.readProduct(base.id));
    } catch (thrown) {
      setFailure(explainError(thrown));
    }
  };

  return (
    <form class="panel edit-form" aria-label="Words, prices and stock" onSubmit={save} noValidate>
      <h2>Words, prices and stock</h2>
      <WordFields draft={draft} problems={problems} onChange={setDraft} />
      <VariantTable
        product={base}
        drafts={draft.variants}
        problems={problems}
        onChange={(variants) => setDraft({ ...draft, variants })}
        onAdd={() => setDraft(addVariant(draft))}
      />
      {conflicting ? <ConflictNote onLoadTheirs={onReload} onSaveMine={() => void overwrite(conflicting)} /> : null}
      <div class="form-foot">
        <button type="submit" class="button primary" aria-disabled={isBusy}>
          {isBusy ? "Saving" : "Save"}
        </button>
        {hasChanges && !isBusy ? <p class="soft small">Not saved yet</p> : null}
        <p role="alert" class="field-problem">
          {failure ?? (Object.keys(problems).length > 0 ? "Some fields need another look." : "")}
        </p>
      </div>
    </form>
  );
}
