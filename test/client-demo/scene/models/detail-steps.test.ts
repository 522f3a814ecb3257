import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseDetail, type DetailStep, listDetailSteps } from "../../../../client-demo/scene/models/detail-steps.ts";
import type { DetailLevel, Model } from "../../../../rooms/protocol/catalog.ts";

const STEPS: readonly DetailStep[] = [
  { url: "/coarse", bytes: 20_000, screenShare: 0.15 },
  { url: "/middle", bytes: 90_000, screenShare: 0.5 },
  { url: "/best", bytes: 800_000, screenShare: Number.POSITIVE_INFINITY },
];

function modelWith(levels: readonly DetailLevel[] | null): Model {
  const measures = {
    ...{ bytes: 800_000, triangles: 40_000, vertices: 30_000, drawCalls: 2, materials: 2, textures: 2 },
    ...{ maxTexturePixels: 1_024, animations: [], materialVariants: [] },
    boundsMin: [0, 0, 0] as [number, number, number],
    boundsMax: [1, 1, 1] as [number, number, number],
  };
  const shelf = { hash: "0".repeat(64), url: "/best", measures, findings: [], uploadedAt: "2026-01-01T00:00:00.000Z" };
  if (!levels) return shelf;
  return { ...shelf, outputs: { levels: [...levels], desktop: null, ar: null, usdz: [], pictures: [] } };
}

describe("the files that show a model", () => {
  it("are its levels from coarse to fine, and at last the model itself, good at any size", () => {
    const [coarse, middle] = STEPS.map((step) => ({ ...step, triangles: 1_000 }));
    expect(listDetailSteps(modelWith([middle!, coarse!]))).toEqual(STEPS);
  });

  it("are the model alone where nothing else was made of it, and none where there is no model", () => {
    expect(listDetailSteps(modelWith(null)).map((step) => step.url)).toEqual(["/best"]);
    expect(listDetailSteps(null)).toEqual([]);
  });

  it("leave out a level that would come no sooner than the model", () => {
    const level = { url: "/heavy", bytes: 900_000, screenShare: 0.2, triangles: 1_000 };
    expect(listDetailSteps(modelWith([level])).map((step) => step.url)).toEqual(["/best"]);
  });
});

describe("the detail of an exhibit", () => {
  it("is the coarsest that is good enough for its size in the view", () => {
    expect([0, 0.1, 0.15, 0.49, 0.5, 3].map((share) => chooseDetail(STEPS, share, -1))).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it("gets finer at once, and coarser only when the exhibit is clearly smaller", () => {
    expect(chooseDetail(STEPS, 0.51, 1)).toBe(2);
    expect(chooseDetail(STEPS, 0.45, 2)).toBe(2);
    expect(chooseDetail(STEPS, 0.39, 2)).toBe(1);
    expect(chooseDetail(STEPS, 0.01, 2)).toBe(0);
  });

  it("does not change while one stands still, and never is too coarse for what is seen", () => {
    const share = fc.double({ min: 0, max: 4, noNaN: true });
    fc.assert(
      fc.property(share, fc.integer({ min: -1, max: 2 }), (seen, before) => {
        const chosen = chooseDetail(STEPS, seen, before);
        expect(chooseDetail(STEPS, seen, chosen)).toBe(chosen);
        expect(seen).toBeLessThan(STEPS[chosen]?.screenShare ?? 0);
      }),
    );
  });

  it("does not flicker for somebody who sways by a tenth at any distance", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 2, noNaN: true }), (share) => {
        let detail = chooseDetail(STEPS, share, -1);
        const seen = [1.1, 0.95, 1.1, 0.95, 1.1].map((sway) => {
          detail = chooseDetail(STEPS, share * sway, detail);
          return detail;
        });
        expect(new Set(seen).size).toBe(1);
      }),
    );
  });
});
