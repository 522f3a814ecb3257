import { describe, expect, it } from "vitest";
import { createWalker, type Steering } from "../../../../client-demo/visit/input/walker.ts";
import type { Point, Space } from "../../../../rooms/simulation/space.ts";

const space: Space = { halfWidth: 6, halfDepth: 6, blocks: [] };
const steering = (): Steering => ({ dirX: 0, dirZ: 0, heading: null });

/** Lets somebody follow the walker at 2 m/s until it has nothing more to say or the time is up. */
function follow(walker: ReturnType<typeof createWalker>, at: Point, seconds: number): Steering {
  const out = steering();
  for (let time = 0; time < seconds; time += 0.05) {
    walker.steer(at, 0.05, out);
    at.x += out.dirX * 0.1;
    at.z += out.dirZ * 0.1;
  }
  return out;
}

describe("a walk that was asked for", () => {
  it("ends at its goal", () => {
    const walker = createWalker(space);
    const at = { x: -4, z: 3 };
    expect(walker.walkTo(at, { x: 4, z: -2 })).toBe(true);
    const last = follow(walker, at, 12);
    expect(Math.hypot(at.x - 4, at.z + 2)).toBeLessThan(0.15);
    expect(last).toEqual({ dirX: 0, dirZ: 0, heading: null });
    expect(walker.isWalking).toBe(false);
  });

  it("ends before a thing, facing it", () => {
    const walker = createWalker(space);
    const at = { x: 0, z: 5 };
    walker.walkBefore(at, { x: 0, z: 0 }, 2);
    const last = follow(walker, at, 8);
    expect(at.z).toBeCloseTo(2, 0);
    expect(last.heading).toBeCloseTo(0, 1);
    walker.stop();
    expect(walker.isWalking).toBe(false);
  });

  it("is given up when something unforeseen holds the visitor back", () => {
    const walker = createWalker(space);
    const held = { x: 0, z: 5 };
    walker.walkTo(held, { x: 0, z: -5 });
    const out = steering();
    for (let frame = 0; frame < 40; frame++) walker.steer(held, 0.05, out);
    expect(walker.isWalking).toBe(false);
    expect([out.dirX, out.dirZ]).toEqual([0, 0]);
  });

  it("is slower on its last half metre", () => {
    const walker = createWalker(space);
    walker.walkTo({ x: 0, z: 0 }, { x: 0.3, z: 0 });
    const out = steering();
    walker.steer({ x: 0, z: 0 }, 0.05, out);
    expect(out.dirX).toBeGreaterThan(0.2);
    expect(out.dirX).toBeLessThan(0.8);
  });
});
