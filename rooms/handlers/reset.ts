import { checkNotHeldByOther } from "../simulation/holds.ts";
import { heldRefusal, reachExhibit } from "./find-exhibit.ts";
import type { Handler } from "./handler.ts";

/** Puts an exhibit back where the layout has it, unless somebody else is handling it. */
export const reset: Handler<"reset"> = {
  action: "exhibit.handle",
  rate: { perSecond: 2, burst: 4 },
  handle(world, presence, { exhibitId }) {
    const found = reachExhibit(world, presence, exhibitId);
    if ("code" in found) return found;
    const result = checkNotHeldByOther(found.exhibit, presence.visitorId, world.tick);
    if (!result.ok) return heldRefusal(world, exhibitId, result.code);
    Object.assign(found.exhibit, found.placement.transform);
    return;
  },
};
