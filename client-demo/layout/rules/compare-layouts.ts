import { THING_KINDS, type ThingKind } from "../../../rooms/layout/layout-problems.ts";
import type { ShowroomLayout } from "../../../rooms/protocol/showroom.ts";
import { findSupport } from "./supports.ts";
import { nameThing, type ProductNames, placeOf } from "./things.ts";

/** One difference between two layouts. */
export type Change = {
  readonly kind: ThingKind | "hall";
  readonly id: string;
  readonly verb: "added" | "removed" | "changed";
  /** For people: "Arc lamp: moved by 1.2 m, turned". */
  readonly text: string;
};

const MOVED_M = 0.005;
const TURNED_RAD = 0.005;

/** What differs between two layouts, exhibits first. A plinth that comes, goes or moves with its exhibit is not told. */
export function compareLayouts(before: ShowroomLayout, after: ShowroomLayout, products: ProductNames): Change[] {
  const things = THING_KINDS.flatMap((kind) => compareKind(kind, before, after, products));
  const company = new Set(
    things.filter(({ kind }) => kind === "exhibits").flatMap(({ id }) => [supportOf(before, id), supportOf(after, id)]),
  );
  return [...compareHalls(before, after), ...things.filter(({ kind, id }) => kind !== "fixtures" || !company.has(id))];
}

function supportOf(layout: ShowroomLayout, exhibitId: string): string {
  const exhibit = layout.exhibits.find(({ id }) => id === exhibitId);
  return (exhibit && findSupport(layout, exhibit)?.id) ?? "";
}

function compareKind(kind: ThingKind, before: ShowroomLayout, after: ShowroomLayout, products: ProductNames): Change[] {
  const [old, now] = [byId(before, kind), byId(after, kind)];
  const name = (layout: ShowroomLayout, id: string) => nameThing(layout, { kind, id }, products);
  const added = [...now.keys()]
    .filter((id) => !old.has(id))
    .map((id): Change => ({ kind, id, verb: "added", text: `${name(after, id)}: new` }));
  const removed = [...old.keys()]
    .filter((id) => !now.has(id))
    .map((id): Change => ({ kind, id, verb: "removed", text: `${name(before, id)}: removed` }));
  const changed = [...now]
    .filter(([id, text]) => old.has(id) && old.get(id) !== text)
    .map(
      ([id]): Change => ({
        kind,
        id,
        verb: "changed",
        text: `${name(after, id)}: ${inWords(kind, id, before, after)}`,
      }),
    );
  return [...added, ...changed, ...removed];
}

/** The things of a kind as text, by id. */
export function byId(layout: ShowroomLayout, kind: ThingKind): ReadonlyMap<string, string> {
  return new Map(layout[kind].map((thing) => [thing.id, JSON.stringify(thing)]));
}

function inWords(kind: ThingKind, id: string, before: ShowroomLayout, after: ShowroomLayout): string {
  const [from, to] = [placeOf(before, { kind, id }), placeOf(after, { kind, id })];
  if (!from || !to) return "changed";
  const way = Math.hypot(to.x - from.x, to.z - from.z);
  const turn = Math.abs(Math.atan2(Math.sin(to.yaw - from.yaw), Math.cos(to.yaw - from.yaw)));
  const words = [];
  if (way > MOVED_M) words.push(`moved by ${way < 1 ? `${Math.round(way * 100)} cm` : `${way.toFixed(1)} m`}`);
  if (turn > TURNED_RAD && kind !== "spotlights") words.push(`turned by ${Math.round((turn * 180) / Math.PI)}°`);
  if (kind === "exhibits") words.push(...exhibitWords(id, before, after));
  return words.length > 0 ? words.join(", ") : "changed";
}

const MOUNT_WORDS = { plinth: "on a plinth", stage: "on a stage", floor: "on the floor", ceiling: "from the ceiling" };

function exhibitWords(id: string, before: ShowroomLayout, after: ShowroomLayout): string[] {
  const find = (layout: ShowroomLayout) => layout.exhibits.find((each) => each.id === id);
  const [old, now] = [find(before), find(after)];
  if (!old || !now) return [];
  const words = [];
  if (old.mount !== now.mount) words.push(`now ${MOUNT_WORDS[now.mount]}`);
  else if (Math.abs(old.transform.y - now.transform.y) > MOVED_M) words.push("at another height");
  if (old.transform.scale !== now.transform.scale) words.push("another size");
  if (old.variantId !== now.variantId) words.push("shows another variant");
  return words;
}

function compareHalls(before: ShowroomLayout, after: ShowroomLayout): Change[] {
  const change = (id: string, text: string): Change => ({ kind: "hall", id, verb: "changed", text });
  const size = ({ width, depth, height }: ShowroomLayout) =>
    [width, depth, height].map((each) => each.toFixed(1)).join(" × ");
  const changes = [];
  if (size(before) !== size(after))
    changes.push(change("size", `The hall: ${size(after)} m instead of ${size(before)} m`));
  if (JSON.stringify(before.entrance) !== JSON.stringify(after.entrance)) {
    changes.push(change("entrance", "The entrance: elsewhere"));
  }
  return changes;
}
