import type { ShowroomLayout, Spotlight, Wall } from "../../../rooms/protocol/showroom.ts";
import { findOwnSupport, listCarried } from "./supports.ts";
import { findExhibit, findFixture, findSpotlight, lengthOf, type Place, placeOf, type Thing } from "./things.ts";

/*
 * Changes of one thing. Each takes a layout and gives the next; what belongs together goes together: a plinth goes with
 * its exhibit, what stands on a stage goes with the stage, and the lamps that light something follow it.
 */

/** Lamps that are aimed this near to a thing are there for it. */
const LIT_BY_M = 0.6;

type Field = "exhibits" | "fixtures" | "walls" | "spotlights";

/** Replaces one thing of a list by what `change` makes of it. */
export function replaceIn<F extends Field>(
  layout: ShowroomLayout,
  field: F,
  id: string,
  change: (thing: ShowroomLayout[F][number]) => ShowroomLayout[F][number],
): ShowroomLayout {
  const list: readonly ShowroomLayout[F][number][] = layout[field];
  return { ...layout, [field]: list.map((each) => (each.id === id ? change(each) : each)) };
}

type Shift = { readonly x: number; readonly z: number };

/** Moves a thing, with what belongs to it, to a place on the floor. */
export function moveThing(layout: ShowroomLayout, thing: Thing, to: Shift): ShowroomLayout {
  const from = placeOf(layout, thing);
  if (!from) return layout;
  const by = { x: to.x - from.x, z: to.z - from.z };
  if (by.x === 0 && by.z === 0) return layout;
  switch (thing.kind) {
    case "entrance":
      return { ...layout, entrance: { ...layout.entrance, x: to.x, z: to.z } };
    case "walls":
      return replaceIn(layout, "walls", thing.id, (wall) => shiftWall(wall, by));
    case "spotlights":
      return replaceIn(layout, "spotlights", thing.id, (lamp) => ({ ...lamp, x: to.x, z: to.z }));
    default:
      return shiftTogether(layout, thing, by);
  }
}

function shiftWall(wall: Wall, by: Shift): Wall {
  const shift = ([x, z]: Wall["from"]): Wall["from"] => [tidy(x + by.x), tidy(z + by.z)];
  return { ...wall, from: shift(wall.from), to: shift(wall.to) };
}

function shiftTogether(layout: ShowroomLayout, thing: Thing, by: Shift): ShowroomLayout {
  const { exhibitIds, fixtureId } = listCompany(layout, thing);
  const moved = (each: { readonly x: number; readonly z: number }) => ({
    x: tidy(each.x + by.x),
    z: tidy(each.z + by.z),
  });
  const lit = layout.exhibits.filter(({ id }) => exhibitIds.has(id)).map(({ transform }) => transform);
  const isForThem = ({ target }: Spotlight) =>
    lit.some(({ x, z }) => Math.hypot(target.x - x, target.z - z) <= LIT_BY_M);
  return {
    ...layout,
    exhibits: layout.exhibits.map((each) =>
      exhibitIds.has(each.id) ? { ...each, transform: { ...each.transform, ...moved(each.transform) } } : each,
    ),
    fixtures: layout.fixtures.map((each) => (each.id === fixtureId ? { ...each, ...moved(each) } : each)),
    spotlights: layout.spotlights.map((each) =>
      isForThem(each) ? { ...each, ...moved(each), target: { ...each.target, ...moved(each.target) } } : each,
    ),
  };
}

/** The exhibits and the fixture that move as one. */
function listCompany(layout: ShowroomLayout, { kind, id }: Thing) {
  const exhibit = kind === "exhibits" ? findExhibit(layout, id) : undefined;
  if (exhibit) return { exhibitIds: new Set([id]), fixtureId: findOwnSupport(layout, exhibit)?.id ?? null };
  const fixture = findFixture(layout, id);
  const carried = fixture ? listCarried(layout, fixture) : [];
  return { exhibitIds: new Set(carried.map((each) => each.id)), fixtureId: id };
}

/** Turns a thing where it is; a lamp is swung around the vertical with what it is aimed at. */
export function turnThing(layout: ShowroomLayout, thing: Thing, yaw: number): ShowroomLayout {
  const from = placeOf(layout, thing);
  if (!from || from.yaw === yaw) return layout;
  const { kind, id } = thing;
  switch (kind) {
    case "entrance":
      return { ...layout, entrance: { ...layout.entrance, yaw } };
    case "exhibits":
      return replaceIn(layout, "exhibits", id, (each) => ({ ...each, transform: { ...each.transform, yaw } }));
    case "fixtures":
      return replaceIn(layout, "fixtures", id, (each) => ({ ...each, yaw }));
    case "walls":
      return replaceIn(layout, "walls", id, (each) => layWall(each, { ...from, yaw }, lengthOf(each)));
    case "spotlights":
      return replaceIn(layout, "spotlights", id, (each) => swing(each, yaw));
  }
}

/** A wall of a length with its middle at a place. */
export function layWall(wall: Wall, { x, z, yaw }: Place, length: number): Wall {
  const [dx, dz] = [(Math.cos(yaw) * length) / 2, (-Math.sin(yaw) * length) / 2];
  return { ...wall, from: [tidy(x - dx), tidy(z - dz)], to: [tidy(x + dx), tidy(z + dz)] };
}

function swing(lamp: Spotlight, yaw: number): Spotlight {
  const reach = Math.hypot(lamp.target.x - lamp.x, lamp.target.z - lamp.z);
  const x = tidy(lamp.x - Math.sin(yaw) * reach);
  const z = tidy(lamp.z - Math.cos(yaw) * reach);
  return { ...lamp, target: { ...lamp.target, x, z } };
}

/** Takes a thing out, with the plinth that was there for it alone; what stood on a fixture then stands on the floor. */
export function removeThing(layout: ShowroomLayout, { kind, id }: Thing): ShowroomLayout {
  if (kind === "entrance") return layout;
  const exhibit = kind === "exhibits" ? findExhibit(layout, id) : undefined;
  const ownSupport = exhibit ? findOwnSupport(layout, exhibit) : null;
  const fixture = kind === "fixtures" ? findFixture(layout, id) : undefined;
  const carried = new Set(fixture ? listCarried(layout, fixture).map((each) => each.id) : []);
  const onFloor = layout.exhibits.map((each) =>
    carried.has(each.id) ? { ...each, mount: "floor" as const, transform: { ...each.transform, y: 0 } } : each,
  );
  const stays = (each: { readonly id: string }) => each.id !== id;
  return {
    ...layout,
    exhibits: kind === "exhibits" ? layout.exhibits.filter(stays) : onFloor,
    fixtures: layout.fixtures.filter((each) => each.id !== ownSupport?.id && !(kind === "fixtures" && each.id === id)),
    walls: kind === "walls" ? layout.walls.filter(stays) : layout.walls,
    spotlights: kind === "spotlights" ? layout.spotlights.filter(stays) : layout.spotlights,
  };
}

const COPY_ASIDE_M = 1;

/** Makes another of a thing beside it, with a plinth of its own if the first has one. */
export function duplicateThing(
  layout: ShowroomLayout,
  thing: Thing,
  newId: (base: string) => string,
): [ShowroomLayout, Thing] {
  const { kind, id } = thing;
  const place = placeOf(layout, thing);
  if (kind === "entrance" || !place) return [layout, thing];
  const copy: Thing = { kind, id: newId(kind.slice(0, -1)) };
  const exhibit = findExhibit(layout, id);
  const support = kind === "exhibits" && exhibit ? findOwnSupport(layout, exhibit) : null;
  const copyOf = <T extends { readonly id: string }>(list: readonly T[]): T[] => [
    ...list,
    ...list.filter((each) => each.id === id).map((each) => ({ ...each, id: copy.id })),
  ];
  const side = place.x + COPY_ASIDE_M <= layout.width / 2 ? COPY_ASIDE_M : -COPY_ASIDE_M;
  const added: ShowroomLayout = {
    ...layout,
    exhibits: kind === "exhibits" ? copyOf(layout.exhibits) : layout.exhibits,
    fixtures: kind === "fixtures" ? copyOf(layout.fixtures) : layout.fixtures,
    walls: kind === "walls" ? copyOf(layout.walls) : layout.walls,
    spotlights: kind === "spotlights" ? copyOf(layout.spotlights) : layout.spotlights,
  };
  const moved = replaceAside(added, copy, { x: side, z: 0 });
  if (!support) return [moved, copy];
  const under = { ...support, id: newId(support.kind), x: tidy(support.x + side) };
  return [{ ...moved, fixtures: [...moved.fixtures, under] }, copy];
}

/** Moves the thing alone: what it was copied from stays where it is. */
function replaceAside(layout: ShowroomLayout, { kind, id }: Thing, by: Shift): ShowroomLayout {
  if (kind === "exhibits") {
    const aside = (x: number) => tidy(x + by.x);
    return replaceIn(layout, kind, id, (each) => ({
      ...each,
      transform: { ...each.transform, x: aside(each.transform.x) },
    }));
  }
  if (kind === "fixtures") return replaceIn(layout, kind, id, (each) => ({ ...each, x: tidy(each.x + by.x) }));
  if (kind === "walls") return replaceIn(layout, kind, id, (wall) => shiftWall(wall, by));
  const lamp = findSpotlight(layout, id);
  if (!lamp) return layout;
  const target = { ...lamp.target, x: tidy(lamp.target.x + by.x) };
  return replaceIn(layout, "spotlights", id, (each) => ({ ...each, x: tidy(each.x + by.x), target }));
}

/** Sums of tenths leave dust behind. */
function tidy(metres: number): number {
  return Number(metres.toFixed(4)) + 0;
}
