import type { VariantDraft } from "./product-draft.ts";

/** How the variants that are sold fit the variants that the model has. */
export type VariantFit = {
  /** Sold, but nothing of the model is chosen for them: they all look as the file is. */
  readonly unmapped: readonly VariantDraft[];
  /** They name something that the model does not have. */
  readonly missing: readonly VariantDraft[];
  /** In the model, but not sold. */
  readonly unsold: readonly string[];
};

export function fitVariants(drafts: readonly VariantDraft[], names: readonly string[]): VariantFit {
  return {
    unmapped: names.length === 0 ? [] : drafts.filter(({ materialVariant }) => materialVariant === ""),
    missing: drafts.filter(({ materialVariant }) => materialVariant !== "" && !names.includes(materialVariant)),
    unsold: names.filter((name) => !drafts.some(({ materialVariant }) => materialVariant === name)),
  };
}

/** Chooses the model's variant of the same name wherever nothing fitting is chosen yet. */
export function matchByName(drafts: readonly VariantDraft[], names: readonly string[]): readonly VariantDraft[] {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  return drafts.map((draft) => {
    if (names.includes(draft.materialVariant)) return draft;
    const same = names.find((name) => [draft.name, draft.sku].some((own) => plain(own) === plain(name)));
    return same === undefined ? draft : { ...draft, materialVariant: same };
  });
}
