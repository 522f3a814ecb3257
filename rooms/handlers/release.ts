import { endHold } from "../simulation/holds.ts";
import { findExhibit } from "./find-exhibit.ts";
import type { Handler } from "./handler.ts";

/** Gives a hold back. Releasing what one does not hold (any more) is no error: the wish is fulfilled. */
export const release: Handler<"release"> = {
  action: "exhibit.handle",
  rate: { perSecond: 4, burst: 8 },
  handle(world, presence, { exhibitId }) {
    const found = findExhibit(world, exhibitId);
    if ("code" in found) return found;
    if (found.exhibit.heldBy === presence.visitorId) endHold(found.exhibit);
    return;
  },
};
