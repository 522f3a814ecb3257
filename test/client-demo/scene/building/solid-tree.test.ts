import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildSolidTree, castRay } from "../../../../client-demo/scene/building/solid-tree.ts";
import { rayToSolids, solid } from "../../../../client-demo/scene/building/solids.ts";

// Whole millimetres keep rays off exact faces, where hit or miss is a matter of rounding.
const near = fc.integer({ min: -5_000, max: 5_000 }).map((millimetres) => millimetres / 1_000);
const direction = fc.integer({ min: 11, max: 999 }).chain((size) => fc.constantFrom(size / 997, -size / 997));
const size = fc.integer({ min: 101, max: 3_001 }).map((millimetres) => millimetres / 1_001);
const anySolid = fc
  .tuple(near, near, near, size, size, size, near)
  .map(([x, y, z, width, height, depth, yaw]) => solid([x, y, z], [width, height, depth], yaw));

describe("the tree of solids", () => {
  it("finds what a look at every solid finds", () => {
    const point = fc.tuple(near, near, near);
    const ray = fc.tuple(direction, direction, direction);
    fc.assert(
      fc.property(
        fc.array(anySolid, { minLength: 1, maxLength: 30 }),
        point,
        ray,
        (solids, [ox, oy, oz], [dx, dy, dz]) => {
          const hit = { index: -1, distance: 0 };
          castRay(buildSolidTree(solids), solids, ox, oy, oz, dx, dy, dz, false, hit);
          expect(hit.distance).toBeCloseTo(rayToSolids(solids, ox, oy, oz, dx, dy, dz, 0), 6);
          expect(hit.index >= 0).toBe(Number.isFinite(hit.distance));
        },
      ),
    );
  });
});
