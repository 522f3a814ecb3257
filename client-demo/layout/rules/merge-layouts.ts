import { THING_KINDS, type ThingKind } from "../../../rooms/layout/layout-problems.ts";
import type { ShowroomLayout } from "../../../rooms/protocol/showroom.ts";
import { byId } from "./compare-layouts.ts";

const HALL_FIELDS = ["width", "depth", "height", "entrance"] as const;

/**
 * Two people changed the same layout: puts my changes on top of theirs. Whatever only one of us changed is as they left
 * it; what both changed is as I left it.
 * @param base the layout that both began from
 */
export function mergeLayouts(base: ShowroomLayout, mine: ShowroomLayout, theirs: ShowroomLayout): ShowroomLayout {
  const merged: ShowroomLayout = {
    ...theirs,
    exhibits: mergeList("exhibits", base, mine, theirs),
    fixtures: mergeList("fixtures", base, mine, theirs),
    walls: mergeList("walls", base, mine, theirs),
    spotlights: mergeList("spotlights", base, mine, theirs),
  };
  for (const field of HALL_FIELDS) {
    if (!isSame(mine[field], base[field])) Object.assign(merged, { [field]: mine[field] });
  }
  return merged;
}

/** Ids of things that both changed, each in their own way. */
export function listClashes(base: ShowroomLayout, mine: ShowroomLayout, theirs: ShowroomLayout): string[] {
  return THING_KINDS.flatMap((kind) => {
    const [old, own, other] = [byId(base, kind), byId(mine, kind), byId(theirs, kind)];
    const ids = new Set([...old.keys(), ...own.keys(), ...other.keys()]);
    return [...ids].filter(
      (id) => own.get(id) !== old.get(id) && other.get(id) !== old.get(id) && own.get(id) !== other.get(id),
    );
  });
}

function mergeList<K extends ThingKind>(
  kind: K,
  base: ShowroomLayout,
  mine: ShowroomLayout,
  theirs: ShowroomLayout,
): ShowroomLayout[K] {
  const [old, own] = [byId(base, kind), byId(mine, kind)];
  const isMine = (id: string) => own.get(id) !== old.get(id);
  const result = new Map<string, unknown>(
    theirs[kind].filter(({ id }) => !isMine(id) || own.has(id)).map((thing) => [thing.id, thing]),
  );
  for (const thing of mine[kind]) if (isMine(thing.id)) result.set(thing.id, thing);
  return [...result.values()] as ShowroomLayout[K];
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
