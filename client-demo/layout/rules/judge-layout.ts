import { findLayoutProblems } from "../../../rooms/layout/layout-problems.ts";
import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { ShowroomLayout } from "../../../rooms/protocol/showroom.ts";
import { ENTRANCE, nameThing, type Thing } from "./things.ts";

/** Something to put right, in words, and where it is. */
export type Verdict = { readonly severity: "error" | "warning"; readonly thing: Thing; readonly text: string };

/** What visitors would stumble over, worst first. Errors keep a layout from being published. */
export function judgeLayout(layout: ShowroomLayout, products: ReadonlyMap<string, Product>): Verdict[] {
  const found = findLayoutProblems(layout).map(({ severity, at, message }): Verdict => {
    if (!at) return { severity, thing: ENTRANCE, text: message };
    const thing: Thing = { kind: at.kind, id: at.id };
    const name = nameThing(layout, thing, products);
    return { severity, thing, text: `${name}: ${message.charAt(0).toLowerCase()}${message.slice(1)}` };
  });
  const unknown = layout.exhibits
    .filter(({ productId }) => !products.has(productId))
    .map(
      ({ id }): Verdict => ({
        severity: "error",
        thing: { kind: "exhibits", id },
        text: "This product is not in the catalog any more: remove it",
      }),
    );
  return [...unknown, ...found];
}
