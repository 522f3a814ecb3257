import { findLayoutProblems } from "../../rooms/layout/layout-problems.ts";
import type { Product } from "../../rooms/protocol/catalog.ts";
import { VitrineError } from "../../rooms/protocol/errors.ts";
import type { ShowroomLayout } from "../../rooms/protocol/showroom.ts";

type Problem = { readonly in: "body"; readonly path: string; readonly message: string };

/**
 * Everything that one field alone cannot tell: ids that differ, products and variants that exist, an entrance that is
 * free, nothing outside of the hall.
 * @throws VitrineError VALIDATION_FAILED with one entry for each problem
 */
export function assertLayout(layout: ShowroomLayout, products: readonly Product[]): void {
  const problems = [...findUnknownGoods(layout, products), ...findMistakes(layout)];
  if (problems.length > 0) throw new VitrineError("VALIDATION_FAILED", problems);
}

/**
 * A draft may be unfinished in every way but one: each thing must have an id of its own, or two drafts could not be
 * compared.
 * @throws VitrineError VALIDATION_FAILED
 */
export function assertDraft(layout: ShowroomLayout): void {
  const problems = findMistakes(layout, "ID_TWICE");
  if (problems.length > 0) throw new VitrineError("VALIDATION_FAILED", problems);
}

function findMistakes(layout: ShowroomLayout, onlyCode?: "ID_TWICE"): Problem[] {
  return findLayoutProblems(layout)
    .filter(({ severity, code }) => severity === "error" && (onlyCode === undefined || code === onlyCode))
    .map(({ at, message }) => ({ in: "body", path: at ? `${at.kind}.${at.index}` : "entrance", message }));
}

function findUnknownGoods(layout: ShowroomLayout, products: readonly Product[]): Problem[] {
  const known = new Map(products.map((product) => [product.id, product]));
  return layout.exhibits.flatMap(({ productId, variantId }, index): Problem[] => {
    const path = `exhibits.${index}`;
    const product = known.get(productId);
    if (!product) return [{ in: "body", path, message: `The brand has no product ${productId}` }];
    if (variantId === undefined || product.variants.some((each) => each.id === variantId)) return [];
    return [{ in: "body", path, message: `${product.name} has no variant ${variantId}` }];
  });
}
