import { grantHold, isHeldBy } from "../simulation/holds.ts";
import { endHoldsOf, recordEvent } from "../world/world.ts";
import { heldRefusal, reachExhibit } from "./find-exhibit.ts";
import type { Handler } from "./handler.ts";

/** Gives the hold to the first who asks; a visitor holds one exhibit at a time. */
export const grab: Handler<"grab"> = {
  action: "exhibit.handle",
  rate: { perSecond: 4, burst: 8 },
  handle(world, presence, { exhibitId }) {
    const found = reachExhibit(world, presence, exhibitId);
    if ("code" in found) return found;
    const { exhibit } = found;
    const again = isHeldBy(exhibit, presence.visitorId, world.tick);
    const result = grantHold(exhibit, presence.visitorId, world.tick);
    if (!result.ok) return heldRefusal(world, exhibitId, result.code);
    endHoldsOf(world, presence.visitorId, exhibit);
    if (!again) recordEvent(world, presence, { type: "exhibit.held", exhibitId, productId: exhibit.productId });
    return;
  },
};
