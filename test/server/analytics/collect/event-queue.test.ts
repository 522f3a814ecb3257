import { describe, expect, test } from "vitest";
import {
  BATCH_EVENTS_MAX,
  createEventQueue,
  EVENT_DELAY_MAX_MS,
  type QueuedEvent,
} from "../../../../server/analytics/collect/event-queue.ts";

const NOW = 1_800_000_000_000;
const event = (name: string, brandId = "a", timeMs = NOW): QueuedEvent => ({
  brandId,
  visitorId: "v",
  timeMs,
  entry: ["id", name],
});
const namesOf = (batch: { events: readonly { entry: readonly string[] }[] } | null) =>
  batch?.events.map(({ entry }) => entry[1]);

describe("event queue", () => {
  test("gives the events of a brand together, in the order in which they came, the brand that waits longest first", () => {
    const queue = createEventQueue("w");
    for (const each of [event("1"), event("2", "b"), event("3"), event("4", "b"), event("5", "c")]) queue.push(each);
    const batches = [];
    for (let batch = queue.next(NOW); batch; batch = queue.next(NOW)) {
      batches.push([batch.brandId, batch.number, namesOf(batch)]);
      queue.confirm();
    }
    expect(batches).toEqual([
      ["a", 1, ["1", "3"]],
      ["b", 2, ["2", "4"]],
      ["c", 3, ["5"]],
    ]);
  });

  test("lets no brand that has much to say keep another waiting for more than a batch", () => {
    const queue = createEventQueue("w");
    for (let at = 0; at < BATCH_EVENTS_MAX * 3; at += 1) queue.push(event(String(at), at === 9 ? "b" : "a"));
    const brands = [];
    for (let batch = queue.next(NOW); batch; batch = queue.next(NOW)) {
      brands.push(batch.brandId);
      queue.confirm();
    }
    expect(brands).toEqual(["a", "b", "a", "a"]);
  });

  test("repeats the same batch under the same number until it is confirmed", () => {
    const queue = createEventQueue("w");
    queue.push(event("1"));
    const first = queue.next(NOW);
    queue.push(event("2"));
    expect(queue.next(NOW)).toBe(first);
    queue.confirm();
    expect(namesOf(queue.next(NOW))).toEqual(["2"]);
  });

  test("loses the oldest events when there are too many, and counts them", () => {
    const queue = createEventQueue("w", 3);
    for (const name of ["1", "2", "3", "4", "5"]) queue.push(event(name));
    expect(queue.counts()).toEqual({ waiting: 3, lost: 2 });
    expect(namesOf(queue.next(NOW))).toEqual(["3", "4", "5"]);
  });

  test("loses the oldest of all brands when there are too many", () => {
    const queue = createEventQueue("w", 3);
    for (const name of ["1", "2", "3", "4", "5"]) queue.push(event(name, Number(name) % 2 === 0 ? "b" : "a"));
    expect(namesOf(queue.next(NOW))).toEqual(["3", "5"]);
    expect(queue.counts()).toEqual({ waiting: 3, lost: 2 });
  });

  test("loses events that would come too late, also those of an unconfirmed batch", () => {
    const queue = createEventQueue("w");
    queue.push(event("old"));
    queue.next(NOW);
    queue.push(event("middle", "a", NOW + 10));
    queue.push(event("new", "a", NOW + EVENT_DELAY_MAX_MS));
    expect(namesOf(queue.next(NOW + EVENT_DELAY_MAX_MS + 11))).toEqual(["new"]);
    expect(queue.counts()).toEqual({ waiting: 1, lost: 2 });
  });

  test("never gives more than a batch at once", () => {
    const queue = createEventQueue("w");
    for (let at = 0; at <= BATCH_EVENTS_MAX; at += 1) queue.push(event(String(at)));
    expect(queue.next(NOW)?.events).toHaveLength(BATCH_EVENTS_MAX);
  });
});
