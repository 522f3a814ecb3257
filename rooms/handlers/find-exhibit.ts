import type { ExhibitPlacement } from "../protocol/showroom.ts";
import { isWithinReach } from "../simulation/placement.ts";
import type { ExhibitState } from "../state/showroom-state.ts";
import type { Presence, World } from "../world/world.ts";
import type { Refusal } from "./handler.ts";

type Found = { readonly exhibit: ExhibitState; readonly placement: ExhibitPlacement };

/** The exhibit of that id, if there is one. */
export function findExhibit(world: World, exhibitId: string): Found | Refusal {
  const exhibit = world.state.exhibits.get(exhibitId);
  const placement = world.placements.get(exhibitId);
  return exhibit && placement ? { exhibit, placement } : { code: "EXHIBIT_UNKNOWN", exhibitId };
}

/** The exhibit of that id, if the visitor stands close enough to touch it. */
export function reachExhibit(world: World, presence: Presence, exhibitId: string): Found | Refusal {
  const found = findExhibit(world, exhibitId);
  if ("code" in found) return found;
  return isWithinReach(presence.mover, found.exhibit) ? found : { code: "OUT_OF_REACH", exhibitId };
}

/** A refusal that names who has the exhibit. */
export function heldRefusal(world: World, exhibitId: string, code: Refusal["code"]): Refusal {
  if (code !== "EXHIBIT_HELD") return { code, exhibitId };
  const holder = world.state.exhibits.get(exhibitId)?.heldBy ?? "";
  const name = world.state.visitors.get(holder)?.name;
  return name === undefined ? { code, exhibitId } : { code, exhibitId, heldBy: name };
}
