import type { ExhibitPlacement, Fixture, ShowroomLayout, Wall } from "../../rooms/protocol/showroom.ts";

/*
 * A daylight gallery, 22 × 16 m. Visitors come in at the south (+z) and look north along the long axis, over a low
 * stage with the lounge chair, to the glass front and the view. Two inner walls make the walk a figure of eight.
 */

const WIDTH = 22;
const DEPTH = 16;
const HEIGHT = 4.6;
const [EAST, SOUTH] = [WIDTH / 2, DEPTH / 2];

const wall = (id: string, from: [number, number], to: [number, number], more: Partial<Wall> = {}): Wall => ({
  id,
  from,
  to,
  thickness: 0.3,
  height: HEIGHT,
  finish: "plaster",
  ...more,
});

const walls: Wall[] = [
  wall("south", [-EAST, SOUTH], [EAST, SOUTH]),
  wall("west", [-EAST, -SOUTH], [-EAST, SOUTH]),
  wall("east", [EAST, SOUTH], [EAST, -SOUTH]),
  wall("north-glass", [-EAST, -SOUTH], [EAST, -SOUTH], { finish: "glass", thickness: 0.12 }),
  wall("accent-west", [-4.4, 0.6], [-4.4, 4.8], { finish: "accent", thickness: 0.24, height: 3.2 }),
  wall("accent-east", [4.6, -4.2], [4.6, 0.4], { finish: "accent", thickness: 0.24, height: 3.2 }),
];

type Stand = {
  readonly productId: string;
  readonly kind: "plinth" | "stage";
  readonly x: number;
  readonly z: number;
  readonly size: readonly [width: number, depth: number, height: number];
  /** How the exhibit is turned on its stand; the stand itself stays square to the room. */
  readonly yaw?: number;
};

const stands: Stand[] = [
  { productId: "lounge-chair", kind: "stage", x: 0.4, z: 1.4, size: [2.4, 2.4, 0.16], yaw: 0.5 },
  { productId: "floor-lamp", kind: "stage", x: -7.6, z: 4.6, size: [1.8, 1.8, 0.16], yaw: 0.7 },
  { productId: "side-table", kind: "plinth", x: -7.6, z: 0.9, size: [1.1, 1.1, 0.4], yaw: 0.2 },
];

const fixture = (kind: Fixture["kind"], id: string, at: [number, number], size: [number, number, number]): Fixture => ({
  id,
  kind,
  x: at[0],
  z: at[1],
  yaw: 0,
  width: size[0],
  depth: size[1],
  height: size[2],
});

const furniture: Fixture[] = [
  fixture("bench", "bench-view", [-0.2, -5.6], [2.4, 0.55, 0.44]),
  fixture("planter", "planter-north-west", [-9.7, -6.7], [0.8, 0.8, 0.75]),
  fixture("planter", "planter-north-east", [9.7, -6.7], [0.8, 0.8, 0.75]),
  fixture("planter", "planter-entrance", [3.2, 6.9], [1.6, 0.6, 0.6]),
];

const standFixture = ({ productId, kind, x, z, size }: Stand): Fixture =>
  fixture(kind, `${kind}-${productId}`, [x, z], [...size]);

const standExhibit = ({ productId, kind, x, z, size, yaw = 0 }: Stand): ExhibitPlacement => ({
  id: productId,
  productId,
  mount: kind,
  transform: { x, y: size[2], z, yaw, scale: 1 },
  limits: { reach: 1.2, lift: 0.8, minScale: 0.5, maxScale: 1.5 },
});

/** The seed showroom's layout. Exhibits carry the ids of their products. */
export const SEED_LAYOUT: ShowroomLayout = {
  width: WIDTH,
  depth: DEPTH,
  height: HEIGHT,
  entrance: { x: 0.6, z: 6.4, yaw: 0, radius: 0.9 },
  walls,
  fixtures: [...stands.map(standFixture), ...furniture],
  exhibits: stands.map(standExhibit),
};
