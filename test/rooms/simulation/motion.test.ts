import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_SPEED_MPS, MOVE_BURST_MS, TICK_MS } from "../../../rooms/protocol/limits.ts";
import { arrivalPoint, createMover, refillReserve, stepPosition, takeMove } from "../../../rooms/simulation/motion.ts";
import { isFree, type Space, spaceOf } from "../../../rooms/simulation/space.ts";
import { gallery } from "../../support/gallery.ts";

const space = spaceOf(gallery);
const bare: Space = { halfWidth: 10, halfDepth: 10, blocks: [] };
const inside = fc.record({
  x: fc.double({ min: -6, max: 6, noNaN: true }),
  z: fc.double({ min: -5, max: 5, noNaN: true }),
});
const anywhere = fc.record({
  x: fc.double({ min: -200, max: 200, noNaN: true }),
  z: fc.double({ min: -200, max: 200, noNaN: true }),
});

const moverAt = (x: number, z: number) => createMover({ x, z, heading: 0, pitch: 0, moving: false });
const moveTo = (seq: number, x: number, z: number) => ({ seq, x, z, heading: 0, pitch: 0, moving: true });

describe("a step", () => {
  it("M1 always ends where an avatar can stand, wherever it wanted to go", () => {
    fc.assert(
      fc.property(inside, fc.array(anywhere, { minLength: 1, maxLength: 12 }), (start, wishes) => {
        fc.pre(isFree(space, start));
        const at = { ...start };
        for (const wish of wishes) {
          stepPosition(space, at, wish, 3.6, at);
          expect(isFree(space, at)).toBe(true);
        }
      }),
    );
  });

  it("reaches a wish in the open exactly and goes no farther than allowed", () => {
    const at = { x: 0, z: 0 };
    stepPosition(bare, at, { x: 1, z: 1 }, 5, at);
    expect(at.x).toBeCloseTo(1, 9);
    stepPosition(bare, at, { x: 9, z: 1 }, 2, at);
    expect(at.x).toBeCloseTo(3, 9);
  });

  it("M2 slides along a wall instead of stopping at it", () => {
    const at = { x: 0, z: 0 };
    stepPosition(bare, at, { x: 4, z: 60 }, 100, at);
    expect(at.z).toBeCloseTo(9.7, 5);
    expect(at.x).toBeGreaterThan(0.5);
  });

  it("M2 does not pass through a thin wall at any speed", () => {
    const wall = spaceOf({
      ...gallery,
      fixtures: [],
      walls: [{ id: "w", from: [-6, 0], to: [6, 0], thickness: 0.04, height: 3, finish: "glass" }],
    });
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 0.5, max: 40, noNaN: true }),
        (x, far) => {
          const at = { x, z: 2 };
          stepPosition(wall, at, { x, z: -far }, 40, at);
          expect(at.z).toBeGreaterThan(0);
        },
      ),
    );
  });

  it("stays put for a wish that is no number", () => {
    const at = { x: 1, z: 1 };
    stepPosition(bare, at, { x: Number.NaN, z: 0 }, 1, at);
    expect(at).toEqual({ x: 1, z: 1 });
  });
});

describe("taking a move", () => {
  it("takes a walk at full speed without a word", () => {
    const mover = moverAt(-9, 0);
    for (let seq = 1; seq <= 60; seq++) {
      refillReserve(mover, TICK_MS);
      expect(takeMove(bare, mover, moveTo(seq, -9 + (seq * MAX_SPEED_MPS * TICK_MS) / 1000, 0))).toBe("taken");
    }
  });

  it("M3 M4 corrects a jump: the avatar goes as far as its reserve and not to the wish", () => {
    const mover = moverAt(0, 0);
    expect(takeMove(bare, mover, moveTo(1, 9, 0))).toBe("corrected");
    expect(mover.x).toBeCloseTo((MAX_SPEED_MPS * MOVE_BURST_MS) / 1000, 6);
    expect(takeMove(bare, mover, moveTo(2, 9, 0))).toBe("corrected");
    expect(mover.x).toBeCloseTo((MAX_SPEED_MPS * MOVE_BURST_MS) / 1000, 6);
  });

  it("M3 never lets anybody be faster than the limit over time, whatever is sent", () => {
    fc.assert(
      fc.property(fc.array(fc.array(anywhere, { maxLength: 4 }), { minLength: 5, maxLength: 40 }), (ticks) => {
        const mover = moverAt(0, 0);
        let seq = 0;
        let walked = 0;
        for (const wishes of ticks) {
          refillReserve(mover, TICK_MS);
          for (const wish of wishes) {
            const from = { x: mover.x, z: mover.z };
            takeMove(bare, mover, moveTo(++seq, wish.x, wish.z));
            walked += Math.hypot(mover.x - from.x, mover.z - from.z);
          }
        }
        const allowed = MAX_SPEED_MPS * (MOVE_BURST_MS / 1000 + (ticks.length * TICK_MS * 1.05) / 1000);
        expect(walked).toBeLessThanOrEqual(allowed + 1e-6);
      }),
    );
  });

  it("M5 ignores repeated and overtaken moves", () => {
    const mover = moverAt(0, 0);
    expect(takeMove(bare, mover, moveTo(5, 0.1, 0))).toBe("taken");
    expect(takeMove(bare, mover, moveTo(5, 0.2, 0))).toBe("stale");
    expect(takeMove(bare, mover, moveTo(4, 0.2, 0))).toBe("stale");
    expect(mover.x).toBeCloseTo(0.1, 9);
  });
});

describe("arriving", () => {
  it("M6 gives neighbours in time different free places near the entrance", () => {
    const { entrance } = gallery;
    const points = Array.from({ length: 12 }, (_, arrival) => arrivalPoint(space, entrance, arrival));
    for (const point of points) {
      expect(isFree(space, point)).toBe(true);
      expect(Math.hypot(point.x - entrance.x, point.z - entrance.z)).toBeLessThanOrEqual(entrance.radius + 1e-9);
    }
    expect(new Set(points.map((point) => `${point.x},${point.z}`)).size).toBe(points.length);
  });
});
