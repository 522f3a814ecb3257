import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type BehaviourEvent, behaviourEvent } from "../../../rooms/protocol/events.ts";
import { EVENT_DELAY_MAX_MS } from "../../../server/analytics/collect/event-queue.ts";
import { addToSummary, createSummaryFold, finishSummary } from "../../../server/analytics/questions/summary.ts";
import { createAnalytics } from "../../../server/analytics/service.ts";
import { createLogger } from "../../../server/process/log.ts";
import { openShop, type TestShop } from "../purchases/open-shop.ts";
import { eventsOf } from "./event-arbitraries.ts";
import { fillStream } from "./fill-stream.ts";

const DAY_MS = 86_400_000;
const WHOLE = { fromMs: Date.UTC(2026, 0, 10), toMs: Date.UTC(2026, 0, 12) };

let shop: TestShop;
let brandId: string;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => newStream());

async function newStream() {
  brandId = shop.newBrand();
  await shop.agree(brandId, "filler");
}

const fill = (events: readonly BehaviourEvent[]) =>
  fillStream(shop.eventStore, { brandId, visitorId: "filler" }, events);

function numbered(count: number): BehaviourEvent[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `e${at}`,
    type: at % 10 === 0 ? "visitor.entered" : "product.passed",
    time: new Date(WHOLE.fromMs + at).toISOString(),
    visitor: `v${at % 100}`,
    productId: "chair",
  }));
}

async function exported(range = WHOLE): Promise<BehaviourEvent[]> {
  let text = "";
  for await (const chunk of shop.analytics.exportEvents(brandId, range, "ndjson")) text += chunk;
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.map((line) => behaviourEvent.parse(JSON.parse(line)));
}

/** Events as they reach the stream when each is late by up to the longest delay. */
function inOrderOfArrival(events: readonly BehaviourEvent[], delays: Iterable<number>): BehaviourEvent[] {
  const delay = delays[Symbol.iterator]();
  return events
    .map((event) => ({ event, arrivalMs: Date.parse(event.time) + (delay.next().value ?? 0) }))
    .sort((one, other) => one.arrivalMs - other.arrivalMs)
    .map(({ event }) => event);
}

describe("summary and export", () => {
  test("agree: the numbers recomputed from the NDJSON are those of the summary", async () => {
    await fc.assert(
      fc.asyncProperty(
        eventsOf(120),
        fc.infiniteStream(fc.nat(EVENT_DELAY_MAX_MS)),
        fc.tuple(fc.nat(DAY_MS), fc.nat(DAY_MS)),
        async (events, delays, ends) => {
          await newStream();
          await fill(inOrderOfArrival(events, delays));
          const range = { fromMs: WHOLE.fromMs + Math.min(...ends), toMs: WHOLE.fromMs + Math.max(...ends) + 1 };
          const rows = await exported(range);
          const expected = events.filter(({ time }) => {
            const ms = Date.parse(time);
            return ms >= range.fromMs && ms < range.toMs;
          });
          expect(rows.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
          const fold = createSummaryFold();
          addToSummary(fold, rows);
          const summary = await shop.analytics.summarise(brandId, range);
          const { from, to } = summary;
          expect(finishSummary(fold, { from, to }, () => undefined)).toEqual(summary);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("hold every event once, also over many pages and when it was written twice", async () => {
    const events = numbered(3_500);
    await fill(events);
    await fill(events.slice(1_000, 1_900));
    expect((await exported()).map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    expect(await shop.analytics.summarise(brandId, WHOLE)).toMatchObject({
      events: 3_500,
      visits: 350,
      uniqueVisitors: 100,
    });
  });

  test("take from as part of the time and to as not", async () => {
    await fill(numbered(10));
    const range = { fromMs: WHOLE.fromMs + 3, toMs: WHOLE.fromMs + 7 };
    expect((await exported(range)).map(({ id }) => id)).toEqual(["e3", "e4", "e5", "e6"]);
  });

  test("see events of one brand only", async () => {
    await fill(numbered(3));
    await newStream();
    expect(await exported()).toEqual([]);
    expect(await shop.analytics.summarise(brandId, WHOLE)).toMatchObject({ events: 0 });
  });

  test("name products as they are called today", async () => {
    const product = await shop.sell(brandId, "Armchair", [{ id: "oak", stock: 1 }]);
    await fill(numbered(2).map((event) => ({ ...event, productId: product.id })));
    const { products } = await shop.analytics.summarise(brandId, WHOLE);
    expect(products.map(({ productName }) => productName)).toEqual(["Armchair"]);
  });
});

describe("the export of 50,000 events", () => {
  /** Analytics that count the pages they read. */
  function countingAnalytics() {
    const read = { pages: 0 };
    const analytics = createAnalytics({
      store: {
        readPage(...request) {
          read.pages += 1;
          return shop.eventStore.readPage(...request);
        },
      },
      clock: shop.clock,
      log: createLogger("silent"),
      nameProducts: async () => new Map(),
      roomsLive: async () => ({ visitors: 0, rooms: [] }),
    });
    return { analytics, read };
  }

  test("reads a page only when the one before was taken, and stops when the asker stops", async () => {
    await fill(numbered(50_000));
    const { analytics, read } = countingAnalytics();
    const chunks = analytics.exportEvents(brandId, WHOLE, "csv");
    for (let taken = 1; taken <= 3; taken += 1) {
      await chunks.next();
      expect(read.pages).toBe(taken);
    }
    await chunks.return(undefined);
    expect(await chunks.next()).toMatchObject({ done: true });
    expect(read.pages).toBe(3);
  });

  test("holds no more than a few pages in memory", async () => {
    await fill(numbered(50_000));
    let bytes = 0;
    let largest = 0;
    for await (const chunk of shop.analytics.exportEvents(brandId, WHOLE, "ndjson")) {
      bytes += chunk.length;
      largest = Math.max(largest, chunk.length);
    }
    expect(bytes).toBeGreaterThan(5_000_000);
    expect(largest).toBeLessThan(bytes / 40);
  });
});

describe("entries that no version of ours reads", () => {
  /** Analytics that keep what they warn of. */
  function listeningAnalytics() {
    const warnings: object[] = [];
    const analytics = createAnalytics({
      store: shop.eventStore,
      clock: shop.clock,
      log: { warn: (fields, message) => void warnings.push({ ...fields, message }) },
      nameProducts: async () => new Map(),
      roomsLive: async () => ({ visitors: 0, rooms: [] }),
    });
    return { analytics, warnings };
  }

  /** 1,200 events, over three pages, with four strange entries between them; gives the place of the first. */
  async function fillWithStrange(): Promise<string> {
    const events = numbered(1_200);
    const { events: stream } = shop.keys.brand(brandId);
    const add = (fields: Record<string, string>) => shop.redis.commands.xAdd(stream, "*", fields);
    await fill(events.slice(0, 600));
    // Everything was written behind its time, so that later entries may have the ids that Redis gives.
    const first = await add({
      id: "x1",
      type: "product.eaten",
      time: new Date(WHOLE.fromMs).toISOString(),
      visitor: "v",
    });
    await add({ hello: "world" });
    await fill(events.slice(600));
    await add({
      id: "x3",
      type: "cart.added",
      time: new Date(WHOLE.fromMs).toISOString(),
      visitor: "v",
      quantity: "many",
    });
    await add({ id: "x4", type: "cart.added", time: "yesterday", visitor: "v" });
    return first;
  }

  const far = { fromMs: WHOLE.fromMs, toMs: Date.now() + DAY_MS };
  const warning = (first: string, unreadable: number) => ({
    brandId,
    unreadable,
    first,
    reason: expect.stringMatching(/^type: /),
    message: "Entries of the event stream could not be read: they are left out",
  });

  test("are left out of an export, which holds all others and warns once", async () => {
    const first = await fillWithStrange();
    const { analytics, warnings } = listeningAnalytics();
    let text = "";
    for await (const chunk of analytics.exportEvents(brandId, far, "ndjson")) text += chunk;
    expect(text.trim().split("\n")).toHaveLength(1_200);
    expect(warnings).toEqual([warning(first, 4)]);
  });

  test("are left out of a summary, which counts all others and warns once", async () => {
    const first = await fillWithStrange();
    const { analytics, warnings } = listeningAnalytics();
    expect(await analytics.summarise(brandId, far)).toMatchObject({ events: 1_200 });
    expect(warnings).toEqual([warning(first, 4)]);
  });

  test("are left out of a list, which has all others and warns once", async () => {
    const first = await fillWithStrange();
    const { analytics, warnings } = listeningAnalytics();
    const { items } = await analytics.listEvents(brandId, { ...far, type: undefined, cursor: null, limit: 2_000 });
    expect(items).toHaveLength(1_200);
    expect(warnings).toEqual([warning(first, 4)]);
  });

  test("are told of also when an export is given up half-way", async () => {
    const first = await fillWithStrange();
    const { analytics, warnings } = listeningAnalytics();
    const chunks = analytics.exportEvents(brandId, far, "csv");
    await chunks.next();
    await chunks.next();
    await chunks.return(undefined);
    expect(warnings).toEqual([warning(first, 2)]);
  });

  test("are not spoken of where there are none", async () => {
    await fill(numbered(10));
    const { analytics, warnings } = listeningAnalytics();
    await analytics.summarise(brandId, far);
    expect(warnings).toEqual([]);
  });
});

describe("the list of events", () => {
  test("gives every event once, page by page, oldest first", async () => {
    await fill(numbered(25));
    const listed: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await shop.analytics.listEvents(brandId, { ...WHOLE, type: undefined, cursor, limit: 10 });
      expect(page.items.length).toBeLessThanOrEqual(10);
      listed.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(listed).toEqual(numbered(25).map(({ id }) => id));
  });

  test("finds the events of one type, however far apart they lie", async () => {
    await fill(numbered(2_500));
    const listed: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await shop.analytics.listEvents(brandId, { ...WHOLE, type: "visitor.entered", cursor, limit: 60 });
      expect(page.items.every(({ type }) => type === "visitor.entered")).toBe(true);
      listed.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(listed).toEqual(Array.from({ length: 250 }, (_, at) => `e${at * 10}`));
  });
});
