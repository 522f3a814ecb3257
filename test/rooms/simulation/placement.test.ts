import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ExhibitPlacement } from "../../../rooms/protocol/showroom.ts";
import { isWithinReach, limitTransform, wrapAngle } from "../../../rooms/simulation/placement.ts";
import { gallery } from "../../support/gallery.ts";

const placement = gallery.exhibits[0] as ExhibitPlacement;
const number = fc.double({ min: -128, max: 128, noNaN: true });

describe("an exhibit's limits", () => {
  it("E3 hold for any wish, and a wish inside them is granted as it is", () => {
    const wish = fc.record({
      x: number,
      y: fc.double({ min: 0, max: 20, noNaN: true }),
      z: number,
      yaw: number,
      scale: fc.double({ min: 0.1, max: 10, noNaN: true }),
    });
    const { transform: home, limits } = placement;
    fc.assert(
      fc.property(wish, (each) => {
        const got = limitTransform(placement, each);
        expect(Math.hypot(got.x - home.x, got.z - home.z)).toBeLessThanOrEqual(limits.reach + 1e-9);
        expect(got.y).toBeGreaterThanOrEqual(home.y);
        expect(got.y).toBeLessThanOrEqual(home.y + limits.lift);
        expect(got.scale).toBeGreaterThanOrEqual(limits.minScale);
        expect(got.scale).toBeLessThanOrEqual(limits.maxScale);
        expect(Math.abs(got.yaw)).toBeLessThanOrEqual(Math.PI + 1e-9);
        const again = limitTransform(placement, got);
        for (const key of ["x", "y", "z", "yaw", "scale"] as const) expect(again[key]).toBeCloseTo(got[key], 9);
      }),
    );
  });

  it("E5 take reach as a circle on the floor", () => {
    expect(isWithinReach({ x: 0, z: 3.4 }, { x: 0, z: 0 })).toBe(true);
    expect(isWithinReach({ x: 2.6, z: 2.6 }, { x: 0, z: 0 })).toBe(false);
  });
});

describe("wrapAngle", () => {
  it("keeps the direction and lies between −π and π", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e4, max: 1e4, noNaN: true }), (radians) => {
        const wrapped = wrapAngle(radians);
        expect(Math.abs(wrapped)).toBeLessThanOrEqual(Math.PI + 1e-9);
        expect(Math.cos(wrapped)).toBeCloseTo(Math.cos(radians), 6);
        expect(Math.sin(wrapped)).toBeCloseTo(Math.sin(radians), 6);
      }),
    );
  });
});
