import type { ExhibitTransform } from "../../../rooms/protocol/showroom.ts";
import type { ShowroomState, VisitorState } from "../../../rooms/state/showroom-state.ts";
import type { ExhibitView, VisitorView } from "../../sdk/room-views.ts";
import { exhibits, heldExhibitId, layoutRevision, stock, visitors } from "../state/store.ts";

/**
 * Writes the room's state into the store. What did not change keeps its identity, so that nothing is drawn twice.
 * @param predicted where this visitor has just put what they hold, if the room cannot know yet
 */
export function mirrorState(
  state: ShowroomState,
  ownVisitorId: string,
  predicted: (exhibitId: string) => ExhibitTransform | null,
): void {
  visitors.value = mirrorVisitors(visitors.value, state.visitors, ownVisitorId);
  exhibits.value = mirrorMap(exhibits.value, state.exhibits.entries(), (exhibit, id) => {
    const { productId, productRevision, variantId, open, heldBy, holdUntilTick, x, y, z, yaw, scale } = exhibit;
    const transform = (heldBy === ownVisitorId ? predicted(id) : null) ?? { x, y, z, yaw, scale };
    return { id, productId, productRevision, transform, variantId, open, heldBy, holdUntilTick } satisfies ExhibitView;
  });
  stock.value = mirrorMap(stock.value, state.stock.entries(), (units) => units);
  layoutRevision.value = state.layoutRevision;
  let held: string | null = null;
  for (const [id, exhibit] of exhibits.value) if (exhibit.heldBy === ownVisitorId) held = id;
  heldExhibitId.value = held;
}

/** Everybody in the room. A patch concerns few of a thousand: nothing is made anew for the others. */
function mirrorVisitors(
  old: ReadonlyMap<string, VisitorView>,
  states: ShowroomState["visitors"],
  ownVisitorId: string,
): ReadonlyMap<string, VisitorView> {
  let fresh: Map<string, VisitorView> | null = null;
  states.forEach((visitor, id) => {
    const isSelf = id === ownVisitorId;
    const seen = old.get(id);
    if (seen && seen.isSelf === isSelf && isSameVisitor(seen, visitor)) return;
    const { slot, name, colour, connected } = visitor;
    fresh ??= new Map(old);
    fresh.set(id, { id, slot, name, colour, connected, isSelf });
  });
  const here = fresh ?? old;
  if (here.size === states.size) return here;
  return new Map([...here].filter(([id]) => states.has(id)));
}

function isSameVisitor(seen: VisitorView, now: VisitorState): boolean {
  return (
    seen.slot === now.slot && seen.name === now.name && seen.colour === now.colour && seen.connected === now.connected
  );
}

/** The entries turned into views; an old view that says the same is kept, and the old map if all are. */
function mirrorMap<From, To>(
  old: ReadonlyMap<string, To>,
  entries: Iterable<[string, From]>,
  view: (from: From, id: string) => To,
): ReadonlyMap<string, To> {
  const fresh = new Map<string, To>();
  let changed = false;
  for (const [id, from] of entries) {
    const seen = old.get(id);
    const now = view(from, id);
    const same = seen !== undefined && isSame(seen, now);
    if (!same) changed = true;
    fresh.set(id, same ? seen : now);
  }
  return changed || fresh.size !== old.size ? fresh : old;
}

/** Whether two views hold the same values; views are flat but for their transform. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  const keys = Object.keys(one);
  return keys.every((key) => isSame(Reflect.get(one, key), Reflect.get(other, key)));
}
