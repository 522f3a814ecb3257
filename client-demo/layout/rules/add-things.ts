import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { ExhibitPlacement, Fixture, ShowroomLayout, Wall } from "../../../rooms/protocol/showroom.ts";
import { replaceIn } from "./edit-things.ts";
import {
  type Extent,
  extentOf,
  findCarrierAt,
  findOwnSupport,
  heightOn,
  isOn,
  type Mount,
  makeSupport,
  suitableMount,
} from "./supports.ts";
import { findExhibit, type Thing } from "./things.ts";

type Point = { readonly x: number; readonly z: number };
type NewId = (base: string) => string;

const LIMITS: ExhibitPlacement["limits"] = { reach: 1.2, lift: 0.8, minScale: 1, maxScale: 1 };
const HANGING_LIMITS: ExhibitPlacement["limits"] = { ...LIMITS, reach: 0, lift: 0 };

/** Sets a product up at a place: on the plinth or stage that is there, else on a new one that fits it. */
export function addProduct(layout: ShowroomLayout, product: Product, at: Point, newId: NewId): [ShowroomLayout, Thing] {
  const size = extentOf(product);
  const carrier = findCarrierAt(layout, at);
  const mount: Mount = carrier?.kind === "stage" ? "stage" : carrier ? "plinth" : suitableMount(size);
  const id = newId(product.id);
  const transform = { x: at.x, y: 0, z: at.z, yaw: 0, scale: 1 };
  const exhibit: ExhibitPlacement = { id, productId: product.id, mount, transform, limits: LIMITS };
  const thing: Thing = { kind: "exhibits", id };
  const added = { ...layout, exhibits: [...layout.exhibits, exhibit] };
  return [carrier ? standOn(added, exhibit, carrier, size) : mountExhibit(added, id, mount, product, newId), thing];
}

function standOn(layout: ShowroomLayout, { id }: ExhibitPlacement, carrier: Fixture, size: Extent): ShowroomLayout {
  const y = heightOn("stage", carrier, size, layout.height);
  return replaceIn(layout, "exhibits", id, (each) => ({ ...each, transform: { ...each.transform, y } }));
}

/** Puts an exhibit on a plinth, on a stage, on the floor or under the ceiling. The old support goes, a new one comes. */
export function mountExhibit(
  layout: ShowroomLayout,
  exhibitId: string,
  mount: Mount,
  product: Product | undefined,
  newId: NewId,
): ShowroomLayout {
  const exhibit = findExhibit(layout, exhibitId);
  if (!exhibit) return layout;
  const size = extentOf(product);
  const old = findOwnSupport(layout, exhibit);
  const fixtures = layout.fixtures.filter((each) => each.id !== old?.id);
  const needsSupport = mount === "plinth" || mount === "stage";
  const shared = needsSupport
    ? fixtures.find((each) => each.kind === mount && isOn(each, exhibit.transform))
    : undefined;
  const support = needsSupport ? (shared ?? makeSupport(newId(mount), mount, exhibit.transform, size)) : null;
  const y = heightOn(mount, support, size, layout.height);
  const limits = mount === "ceiling" ? HANGING_LIMITS : exhibit.mount === "ceiling" ? LIMITS : exhibit.limits;
  return replaceIn(
    { ...layout, fixtures: support && !shared ? [...fixtures, support] : fixtures },
    "exhibits",
    exhibitId,
    (each) => ({ ...each, mount, limits, transform: { ...each.transform, y } }),
  );
}

/** How high an exhibit stands: its own plinth or stage grows or shrinks with it. */
export function liftExhibit(layout: ShowroomLayout, exhibitId: string, y: number): ShowroomLayout {
  const exhibit = findExhibit(layout, exhibitId);
  if (!exhibit) return layout;
  const support = findOwnSupport(layout, exhibit);
  const grown = Math.max(0.02, (support?.height ?? 0) + y - exhibit.transform.y);
  const lifted = replaceIn(layout, "exhibits", exhibitId, (each) => ({ ...each, transform: { ...each.transform, y } }));
  return support ? replaceIn(lifted, "fixtures", support.id, (each) => ({ ...each, height: grown })) : lifted;
}

const FURNITURE: Readonly<Record<Fixture["kind"], readonly [width: number, depth: number, height: number]>> = {
  plinth: [0.6, 0.6, 0.9],
  stage: [2.4, 2.4, 0.16],
  bench: [1.8, 0.5, 0.44],
  planter: [0.8, 0.8, 0.7],
  column: [0.4, 0.4, 4],
};

export function addFixture(
  layout: ShowroomLayout,
  kind: Fixture["kind"],
  at: Point,
  newId: NewId,
): [ShowroomLayout, Thing] {
  const [width, depth, height] = FURNITURE[kind];
  const id = newId(kind);
  const tall = kind === "column" ? Math.min(10, layout.height) : height;
  const fixture: Fixture = { id, kind, ...at, yaw: 0, width, depth, height: tall };
  return [
    { ...layout, fixtures: [...layout.fixtures, fixture] },
    { kind: "fixtures", id },
  ];
}

export function addWall(
  layout: ShowroomLayout,
  finish: Wall["finish"],
  at: Point,
  newId: NewId,
): [ShowroomLayout, Thing] {
  const id = newId("wall");
  const height = Math.min(3.2, layout.height);
  const wall: Wall = { id, from: [at.x - 1.5, at.z], to: [at.x + 1.5, at.z], thickness: 0.2, height, finish };
  return [
    { ...layout, walls: [...layout.walls, wall] },
    { kind: "walls", id },
  ];
}

const LAMP_ASIDE_M = 1.4;
const LAMP_BELOW_CEILING_M = 0.4;

/** Hangs a lamp that is aimed at a place, from the side of the entrance: where people look from. */
export function addSpotlight(
  layout: ShowroomLayout,
  target: { readonly x: number; readonly y: number; readonly z: number },
  newId: NewId,
): [ShowroomLayout, Thing] {
  const id = newId("spotlight");
  const { entrance, width, depth, height } = layout;
  const way = Math.hypot(entrance.x - target.x, entrance.z - target.z) || 1;
  const clamp = (value: number, half: number) => Math.min(half - 0.2, Math.max(0.2 - half, value));
  const x = clamp(target.x + ((entrance.x - target.x) / way) * LAMP_ASIDE_M, width / 2);
  const z = clamp(target.z + ((entrance.z - target.z) / way) * LAMP_ASIDE_M, depth / 2);
  const y = Math.max(0.3, Math.min(20, height - LAMP_BELOW_CEILING_M));
  const round = (metres: number) => Number(metres.toFixed(2));
  const lamp = { id, x: round(x), y: round(y), z: round(z), target, kelvin: 3_200, intensity: 1, spread: 0.36 };
  return [
    { ...layout, spotlights: [...layout.spotlights, lamp] },
    { kind: "spotlights", id },
  ];
}
