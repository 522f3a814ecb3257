import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createHoldPrediction } from "../../../../client-demo/sdk/hold-prediction.ts";
import { NUDGES, type Nudge, shiftExhibit } from "../../../../client-demo/visit/input/shift-exhibit.ts";
import type { ExhibitTransform } from "../../../../rooms/protocol/showroom.ts";
import { gallery } from "../../../support/gallery.ts";

const place = { x: 3, y: 0.4, z: -2, yaw: 0, scale: 1 };

describe("a shift of what one holds", () => {
  it("goes where its holder looks", () => {
    const ahead = shiftExhibit(place, NUDGES.away, 0);
    expect(ahead.z).toBeLessThan(place.z);
    expect(ahead.x).toBeCloseTo(place.x, 9);
    expect(shiftExhibit(place, NUDGES.away, Math.PI / 2).x).toBeLessThan(place.x);
    expect(shiftExhibit(place, NUDGES.right, 0).x).toBeGreaterThan(place.x);
  });

  it("is undone by its opposite", () => {
    const pairs: [Nudge, Nudge][] = [
      ["left", "right"],
      ["away", "nearer"],
      ["turn-left", "turn-right"],
      ["larger", "smaller"],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...pairs), fc.double({ min: -4, max: 4, noNaN: true }), ([one, other], heading) => {
        const back = shiftExhibit(shiftExhibit(place, NUDGES[one], heading), NUDGES[other], heading);
        for (const key of ["x", "y", "z", "yaw", "scale"] as const) expect(back[key]).toBeCloseTo(place[key], 9);
      }),
    );
  });
});

describe("the prediction of a hold", () => {
  const [{ id, transform: home, limits }] = gallery.exhibits as [(typeof gallery.exhibits)[number]];

  it("shows at once what the room will make of a wish, and lets go of it after a while", () => {
    const prediction = createHoldPrediction(gallery.exhibits);
    const wished = prediction.wish(id, { ...home, scale: 50 }, 1_000);
    expect(wished?.scale).toBe(limits.maxScale);
    expect(prediction.shown(id, 1_100)).toEqual(wished);
    expect(prediction.shown("exhibit-b", 1_100)).toBeNull();
    expect(prediction.shown(id, 2_000)).toBeNull();
    expect(prediction.wish("nothing", home, 0)).toBeNull();
  });

  it("keeps to one message a tick, sends the newest, and sends it before the exhibit is let go", () => {
    const prediction = createHoldPrediction(gallery.exhibits);
    const sent: ExhibitTransform[] = [];
    const send = (_id: string, transform: ExhibitTransform) => void sent.push(transform);
    for (let ms = 0; ms < 1_000; ms += 5) {
      prediction.wish(id, { ...home, yaw: ms / 1_000 }, ms);
      prediction.flush(ms, send);
    }
    expect(sent.length).toBeLessThanOrEqual(21);
    prediction.settle(send);
    expect(sent.at(-1)?.yaw).toBeCloseTo(0.995, 9);
    prediction.settle(send);
    prediction.flush(9_999, send);
    expect(sent.at(-2)?.yaw).not.toBeCloseTo(0.995, 9);
  });
});
