import { renewHold } from "../simulation/holds.ts";
import { limitTransform } from "../simulation/placement.ts";
import { findExhibit, heldRefusal } from "./find-exhibit.ts";
import type { Handler } from "./handler.ts";

/** Moves, turns or scales what one holds, as far as its limits go, and renews the hold. */
export const transform: Handler<"transform"> = {
  action: "exhibit.handle",
  rate: { perSecond: 25, burst: 30 },
  handle(world, presence, message) {
    const { exhibitId } = message;
    const found = findExhibit(world, exhibitId);
    if ("code" in found) return found;
    const result = renewHold(found.exhibit, presence.visitorId, world.tick);
    if (!result.ok) return heldRefusal(world, exhibitId, result.code);
    Object.assign(found.exhibit, limitTransform(found.placement, message.transform));
    return;
  },
};
