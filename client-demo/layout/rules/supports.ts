import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { ExhibitPlacement, Fixture, ShowroomLayout } from "../../../rooms/protocol/showroom.ts";
import { roundMetres } from "./snap.ts";

export type Mount = ExhibitPlacement["mount"];

/** Full width, height and depth of a product, and how far its lowest point is below its origin. Metres. */
export type Extent = {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly below: number;
};

const UNKNOWN: Extent = { width: 0.5, height: 0.5, depth: 0.5, below: 0 };
const STAGE_HEIGHT_M = 0.16;
/** The middle of a small thing on a plinth is about here: below the eyes, above the hands. */
const PLINTH_VIEW_M = 1.15;
const PLINTH_MARGIN_M = 0.16;
const STAGE_MARGIN_M = 0.4;
const PLINTH_LEAST_M = 0.4;
/** What is at most so large stands on a plinth by itself. */
const SMALL_M = 0.75;
const HANGS_AT_M = 1.9;
const SAME_HEIGHT_M = 0.06;

export function extentOf(product: Product | undefined): Extent {
  const measures = product?.model?.measures;
  if (!measures) return UNKNOWN;
  const [minX, minY, minZ] = measures.boundsMin;
  const [maxX, maxY, maxZ] = measures.boundsMax;
  return { width: maxX - minX, height: maxY - minY, depth: maxZ - minZ, below: Math.max(0, -minY) };
}

/** On what a product stands unless somebody says otherwise. */
export function suitableMount({ width, height, depth }: Extent): Mount {
  return Math.max(width, height, depth) <= SMALL_M ? "plinth" : "stage";
}

const isCarrier = ({ kind }: Fixture): boolean => kind === "plinth" || kind === "stage";

/** Whether a place on the floor is on that fixture. */
export function isOn({ x, z, yaw, width, depth }: Fixture, at: { readonly x: number; readonly z: number }): boolean {
  const [dx, dz] = [at.x - x, at.z - z];
  const across = Math.abs(dx * Math.cos(yaw) - dz * Math.sin(yaw));
  const along = Math.abs(dx * Math.sin(yaw) + dz * Math.cos(yaw));
  return across <= width / 2 && along <= depth / 2;
}

/** The plinth or stage at a place, the highest if there are several. */
export function findCarrierAt(layout: ShowroomLayout, at: { readonly x: number; readonly z: number }): Fixture | null {
  const carriers = layout.fixtures.filter((each) => isCarrier(each) && isOn(each, at));
  return carriers.sort((one, other) => other.height - one.height)[0] ?? null;
}

/** What an exhibit stands on. */
export function findSupport(layout: ShowroomLayout, { mount, transform }: ExhibitPlacement): Fixture | null {
  if (mount !== "plinth" && mount !== "stage") return null;
  const under = layout.fixtures.filter((each) => isCarrier(each) && isOn(each, transform));
  return under.find(({ height }) => height <= transform.y + SAME_HEIGHT_M) ?? null;
}

export function listCarried(layout: ShowroomLayout, fixture: Fixture): ExhibitPlacement[] {
  return layout.exhibits.filter((each) => findSupport(layout, each)?.id === fixture.id);
}

/** The fixture that is there for this exhibit alone, and goes where it goes. */
export function findOwnSupport(layout: ShowroomLayout, exhibit: ExhibitPlacement): Fixture | null {
  const support = findSupport(layout, exhibit);
  return support && listCarried(layout, support).length === 1 ? support : null;
}

/** A plinth or stage that fits a product, under it. */
export function makeSupport(
  id: string,
  kind: "plinth" | "stage",
  at: ExhibitPlacement["transform"],
  size: Extent,
): Fixture {
  const margin = kind === "plinth" ? PLINTH_MARGIN_M : STAGE_MARGIN_M;
  const side = (metres: number) => roundMetres(Math.min(20, Math.max(PLINTH_LEAST_M, metres * at.scale + margin * 2)));
  const { x, z } = at;
  return {
    id,
    kind,
    x,
    z,
    yaw: at.yaw,
    width: side(size.width),
    depth: side(size.depth),
    height: kind === "stage" ? STAGE_HEIGHT_M : plinthHeight(size.height * at.scale),
  };
}

function plinthHeight(tall: number): number {
  return roundMetres(Math.min(1.1, Math.max(0.3, PLINTH_VIEW_M - tall / 2)));
}

/** The height of a product's origin above the floor where it stands on a carrier, on the floor, or hangs. */
export function heightOn(mount: Mount, carrier: Fixture | null, size: Extent, ceiling: number): number {
  if (mount === "ceiling") return roundMetres(Math.max(0, Math.min(HANGS_AT_M, ceiling - size.height)) + size.below);
  return roundMetres((carrier?.height ?? 0) + size.below);
}

/** Gives a fixture another size; what stands on it stays on top. */
export function resizeFixture(
  layout: ShowroomLayout,
  fixtureId: string,
  size: Partial<Pick<Fixture, "width" | "depth" | "height">>,
): ShowroomLayout {
  const fixture = layout.fixtures.find(({ id }) => id === fixtureId);
  if (!fixture) return layout;
  const risen = (size.height ?? fixture.height) - fixture.height;
  const carried = new Set(listCarried(layout, fixture).map(({ id }) => id));
  return {
    ...layout,
    fixtures: layout.fixtures.map((each) => (each.id === fixtureId ? { ...each, ...size } : each)),
    exhibits: layout.exhibits.map((each) =>
      carried.has(each.id)
        ? { ...each, transform: { ...each.transform, y: roundMetres(Math.max(0, each.transform.y + risen)) } }
        : each,
    ),
  };
}
