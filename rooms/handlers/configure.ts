import { recordEvent } from "../world/world.ts";
import { findExhibit } from "./find-exhibit.ts";
import type { Handler } from "./handler.ts";

/** Shows another variant of an exhibit, for everybody. Anyone may: a hold is the right to move, not to look. */
export const configure: Handler<"configure"> = {
  action: "exhibit.handle",
  rate: { perSecond: 3, burst: 6 },
  handle(world, presence, { exhibitId, variantId }) {
    const found = findExhibit(world, exhibitId);
    if ("code" in found) return found;
    const { exhibit } = found;
    const product = world.products.get(exhibit.productId);
    if (!product?.variants.some((variant) => variant.id === variantId)) return { code: "VARIANT_UNKNOWN", exhibitId };
    if (exhibit.variantId === variantId) return;
    exhibit.variantId = variantId;
    recordEvent(world, presence, { type: "variant.configured", exhibitId, productId: product.id, variantId });
    return;
  },
};
