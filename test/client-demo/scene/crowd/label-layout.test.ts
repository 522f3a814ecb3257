import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LabelBox, layOutLabels } from "../../../../client-demo/scene/crowd/label-layout.ts";

const label = (x: number, y: number, distance: number): LabelBox => ({
  x,
  y,
  halfWidth: 30,
  halfHeight: 10,
  distance,
  hasRoom: false,
});

const overlap = (a: LabelBox, b: LabelBox): boolean =>
  Math.abs(a.x - b.x) < a.halfWidth + b.halfWidth && Math.abs(a.y - b.y) < a.halfHeight + b.halfHeight;

describe("labels above heads", () => {
  it("leaves a label alone that stands free", () => {
    const labels = [label(100, 50, 3), label(300, 50, 2)];
    layOutLabels(labels);
    expect(labels.every(({ y, hasRoom }) => hasRoom && y === 50)).toBe(true);
  });

  it("raises the farther of two that would overlap", () => {
    const near = label(100, 50, 2);
    const far = label(110, 52, 5);
    layOutLabels([far, near]);
    expect(near).toMatchObject({ y: 50, hasRoom: true });
    expect(far.hasRoom).toBe(true);
    expect(far.y).toBeLessThan(near.y);
    expect(overlap(near, far)).toBe(false);
  });

  it("gives no room to the farthest of a crowd, and room to the nearest", () => {
    const crowd = [5, 1, 3, 2, 4].map((distance) => label(100, 50, distance));
    layOutLabels(crowd);
    expect(crowd[0]).toMatchObject({ distance: 1, hasRoom: true });
    expect(crowd.at(-1)?.hasRoom).toBe(false);
  });

  it("never lets two labels with room overlap, wherever they are", () => {
    const anywhere = fc.tuple(
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 120 }),
      fc.double({ min: 0.5, max: 20, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(anywhere, { maxLength: 14 }), (places) => {
        const labels = places.map(([x, y, distance]) => label(x, y, distance));
        layOutLabels(labels);
        const shown = labels.filter(({ hasRoom }) => hasRoom);
        for (const [index, one] of shown.entries())
          for (const other of shown.slice(index + 1)) expect(overlap(one, other)).toBe(false);
      }),
    );
  });
});
