import type { ShowroomLayout } from "../../rooms/protocol/showroom.ts";

/** A small furnished room for tests: a wall across, two plinths at odd angles, one exhibit on each. */
export const gallery: ShowroomLayout = {
  width: 14,
  depth: 12,
  height: 3.4,
  entrance: { x: 0, z: 4.4, yaw: 0, radius: 1.2 },
  walls: [{ id: "across", from: [-4, -1], to: [1, 0.5], thickness: 0.12, height: 2.6, finish: "plaster" }],
  fixtures: [
    { id: "plinth-a", kind: "plinth", x: -3, z: 2, yaw: 0.4, width: 0.8, depth: 0.8, height: 0.9 },
    { id: "plinth-b", kind: "plinth", x: 3, z: 1, yaw: 0, width: 1, depth: 0.6, height: 0.9 },
    { id: "bench", kind: "bench", x: 3.6, z: 1.7, yaw: -0.7, width: 1.6, depth: 0.5, height: 0.45 },
  ],
  spotlights: [],
  exhibits: [
    {
      id: "exhibit-a",
      productId: "box",
      mount: "plinth",
      transform: { x: -3, y: 0.9, z: 2, yaw: 0, scale: 1 },
      limits: { reach: 0.5, lift: 0.8, minScale: 0.5, maxScale: 2 },
    },
    {
      id: "exhibit-b",
      productId: "ball",
      mount: "plinth",
      transform: { x: 3, y: 0.9, z: 1, yaw: 0.5, scale: 1 },
      limits: { reach: 0.5, lift: 0.8, minScale: 0.5, maxScale: 2 },
    },
  ],
};
