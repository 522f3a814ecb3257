import { createAttention } from "../simulation/attention.ts";
import { findExhibit } from "./find-exhibit.ts";
import type { Handler } from "./handler.ts";

/** Takes note that a product's sheet is open: its reader pays attention wherever they stand. */
export const inspect: Handler<"inspect"> = {
  action: "exhibit.handle",
  rate: { perSecond: 4, burst: 8 },
  handle(world, presence, { exhibitId, inspecting }) {
    const found = findExhibit(world, exhibitId);
    if ("code" in found) return found;
    let attention = presence.attention.get(exhibitId);
    if (!attention) {
      attention = createAttention();
      presence.attention.set(exhibitId, attention);
    }
    if (inspecting) for (const other of presence.attention.values()) other.sheetOpen = false;
    attention.sheetOpen = inspecting;
    return;
  },
};
