import type { Product } from "../../rooms/protocol/catalog.ts";
import type { Showroom } from "../../rooms/protocol/showroom.ts";
import type { ExhibitView } from "../sdk/room-views.ts";

/** The exhibits as the layout has them, to be seen through the door before the room says how they are now. */
export function furnish(
  { layout }: Showroom,
  products: ReadonlyMap<string, Product>,
): ReadonlyMap<string, ExhibitView> {
  const views = layout.exhibits.flatMap(({ id, productId, variantId, transform }): ExhibitView[] => {
    const product = products.get(productId);
    if (!product) return [];
    const shown = product.variants.find((variant) => variant.id === variantId) ?? product.variants[0];
    const { revision: productRevision } = product;
    const atRest = { open: false, heldBy: "", holdUntilTick: 0 };
    return [{ id, productId, productRevision, transform, variantId: shown?.id ?? "", ...atRest }];
  });
  return new Map(views.map((view) => [view.id, view]));
}
