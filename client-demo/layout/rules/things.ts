import type { ThingKind } from "../../../rooms/layout/layout-problems.ts";
import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { ExhibitPlacement, Fixture, ShowroomLayout, Spotlight, Wall } from "../../../rooms/protocol/showroom.ts";

/** Something in a layout that can be chosen, moved and changed. */
export type Thing = { readonly kind: ThingKind; readonly id: string } | { readonly kind: "entrance"; readonly id: "" };

export type Place = { readonly x: number; readonly z: number; readonly yaw: number };

export const ENTRANCE: Thing = { kind: "entrance", id: "" };

export const isSameThing = (one: Thing | null, other: Thing | null): boolean =>
  one?.kind === other?.kind && one?.id === other?.id;

export const findExhibit = (layout: ShowroomLayout, id: string) => layout.exhibits.find((each) => each.id === id);
export const findFixture = (layout: ShowroomLayout, id: string) => layout.fixtures.find((each) => each.id === id);
export const findWall = (layout: ShowroomLayout, id: string) => layout.walls.find((each) => each.id === id);
export const findSpotlight = (layout: ShowroomLayout, id: string) => layout.spotlights.find((each) => each.id === id);

/** Whether the layout still has it. */
export function hasThing(layout: ShowroomLayout, thing: Thing): boolean {
  return placeOf(layout, thing) !== null;
}

/** Where a thing is and how it is turned; null when it is gone. */
export function placeOf(layout: ShowroomLayout, { kind, id }: Thing): Place | null {
  switch (kind) {
    case "entrance":
      return layout.entrance;
    case "exhibits":
      return findExhibit(layout, id)?.transform ?? null;
    case "fixtures":
      return findFixture(layout, id) ?? null;
    case "walls":
      return placeOfWall(findWall(layout, id));
    case "spotlights":
      return placeOfSpotlight(findSpotlight(layout, id));
  }
}

function placeOfWall(wall: Wall | undefined): Place | null {
  if (!wall) return null;
  const { from, to } = wall;
  return {
    x: (from[0] + to[0]) / 2,
    z: (from[1] + to[1]) / 2,
    // A box is longest along its own x; a yaw of θ turns +x to (cos θ, −sin θ).
    yaw: Math.atan2(-(to[1] - from[1]), to[0] - from[0]),
  };
}

function placeOfSpotlight(spotlight: Spotlight | undefined): Place | null {
  if (!spotlight) return null;
  const { x, z, target } = spotlight;
  return { x, z, yaw: Math.atan2(x - target.x, z - target.z) };
}

export const lengthOf = ({ from, to }: Wall): number => Math.hypot(to[0] - from[0], to[1] - from[1]);

const FIXTURE_NAMES: Readonly<Record<Fixture["kind"], string>> = {
  plinth: "Plinth",
  stage: "Stage",
  bench: "Bench",
  planter: "Planter",
  column: "Column",
};

const FINISH_NAMES = { plaster: "Wall", accent: "Accent wall", glass: "Glass wall" } as const;

export type ProductNames = ReadonlyMap<string, Pick<Product, "name">>;

/** What a thing is called where people read of it. */
export function nameThing(layout: ShowroomLayout, { kind, id }: Thing, products: ProductNames): string {
  switch (kind) {
    case "entrance":
      return "Entrance";
    case "exhibits":
      return nameExhibit(findExhibit(layout, id), products);
    case "fixtures":
      return FIXTURE_NAMES[findFixture(layout, id)?.kind ?? "plinth"];
    case "walls":
      return FINISH_NAMES[findWall(layout, id)?.finish ?? "plaster"];
    case "spotlights":
      return "Spotlight";
  }
}

function nameExhibit(exhibit: ExhibitPlacement | undefined, products: ProductNames): string {
  return products.get(exhibit?.productId ?? "")?.name ?? "Unknown product";
}
