import type { ExhibitPlacement, Fixture, ShowroomLayout, Wall } from "../../rooms/protocol/showroom.ts";
import { PENDANT_DROP_M } from "./make/pendant.ts";

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
  // The axis that a visitor sees first: the chair, the sofa behind it, the view behind both.
  { productId: "lounge-chair", kind: "stage", x: 0.3, z: 1.5, size: [2.2, 2.2, 0.16], yaw: 0.5 },
  { productId: "sofa", kind: "stage", x: -0.5, z: -3.1, size: [3.6, 2.2, 0.16] },
  // The west bay: light and clay.
  { productId: "floor-lamp", kind: "stage", x: -7.7, z: 4.7, size: [1.7, 1.7, 0.16], yaw: 0.9 },
  { productId: "side-table", kind: "plinth", x: -7.9, z: 0.9, size: [0.9, 0.9, 0.34], yaw: 0.4 },
  { productId: "vase-set", kind: "plinth", x: -7.5, z: -3.6, size: [1.1, 0.9, 0.85], yaw: 0.7 },
  { productId: "travel-bag", kind: "plinth", x: -4.1, z: -5.6, size: [1, 0.8, 0.6], yaw: 0.45 },
  // The east bay: sound and time.
  { productId: "watch", kind: "plinth", x: 4.6, z: 3, size: [0.45, 0.45, 1.12], yaw: -0.5 },
  { productId: "headphones", kind: "plinth", x: 8, z: 4.6, size: [0.6, 0.6, 1.02], yaw: -0.8 },
  { productId: "speaker", kind: "plinth", x: 8.2, z: 1.2, size: [0.8, 0.6, 0.92], yaw: -1.1 },
  { productId: "pendant", kind: "stage", x: 7.9, z: -3, size: [1.6, 1.6, 0.1] },
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
  fixture("bench", "bench-view", [1.6, -6.3], [2.4, 0.55, 0.44]),
  fixture("planter", "planter-north-west", [-9.7, -6.7], [0.8, 0.8, 0.75]),
  fixture("planter", "planter-north-east", [9.7, -6.7], [0.8, 0.8, 0.75]),
  fixture("planter", "planter-entrance", [3.2, 6.9], [1.6, 0.6, 0.6]),
];

const standFixture = ({ productId, kind, x, z, size }: Stand): Fixture =>
  fixture(kind, `${kind}-${productId}`, [x, z], [...size]);

function standExhibit({ productId, kind, x, z, size, yaw = 0 }: Stand): ExhibitPlacement {
  const hangs = productId === "pendant";
  return {
    id: productId,
    productId,
    mount: hangs ? "ceiling" : kind,
    // A pendant's origin is its lowest point: it ends where the ceiling is.
    transform: { x, y: hangs ? HEIGHT - PENDANT_DROP_M : size[2], z, yaw, scale: 1 },
    limits: { reach: 1.2, lift: hangs ? 0 : 0.8, minScale: hangs ? 1 : 0.5, maxScale: hangs ? 1 : 1.5 },
  };
}

/** The seed showroom's layout. Exhibits carry the ids of their products. */
export const SEED_LAYOUT: ShowroomLayout = {
  width: WIDTH,
  depth: DEPTH,
  height: HEIGHT,
  entrance: { x: 0.6, z: 5.6, yaw: 0, radius: 0.9 },
  walls,
  fixtures: [...stands.map(standFixture), ...furniture],
  exhibits: stands.map(standExhibit),
  spotlights: [],
};
