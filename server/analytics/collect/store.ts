import type { BehaviourEvent } from "../../../rooms/protocol/events.ts";
import type { RedisClient } from "../../redis/connection.ts";
import type { Keys } from "../../redis/keys.ts";
import { defineScript } from "../../redis/script.ts";
import { fromEntry } from "./event-entries.ts";
import type { EventBatch } from "./event-queue.ts";

/** Far longer than any writer repeats a batch. */
const BATCH_REMEMBERED_SECONDS = 24 * 3600;

/** An event with its place in the brand's stream. */
type StoredEvent = { readonly place: string; readonly event: BehaviourEvent };

/** What lies between two places; `after` is exclusive, and milliseconds bound the time of arrival. */
export type PageRequest = {
  readonly after: string | null;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly limit: number;
};

/** An entry that is no event as this version knows them: from a newer one, or written by hand. */
export type UnreadableEntry = { readonly place: string; readonly reason: string };

/** `next` is the place behind which to go on, or null at the end. */
export type StoredPage = {
  readonly events: readonly StoredEvent[];
  readonly unreadable: readonly UnreadableEntry[];
  readonly next: string | null;
};

const appendEvents = defineScript(new URL("./append-events.lua", import.meta.url), Number);

export type EventStore = ReturnType<typeof createEventStore>;

/** The behaviour events of each brand in one Redis stream, in the order of their arrival. Nothing is trimmed. */
export function createEventStore(redis: RedisClient, keys: Keys) {
  return {
    /** Appends the events of visitors who agree now; returns how many. A repeated batch is appended once. */
    append({ brandId, writerId, number, events }: EventBatch): Promise<number> {
      const brand = keys.brand(brandId);
      const visitors = [...new Set(events.map((event) => event.visitorId))];
      const consentOf = new Map(visitors.map((visitorId, at) => [visitorId, at + 1]));
      const entries = events.map(({ visitorId, timeMs, entry }) => ({
        consent: consentOf.get(visitorId),
        timeMs,
        fields: entry,
      }));
      return appendEvents(redis, {
        keys: [brand.events, brand.eventBatch(writerId), ...visitors.map(brand.consent)],
        args: [String(number), String(BATCH_REMEMBERED_SECONDS), JSON.stringify(entries)],
      });
    },

    /** One page of events in the order of the stream. */
    async readPage(brandId: string, { after, fromMs, untilMs, limit }: PageRequest): Promise<StoredPage> {
      const start = after === null ? String(fromMs) : `(${after}`;
      const found = (await redis.xRange(keys.brand(brandId).events, start, String(untilMs), { COUNT: limit })) ?? [];
      const events: StoredEvent[] = [];
      const unreadable: UnreadableEntry[] = [];
      for (const { id, message } of found) {
        const reading = fromEntry(message);
        if (reading.ok) events.push({ place: id, event: reading.event });
        else unreadable.push({ place: id, reason: reading.reason });
      }
      return { events, unreadable, next: found.length < limit ? null : (found.at(-1)?.id ?? null) };
    },
  };
}
