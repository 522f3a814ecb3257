import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { EventDraft } from "../../../../rooms/protocol/events.ts";
import { BATCH_EVENTS_MAX } from "../../../../server/analytics/collect/event-queue.ts";
import { createEventSink, type EventWriter } from "../../../../server/analytics/collect/event-sink.ts";
import { createPseudonyms } from "../../../../server/analytics/collect/pseudonyms.ts";
import { createEventStore, type EventStore } from "../../../../server/analytics/collect/store.ts";
import { createLogger } from "../../../../server/process/log.ts";
import { waitFor } from "../../../support/wait.ts";
import { openShop, type TestShop } from "../../purchases/open-shop.ts";

const log = createLogger("silent");
const pseudonyms = createPseudonyms("a secret for the tests");

let shop: TestShop;
let brandId: string;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => {
  brandId = shop.newBrand();
});

const subject = (visitorId: string) => ({ brandId, visitorId });
const passed = (productId: string): EventDraft => ({ type: "product.passed", productId });

async function stored(ofBrand = brandId) {
  const page = { after: null, fromMs: 0, untilMs: Date.now() + 86_400_000, limit: 10_000 };
  return (await shop.eventStore.readPage(ofBrand, page)).events.map(({ event }) => event);
}
const storedProducts = async (ofBrand = brandId) => (await stored(ofBrand)).map(({ productId }) => productId);

describe("the event sink", () => {
  test("writes what was recorded, by itself, in order, with id, time and pseudonym", async () => {
    await shop.agree(brandId, "ann");
    shop.events.record(subject("ann"), { ...passed("chair"), showroomId: "hall", roomId: "r1" });
    shop.events.record(subject("ann"), passed("lamp"));
    await expect.poll(() => storedProducts()).toEqual(["chair", "lamp"]);
    const [first, second] = await stored();
    expect(first).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      type: "product.passed",
      time: new Date(shop.clock.now()).toISOString(),
      visitor: pseudonyms(brandId, "ann"),
      productId: "chair",
      showroomId: "hall",
      roomId: "r1",
    });
    expect(second?.id).not.toBe(first?.id);
  });

  test("writes nothing for visitors who did not agree, and from their consent on what they do", async () => {
    await shop.agree(brandId, "ann", false);
    shop.events.record(subject("ann"), passed("chair"));
    shop.events.record(subject("nobody knows"), passed("chair"));
    await shop.events.flush();
    await shop.agree(brandId, "ann");
    shop.events.record(subject("ann"), passed("lamp"));
    await shop.events.flush();
    expect(await storedProducts()).toEqual(["lamp"]);
  });

  test("does not write what was waiting when consent was withdrawn", async () => {
    await shop.agree(brandId, "ann");
    await shop.agree(brandId, "bob");
    shop.events.record(subject("ann"), passed("chair"));
    shop.events.record(subject("bob"), passed("lamp"));
    await shop.agree(brandId, "ann", false);
    await shop.events.flush();
    expect(await storedProducts()).toEqual(["lamp"]);
  });

  test("keeps brands apart", async () => {
    const other = shop.newBrand();
    await shop.agree(brandId, "ann");
    await shop.agree(other, "ann");
    shop.events.record(subject("ann"), passed("chair"));
    shop.events.record({ ...subject("ann"), brandId: other }, passed("lamp"));
    await shop.events.flush();
    expect(await storedProducts()).toEqual(["chair"]);
    const [theirs] = (
      await shop.eventStore.readPage(other, { after: null, fromMs: 0, untilMs: Date.now() * 2, limit: 9 })
    ).events;
    expect(theirs?.event).toMatchObject({ productId: "lamp", visitor: pseudonyms(other, "ann") });
  });

  /** Records 2,000 events, one of each brand in turn, and gives what each brand has to have in the end. */
  async function recordInTurn(sink: EventWriter, brands: readonly string[]): Promise<Map<string, string[]>> {
    const expected = new Map(brands.map((each): [string, string[]] => [each, []]));
    await Promise.all(brands.map((each) => shop.agree(each, "ann")));
    for (let at = 0; at < 2_000; at += 1) {
      const brand = brands[at % brands.length] as string;
      expected.get(brand)?.push(`p${at}`);
      sink.record({ brandId: brand, visitorId: "ann" }, passed(`p${at}`));
    }
    return expected;
  }

  test.each([2, 5])("writes 2,000 events of %d brands in turn in a handful of batches", async (count) => {
    const sizes: number[] = [];
    const store: Pick<EventStore, "append"> = {
      append(batch) {
        sizes.push(batch.events.length);
        return shop.eventStore.append(batch);
      },
    };
    const sink = createEventSink({ store, pseudonyms, clock: shop.clock, log });
    const expected = await recordInTurn(sink, Array.from({ length: count }, shop.newBrand));
    expect(await sink.flush()).toBe(true);
    await sink.close();
    for (const [brand, products] of expected) expect(await storedProducts(brand)).toEqual(products);
    expect(sizes.length).toBeLessThanOrEqual(4 + count);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(BATCH_EVENTS_MAX);
  });

  test("loses and repeats nothing of brands in turn while every other write fails, before or after it is done", async () => {
    let writes = 0;
    const store: Pick<EventStore, "append"> = {
      async append(batch) {
        writes += 1;
        if (writes % 4 === 1) throw new Error("the connection broke before the command was done");
        const appended = await shop.eventStore.append(batch);
        if (writes % 4 === 3) throw new Error("the connection broke after the command was done");
        return appended;
      },
    };
    const sink = createEventSink({ store, pseudonyms, clock: shop.clock, log });
    const expected = await recordInTurn(sink, Array.from({ length: 3 }, shop.newBrand));
    await waitFor("everything to be written", () => sink.flush());
    expect(sink.counts()).toEqual({ waiting: 0, lost: 0 });
    await sink.close();
    for (const [brand, products] of expected) expect(await storedProducts(brand)).toEqual(products);
  });

  test("keeps events while Redis is away and writes them afterwards, each once", async () => {
    const connection = shop.redis.commands.duplicate();
    await connection.connect();
    const sink = createEventSink({
      store: createEventStore(connection, shop.keys),
      pseudonyms,
      clock: shop.clock,
      log,
    });
    await shop.agree(brandId, "ann");
    sink.record(subject("ann"), passed("before"));
    expect(await sink.flush()).toBe(true);
    connection.destroy();
    for (const name of ["away-1", "away-2"]) sink.record(subject("ann"), passed(name));
    expect(await sink.flush()).toBe(false);
    sink.record(subject("ann"), passed("away-3"));
    expect(sink.counts()).toEqual({ waiting: 3, lost: 0 });
    await connection.connect();
    expect(await sink.flush()).toBe(true);
    expect(await storedProducts()).toEqual(["before", "away-1", "away-2", "away-3"]);
    await sink.close();
    connection.destroy();
  });

  test("writes a batch once when its confirmation was lost", async () => {
    let failures = 0;
    const store = {
      async append(...batch: Parameters<typeof shop.eventStore.append>) {
        const appended = await shop.eventStore.append(...batch);
        failures += 1;
        if (failures === 1) throw new Error("the connection broke after the command was done");
        return appended;
      },
    };
    const sink = createEventSink({ store, pseudonyms, clock: shop.clock, log });
    await shop.agree(brandId, "ann");
    for (const name of ["1", "2"]) sink.record(subject("ann"), passed(name));
    expect(await sink.flush()).toBe(false);
    sink.record(subject("ann"), passed("3"));
    expect(await sink.flush()).toBe(true);
    expect(await storedProducts()).toEqual(["1", "2", "3"]);
    await sink.close();
  });

  test("writes what is left when it is closed, and takes nothing afterwards", async () => {
    const sink = shop.openSink();
    await shop.agree(brandId, "ann");
    for (let at = 0; at < 1_200; at += 1) sink.record(subject("ann"), passed(`p${at}`));
    await sink.close();
    sink.record(subject("ann"), passed("late"));
    expect(await storedProducts()).toEqual(Array.from({ length: 1_200 }, (_, at) => `p${at}`));
  });

  test("finds events in their time although another writer's clock runs ahead", async () => {
    await shop.agree(brandId, "ann");
    const nowMs = shop.clock.now();
    const ahead = shop.openSink({ now: () => nowMs + 90_000 });
    ahead.record(subject("ann"), passed("ahead"));
    await ahead.close();
    shop.events.record(subject("ann"), passed("on-time"));
    await shop.events.flush();
    const range = { fromMs: nowMs, toMs: nowMs + 1, type: undefined, cursor: null, limit: 10 };
    const { items } = await shop.analytics.listEvents(brandId, range);
    expect(items.map(({ productId }) => productId)).toEqual(["on-time"]);
  });
});
