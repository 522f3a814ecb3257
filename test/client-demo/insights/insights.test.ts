import { describe, expect, test } from "vitest";
import { answer, percent } from "../../../client-demo/insights/answers.ts";
import { countDays, lastDays, rangeOfDays } from "../../../client-demo/insights/days.ts";
import type { AnalyticsSummary, ProductBehaviour } from "../../../rooms/protocol/events.ts";

const lamp: ProductBehaviour = {
  productId: "lamp",
  productName: "Arc lamp",
  funnel: { passed: 140, approached: 90, inspected: 31, configured: 20, added: 9, purchased: 6 },
  dwell: { totalMs: 600_000, medianMs: 42_000, visits: 31 },
  unitsSold: 6,
  revenueMinor: 293_400,
};
const summaryOf = (uniqueVisitors: number, products: ProductBehaviour[]): AnalyticsSummary => ({
  from: "2026-06-01T00:00:00Z",
  to: "2026-06-08T00:00:00Z",
  events: 100,
  visits: uniqueVisitors,
  uniqueVisitors,
  orders: 6,
  revenueMinor: 293_400,
  currency: "EUR",
  medianVisitMs: 100_000,
  products,
});

describe("answers", () => {
  test("say who came, looked and bought in one sentence", () => {
    const [first] = answer(summaryOf(142, [lamp]));
    expect(first).toBe("142 people came, 31 looked closer at Arc lamp, 6 bought it: 4.2 %.");
  });

  test("say so when nobody has looked or bought", () => {
    expect(answer(summaryOf(1, []))).toEqual(["1 person came. Nobody has looked closer at anything yet."]);
    const unsold = { ...lamp, funnel: { ...lamp.funnel, added: 0, purchased: 0 } };
    expect(answer(summaryOf(142, [unsold]))[0]).toMatch(/nobody bought it\.$/);
  });

  test("never divide by nobody", () => {
    expect(percent(0, 0)).toBe("0 %");
  });
});

describe("days", () => {
  test("reach from the first local midnight to the one after the last", () => {
    const days = lastDays(7, new Date(2026, 5, 10, 15, 30));
    expect(days).toEqual({ first: "2026-06-04", last: "2026-06-10" });
    expect(rangeOfDays(days)).toEqual({
      from: new Date(2026, 5, 4).toISOString(),
      to: new Date(2026, 5, 11).toISOString(),
    });
    expect(countDays(days)).toBe(7);
  });

  test("cross the end of a month and count nothing when they are the wrong way round", () => {
    expect(lastDays(3, new Date(2026, 2, 1)).first).toBe("2026-02-27");
    expect(countDays({ first: "2026-06-10", last: "2026-06-09" })).toBe(0);
  });
});
