import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBudget, spend } from "../../../rooms/simulation/rate-budget.ts";

describe("a rate budget", () => {
  it("never lets through more than the burst and the rate together, whatever the clock does", () => {
    const limit = { perSecond: 5, burst: 8 };
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -500, max: 500 }), { maxLength: 200 }), (gaps) => {
        const budget = createBudget(limit, 0);
        let now = 0;
        let forward = 0;
        let passed = 0;
        for (const gap of gaps) {
          now += gap;
          forward += Math.max(0, gap);
          if (spend(budget, limit, now)) passed++;
        }
        expect(passed).toBeLessThanOrEqual(limit.burst + (forward * limit.perSecond) / 1000 + 1e-9);
      }),
    );
  });

  it("fills again after a rest", () => {
    const limit = { perSecond: 2, burst: 2 };
    const budget = createBudget(limit, 0);
    expect([spend(budget, limit, 0), spend(budget, limit, 0), spend(budget, limit, 0)]).toEqual([true, true, false]);
    expect(spend(budget, limit, 500)).toBe(true);
  });
});
