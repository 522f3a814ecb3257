import { OPEN_ANIMATION } from "../protocol/catalog.ts";
import { recordEvent } from "../world/world.ts";
import { reachExhibit } from "./find-exhibit.ts";
import type { Handler } from "./handler.ts";

/** Opens or closes an exhibit whose model can do that. */
export const operate: Handler<"operate"> = {
  action: "exhibit.handle",
  rate: { perSecond: 2, burst: 4 },
  handle(world, presence, { exhibitId, open }) {
    const found = reachExhibit(world, presence, exhibitId);
    if ("code" in found) return found;
    const { exhibit } = found;
    const model = world.products.get(exhibit.productId)?.model;
    if (!model?.measures.animations.includes(OPEN_ANIMATION)) return { code: "NOT_OPERABLE", exhibitId };
    if (exhibit.open === open) return;
    exhibit.open = open;
    recordEvent(world, presence, { type: "exhibit.operated", exhibitId, productId: exhibit.productId });
    return;
  },
};
