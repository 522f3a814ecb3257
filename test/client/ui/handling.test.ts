import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Nudge, nudgeExhibit } from "../../../client-demo/ui/handling.ts";
import { type ExhibitLimits, exhibitTransform } from "../../../rooms/protocol/showroom.ts";

const place = { x: 3, y: 0.4, z: -2, yaw: 0, scale: 1 };
const limits: ExhibitLimits = { reach: 1.5, lift: 0.6, minScale: 0.5, maxScale: 2 };
const NUDGES: readonly Nudge[] = [
  "left",
  "right",
  "away",
  "nearer",
  "up",
  "down",
  "turn-left",
  "turn-right",
  "larger",
  "smaller",
];

describe("a nudge", () => {
  test("goes where the visitor looks", () => {
    const ahead = nudgeExhibit(place, "away", 0, place, limits);
    expect(ahead.z).toBeLessThan(place.z);
    expect(ahead.x).toBeCloseTo(place.x);
    const turned = nudgeExhibit(place, "away", Math.PI / 2, place, limits);
    expect(turned.x).toBeLessThan(place.x);
    expect(turned.z).toBeCloseTo(place.z);
    expect(nudgeExhibit(place, "right", 0, place, limits).x).toBeGreaterThan(place.x);
  });

  test("never leaves the limits of the exhibit, however often it is repeated", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...NUDGES), { maxLength: 200 }),
        fc.double({ min: -4, max: 4, noNaN: true }),
        (nudges, heading) => {
          const end = nudges.reduce((from, nudge) => nudgeExhibit(from, nudge, heading, place, limits), place);
          expect(exhibitTransform.safeParse(end).success).toBe(true);
          expect(Math.hypot(end.x - place.x, end.z - place.z)).toBeLessThanOrEqual(limits.reach + 1e-9);
          expect(end.y).toBeGreaterThanOrEqual(place.y);
          expect(end.y).toBeLessThanOrEqual(place.y + limits.lift);
          expect(end.scale).toBeGreaterThanOrEqual(limits.minScale);
          expect(end.scale).toBeLessThanOrEqual(limits.maxScale);
        },
      ),
    );
  });
});
