import type { Product } from "../../../rooms/protocol/catalog.ts";
import { fitVariants, matchByName } from "./match-variants.ts";
import type { VariantDraft } from "./product-draft.ts";

type VariantFitNotesProps = {
  readonly product: Product;
  readonly drafts: readonly VariantDraft[];
  readonly onChange: (drafts: readonly VariantDraft[]) => void;
};

/** What does not fit between the variants that are sold and those of the model, and the way to put it right. */
export function VariantFitNotes({ product, drafts, onChange }: VariantFitNotesProps) {
  const names = product.model?.measures.materialVariants ?? [];
  const { unmapped, missing, unsold } = fitVariants(drafts, names);
  const matched = matchByName(drafts, names);
  const canMatch = JSON.stringify(matched) !== JSON.stringify(drafts);
  const notes = [
    unmapped.length > 0 ? `Not mapped: ${list(unmapped)}. Shoppers see the model there as it is in the file.` : "",
    missing.length > 0 ? `The model no longer has what is chosen for: ${list(missing)}.` : "",
    unsold.length > 0 && names.length > 1 ? `In the model but not sold: ${unsold.join(", ")}.` : "",
  ].filter((note) => note !== "");
  if (product.model === null || notes.length === 0) return null;
  return (
    <div class={unmapped.length + missing.length > 0 ? "note warning" : "note"}>
      {notes.map((note) => (
        <span key={note}>{note}</span>
      ))}
      {canMatch ? (
        <span class="note-actions">
          <button type="button" class="button" onClick={() => onChange(matched)}>
            Match by name
          </button>
        </span>
      ) : null}
    </div>
  );
}

function list(drafts: readonly VariantDraft[]): string {
  return drafts.map(({ name, sku }) => name || sku || "a new one").join(", ");
}
