import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Arm, bendArm, type Hand, SHOULDER } from "../../../../client-demo/scene/avatars/arm-bend.ts";

const bend = (wish: Hand, side: -1 | 1): Arm => {
  const arm = { elbow: { x: 0, y: 0, z: 0 }, wrist: { x: 0, y: 0, z: 0 } };
  bendArm(wish, side, arm);
  return arm;
};
const apart = (a: Hand, b: Hand): number => Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
const shoulder = (side: number): Hand => ({ ...SHOULDER, x: SHOULDER.x * side });
const coordinate = fc.double({ min: -2, max: 2, noNaN: true });

describe("an arm", () => {
  it("puts the wrist where the hand wishes to be, within its length", () => {
    const wish = { x: 0.25, y: 1, z: -0.3 };
    expect(apart(bend(wish, 1).wrist, wish)).toBeLessThan(1e-9);
  });

  it("keeps the length of its bones whatever it reaches for", () => {
    fc.assert(
      fc.property(coordinate, coordinate, coordinate, fc.constantFrom<-1 | 1>(-1, 1), (x, y, z, side) => {
        const { elbow, wrist } = bend({ x, y, z }, side);
        expect(apart(elbow, shoulder(side))).toBeCloseTo(0.33, 5);
        expect(apart(elbow, wrist)).toBeCloseTo(0.33, 5);
      }),
    );
  });

  it("bends left and right alike, elbows outwards and behind", () => {
    const right = bend({ x: 0.2, y: 1.1, z: -0.35 }, 1);
    const left = bend({ x: -0.2, y: 1.1, z: -0.35 }, -1);
    expect(left.elbow.x).toBeCloseTo(-right.elbow.x);
    expect(right.elbow.x).toBeGreaterThan(0.2);
    expect(right.elbow.z).toBeGreaterThan(-0.35);
  });
});
