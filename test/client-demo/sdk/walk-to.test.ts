import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPath, placeBefore } from "../../../client-demo/sdk/walk-to.ts";
import type { ShowroomLayout } from "../../../rooms/protocol/showroom.ts";
import { stepPosition } from "../../../rooms/simulation/motion.ts";
import { isFree, type Point, spaceOf } from "../../../rooms/simulation/space.ts";

const layout: ShowroomLayout = {
  width: 12,
  depth: 10,
  height: 4,
  entrance: { x: 0, z: 4, yaw: 0, radius: 1 },
  walls: [
    { id: "across", from: [-6, 0], to: [3, 0], thickness: 0.2, height: 3, finish: "plaster" },
    { id: "down", from: [0, 0], to: [0, -3], thickness: 0.2, height: 3, finish: "plaster" },
  ],
  fixtures: [{ id: "plinth", kind: "plinth", x: -3, z: 2.5, yaw: 0.6, width: 1, depth: 1, height: 1 }],
  spotlights: [],
  exhibits: [],
};
const space = spaceOf(layout);

/** Walks the corners with the same step that the room uses; returns where that ends. */
function walk(from: Point, path: readonly Point[]): Point {
  const at = { ...from };
  for (const corner of path) {
    for (let step = 0; step < 400 && Math.hypot(corner.x - at.x, corner.z - at.z) > 0.02; step++) {
      stepPosition(space, at, corner, 0.1, at);
    }
  }
  return at;
}

const freePoint = fc
  .record({ x: fc.double({ min: -5.5, max: 5.5, noNaN: true }), z: fc.double({ min: -4.5, max: 4.5, noNaN: true }) })
  .filter((point) => isFree(space, point));

describe("walking to a place", () => {
  it("goes straight where nothing is in the way", () => {
    expect(findPath(space, { x: 4, z: 4 }, { x: 4, z: -4 })).toEqual([{ x: 4, z: -4 }]);
  });

  it("goes around a wall that is in between", () => {
    const path = findPath(space, { x: -2, z: 4 }, { x: -4, z: -4 });
    expect(path?.length).toBeGreaterThan(1);
    expect(path?.some((corner) => corner.x > 3)).toBe(true);
  });

  it("leads from anywhere to anywhere without scraping into walls", () => {
    fc.assert(
      fc.property(freePoint, freePoint, (from, to) => {
        const path = findPath(space, from, to);
        expect(path).not.toBeNull();
        const goal = path?.at(-1) as Point;
        const end = walk(from, path ?? []);
        expect(Math.hypot(end.x - goal.x, end.z - goal.z)).toBeLessThan(0.05);
      }),
      { numRuns: 60 },
    );
  });

  it("takes the nearest free place instead of the inside of a plinth", () => {
    const goal = findPath(space, { x: 0, z: 4 }, { x: -3, z: 2.5 })?.at(-1) as Point;
    expect(isFree(space, goal)).toBe(true);
    expect(Math.hypot(goal.x + 3, goal.z - 2.5)).toBeLessThan(1.3);
  });

  it("has no answer for a place that is walled in", () => {
    const closet: ShowroomLayout = {
      ...layout,
      walls: [
        { id: "a", from: [2, -4.9], to: [2, -2], thickness: 0.2, height: 3, finish: "plaster" },
        { id: "b", from: [2, -2], to: [5.9, -2], thickness: 0.2, height: 3, finish: "plaster" },
      ],
    };
    expect(findPath(spaceOf(closet), { x: 0, z: 4 }, { x: 4, z: -3.5 })).toBeNull();
  });
});

describe("a place in front of a thing", () => {
  it("lies on the visitor's side at the distance asked for", () => {
    const place = placeBefore(space, { x: 5, z: 2.5 }, { x: -3, z: 2.5 }, 1.6) as Point;
    expect(place.x).toBeCloseTo(-1.4);
    expect(place.z).toBeCloseTo(2.5);
  });

  it("moves around the thing when that side is taken", () => {
    const place = placeBefore(space, { x: -3, z: -4 }, { x: -3, z: 1.2 }, 1.5) as Point;
    expect(isFree(space, place)).toBe(true);
    expect(place.z).toBeGreaterThan(0);
  });
});
