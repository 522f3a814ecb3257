import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { combineWishes, isSteering, type Wishes } from "../../../../client-demo/visit/input/intent.ts";
import { readStick } from "../../../../client-demo/visit/input/joystick.ts";
import { type KeyState, readKeys } from "../../../../client-demo/visit/input/keyboard.ts";
import type { MoveIntent } from "../../../../client-demo/visit/input/move-intent.ts";
import { MAX_SPEED_MPS, WALK_SPEED_MPS } from "../../../../rooms/protocol/limits.ts";
import { wrapAngle } from "../../../../rooms/simulation/placement.ts";

const restingIntent = (heading = 0): MoveIntent => ({ dirX: 0, dirZ: 0, speedMps: 0, heading, pitch: 0, zoom: 1 });

function wishes(...codes: string[]): Wishes {
  const keys: KeyState = { forward: 0, right: 0, turn: 0, hurrying: false };
  readKeys(new Set(codes), keys);
  return { keys, stick: { right: 0, forward: 0 }, look: { turn: 0, tilt: 0, zoom: 0 }, steering: null };
}

describe("the intent of a frame", () => {
  it("walks where the visitor looks", () => {
    const north = restingIntent(0);
    combineWishes(wishes("KeyW"), 0.016, north);
    expect([north.dirX, north.dirZ]).toEqual([expect.closeTo(0), expect.closeTo(-1)]);
    const west = restingIntent(Math.PI / 2);
    combineWishes(wishes("ArrowUp"), 0.016, west);
    expect([west.dirX, west.dirZ]).toEqual([expect.closeTo(-1), expect.closeTo(0)]);
  });

  it("steps to the right of the gaze", () => {
    const intent = restingIntent(0);
    combineWishes(wishes("KeyD"), 0.016, intent);
    expect([intent.dirX, intent.dirZ]).toEqual([expect.closeTo(1), expect.closeTo(0)]);
  });

  it("is no faster along the diagonal", () => {
    const intent = restingIntent(0.7);
    combineWishes(wishes("KeyW", "KeyD"), 0.016, intent);
    expect(Math.hypot(intent.dirX, intent.dirZ)).toBeCloseTo(1);
  });

  it("stands still when opposite keys are down", () => {
    const intent = restingIntent();
    combineWishes(wishes("KeyW", "KeyS"), 0.016, intent);
    expect(Math.hypot(intent.dirX, intent.dirZ)).toBe(0);
  });

  it("hurries with Shift and never beyond what the room allows", () => {
    const intent = restingIntent();
    combineWishes(wishes("KeyW"), 0.016, intent);
    expect(intent.speedMps).toBe(WALK_SPEED_MPS);
    combineWishes(wishes("KeyW", "ShiftLeft"), 0.016, intent);
    expect(intent.speedMps).toBe(MAX_SPEED_MPS);
  });

  it("keeps every field in its range whatever is asked", () => {
    const unit = fc.double({ min: -1, max: 1, noNaN: true });
    const wild = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(unit, unit, unit, unit, wild, wild, wild, (forward, right, stickX, stickY, turn, tilt, zoom) => {
        const intent = restingIntent(1);
        const keys = { forward, right, turn: 0, hurrying: false };
        const all = { keys, stick: { right: stickX, forward: stickY }, look: { turn, tilt, zoom }, steering: null };
        combineWishes(all, 0.016, intent);
        expect(Math.hypot(intent.dirX, intent.dirZ)).toBeLessThanOrEqual(1 + 1e-9);
        expect(Math.abs(intent.heading)).toBeLessThanOrEqual(Math.PI);
        expect(Math.abs(intent.pitch)).toBeLessThan(Math.PI / 2);
        expect(intent.zoom).toBeGreaterThanOrEqual(0);
        expect(intent.zoom).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("follows a walk that was asked for, turning towards it by the short way", () => {
    const intent = restingIntent(3);
    const steering = { dirX: 0.2, dirZ: 0.9, heading: -3 };
    combineWishes({ ...wishes(), steering }, 0.1, intent);
    expect([intent.dirX, intent.dirZ]).toEqual([0.2, 0.9]);
    expect(Math.abs(wrapAngle(intent.heading - Math.PI))).toBeLessThan(0.2);
  });

  it("lets the hands win over a walk that was asked for", () => {
    const intent = restingIntent();
    const asked = { ...wishes("KeyS"), steering: { dirX: 0, dirZ: -1, heading: 0 } };
    combineWishes(asked, 0.016, intent);
    expect(isSteering(asked)).toBe(true);
    expect(intent.dirZ).toBeCloseTo(1);
  });
});

describe("the touch stick", () => {
  it("rests in its dead zone, grows evenly and stops at the rim", () => {
    const stick = { right: 0, forward: 0 };
    readStick(3, 3, stick);
    expect(Math.hypot(stick.right, stick.forward)).toBe(0);
    readStick(0, -48, stick);
    expect(stick.forward).toBeCloseTo(1);
    readStick(400, 0, stick);
    expect(stick.right).toBeCloseTo(1);
  });
});
