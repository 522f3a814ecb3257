import type { ShowroomLayout } from "../../../rooms/protocol/showroom.ts";
import type { SeedContent } from "../../../server/seed.ts";
import { FIXTURE, fixtureContent } from "../../support/fixture-shop.ts";

/** The showroom that is measured. */
export const HALL_ID = "hall";

const COLUMNS = 6;
const ROWS = 4;

/**
 * An open square hall with four short walls and 24 exhibits on plinths, so that the rules of movement and attention
 * have something to do. The entrance is in the middle: from there nobody walks long to their place.
 * @param side metres, 12 to 256
 */
export function hallLayout(side: number): ShowroomLayout {
  const places = Array.from({ length: COLUMNS * ROWS }, (_, index) => ({
    id: String(index),
    x: (((index % COLUMNS) + 0.5) / COLUMNS - 0.5) * side,
    z: ((Math.floor(index / COLUMNS) + 0.5) / ROWS - 0.5) * side,
  }));
  const wallAt = (x: number, z: number, index: number): ShowroomLayout["walls"][number] => ({
    id: `wall-${index}`,
    from: [(x - 0.05) * side, z * side],
    to: [(x + 0.05) * side, z * side],
    thickness: 0.2,
    height: 2.4,
    finish: "plaster",
  });
  return {
    width: side,
    depth: side,
    height: 6,
    entrance: { x: 0, z: 0, yaw: 0, radius: Math.min(3, side / 12) },
    walls: [wallAt(-0.25, -0.25, 0), wallAt(0.25, -0.25, 1), wallAt(-0.25, 0.25, 2), wallAt(0.25, 0.25, 3)],
    fixtures: places.map(({ id, x, z }) => ({
      id: `plinth-${id}`,
      kind: "plinth",
      x,
      z,
      yaw: 0,
      width: 0.6,
      depth: 0.6,
      height: 0.6,
    })),
    spotlights: [],
    exhibits: places.map(({ id, x, z }, index) => ({
      id: `exhibit-${id}`,
      productId: FIXTURE.productIds[index % FIXTURE.productIds.length] as string,
      mount: "plinth",
      transform: { x, y: 0.6, z, yaw: 0, scale: 1 },
      limits: { reach: 2, lift: 1, minScale: 0.5, maxScale: 2 },
    })),
  };
}

/** What the measured server is furnished with: the fixture's products in the hall. */
export function hallContent(side: number): SeedContent {
  return { ...fixtureContent, seedShowroom: { id: HALL_ID, name: "Hall", layout: hallLayout(side) } };
}
