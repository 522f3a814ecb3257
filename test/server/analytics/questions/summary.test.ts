import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BehaviourEvent, type EventDraft, FUNNEL_STEPS } from "../../../../rooms/protocol/events.ts";
import { createDuplicateFilter } from "../../../../server/analytics/exports/duplicates.ts";
import { medianOf, summariseStays } from "../../../../server/analytics/questions/dwell.ts";
import { addToSummary, createSummaryFold, finishSummary } from "../../../../server/analytics/questions/summary.ts";
import { eventsOf } from "../event-arbitraries.ts";

const RANGE = { from: "2026-01-01T00:00:00.000Z", to: "2026-02-01T00:00:00.000Z" };

function summarise(events: readonly BehaviourEvent[]) {
  const fold = createSummaryFold();
  addToSummary(fold, events);
  return finishSummary(fold, RANGE, (productId) => (productId === "chair" ? "Chair" : undefined));
}

let made = 0;
function happened(visitor: string, draft: EventDraft): BehaviourEvent {
  made += 1;
  return { id: `e${made}`, time: "2026-01-10T10:00:00.000Z", visitor, ...draft };
}
const bought = (visitor: string, orderId: string, valueMinor: number, currency: string) =>
  happened(visitor, { type: "order.placed", productId: "chair", orderId, quantity: 1, valueMinor, currency });

describe("summary", () => {
  test("is all zero for no events", () => {
    expect(summarise([])).toEqual({
      ...RANGE,
      events: 0,
      visits: 0,
      uniqueVisitors: 0,
      orders: 0,
      revenueMinor: 0,
      currency: null,
      medianVisitMs: 0,
      products: [],
    });
  });

  test("counts somebody who comes twice as two visits of one visitor", () => {
    const summary = summarise([
      happened("ann", { type: "visitor.entered" }),
      happened("ann", { type: "visitor.left", dwellMs: 3_000 }),
      happened("ann", { type: "visitor.entered" }),
      happened("ann", { type: "visitor.left", dwellMs: 5_000 }),
    ]);
    expect(summary).toMatchObject({ visits: 2, uniqueVisitors: 1, medianVisitMs: 4_000 });
  });

  test("counts who bought at every earlier step too", () => {
    const [chair] = summarise([
      bought("ann", "o1", 100, "EUR"),
      happened("bob", { type: "product.approached", productId: "chair" }),
    ]).products;
    expect(chair).toMatchObject({
      productName: "Chair",
      funnel: { passed: 2, approached: 2, inspected: 1, configured: 1, added: 1, purchased: 1 },
    });
  });

  test("counts a visitor once a step, however often they do it", () => {
    const looks = Array.from({ length: 5 }, () =>
      happened("ann", { type: "product.inspected", productId: "chair", dwellMs: 1_000 }),
    );
    expect(summarise(looks).products[0]).toMatchObject({
      funnel: { passed: 1, inspected: 1, configured: 0 },
      dwell: { totalMs: 5_000, medianMs: 1_000, visits: 5 },
    });
  });

  test("counts an order of several lines once and its revenue in full", () => {
    const summary = summarise([
      bought("ann", "o1", 100, "EUR"),
      happened("ann", {
        type: "order.placed",
        productId: "lamp",
        orderId: "o1",
        quantity: 2,
        valueMinor: 50,
        currency: "EUR",
      }),
    ]);
    expect(summary).toMatchObject({ orders: 1, revenueMinor: 150, currency: "EUR" });
    expect(summary.products.map((each) => [each.productName, each.unitsSold])).toEqual([
      ["Chair", 1],
      ["lamp", 2],
    ]);
  });

  test("sums revenue in the currency of most orders and converts nothing", () => {
    const summary = summarise([
      bought("ann", "o1", 100, "EUR"),
      bought("bob", "o2", 99_000, "JPY"),
      bought("cid", "o3", 200, "EUR"),
    ]);
    expect(summary).toMatchObject({ orders: 3, revenueMinor: 300, currency: "EUR" });
    expect(summary.products[0]).toMatchObject({ unitsSold: 3, revenueMinor: 300 });
  });

  test("does not depend on the order of the events nor on how they are paged", () => {
    fc.assert(
      fc.property(eventsOf(60), fc.integer({ min: 1, max: 10 }), (events, pageSize) => {
        const fold = createSummaryFold();
        const turned = events.toReversed();
        for (let at = 0; at < turned.length; at += pageSize) addToSummary(fold, turned.slice(at, at + pageSize));
        expect(finishSummary(fold, RANGE, () => undefined)).toEqual(finishSummaryOf(events));
      }),
    );
  });

  test("narrows from step to step and never exceeds the visitors", () => {
    fc.assert(
      fc.property(eventsOf(80), (events) => {
        const summary = summarise(events);
        for (const { funnel } of summary.products) {
          const counts = FUNNEL_STEPS.map((step) => funnel[step]);
          expect(counts.toSorted((a, b) => b - a)).toEqual(counts);
          expect(counts[0]).toBeLessThanOrEqual(summary.uniqueVisitors);
        }
      }),
    );
  });
});

function finishSummaryOf(events: readonly BehaviourEvent[]) {
  const fold = createSummaryFold();
  addToSummary(fold, events);
  return finishSummary(fold, RANGE, () => undefined);
}

describe("dwell", () => {
  test("takes the middle, or the mean of the two middles", () => {
    expect(medianOf([])).toBe(0);
    expect(medianOf([9, 1, 5])).toBe(5);
    expect(medianOf([1, 10, 2, 9])).toBe(6);
  });

  test("sorts by number, not by text", () => {
    expect(summariseStays([100, 20, 3])).toEqual({ totalMs: 123, medianMs: 20, visits: 3 });
  });
});

describe("duplicate filter", () => {
  test("lets every id through once", () => {
    const filter = createDuplicateFilter();
    expect(["a", "b", "a", "c", "b"].filter(filter.isNew)).toEqual(["a", "b", "c"]);
  });

  test("remembers at least as many ids as promised and not many more", () => {
    const filter = createDuplicateFilter(100);
    for (let id = 0; id < 1_000; id += 1) filter.isNew(String(id));
    expect(filter.isNew("900")).toBe(false);
    expect(filter.isNew("0")).toBe(true);
  });
});
