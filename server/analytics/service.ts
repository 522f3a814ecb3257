import type { Clock, RoomLog } from "../../rooms/ports.ts";
import type { AnalyticsSummary, BehaviourEvent, EventPage, EventType, LiveRooms } from "../../rooms/protocol/events.ts";
import { EVENT_DELAY_MAX_MS } from "./collect/event-queue.ts";
import type { EventStore, PageRequest, StoredPage, UnreadableEntry } from "./collect/store.ts";
import { createDuplicateFilter } from "./exports/duplicates.ts";
import { EXPORT_FORMATS, type ExportFormatName } from "./exports/export-formats.ts";
import { addToSummary, createSummaryFold, finishSummary } from "./questions/summary.ts";

/** Events with from ≤ time < to, in milliseconds since the Unix epoch. */
export type TimeRange = { readonly fromMs: number; readonly toMs: number };

export type EventListRequest = TimeRange & {
  readonly type: EventType | undefined;
  readonly cursor: string | null;
  readonly limit: number;
};

export type AnalyticsDeps = {
  readonly store: Pick<EventStore, "readPage">;
  readonly clock: Clock;
  readonly log: Pick<RoomLog, "warn">;
  /** Names of the brand's products by id. */
  nameProducts(brandId: string): Promise<ReadonlyMap<string, string>>;
  /** The rooms of a brand, or of all for null, that are open now, with their head counts. */
  roomsLive(brandId: string | null): Promise<LiveRooms>;
};

/** Events read from Redis at a time: what an export holds in memory, and how long it keeps the rooms waiting. */
const PAGE_EVENTS = 500;

/** Stream pages that one list request looks through for events of the wished type. */
const LIST_PAGES_MAX = 20;

const DEFAULT_DAYS = 30;

export type Analytics = ReturnType<typeof createAnalytics>;

/** What a marketer may ask about the events of a brand. */
export function createAnalytics({ store, clock, log, nameProducts, roomsLive }: AnalyticsDeps) {
  /** Pages of the stream behind a place. Says once, when the reading ends or is given up, what could not be read. */
  async function* readStream(brandId: string, range: TimeRange, after: string | null): AsyncGenerator<StoredPage> {
    let place = after;
    let unreadable = 0;
    let first: UnreadableEntry | undefined;
    try {
      do {
        const page: StoredPage = await store.readPage(brandId, pageRequest(range, place, PAGE_EVENTS));
        unreadable += page.unreadable.length;
        first ??= page.unreadable[0];
        yield page;
        place = page.next;
      } while (place !== null);
    } finally {
      const fields = { brandId, unreadable, first: first?.place, reason: first?.reason };
      if (first) log.warn(fields, "Entries of the event stream could not be read: they are left out");
    }
  }

  async function* readPages(brandId: string, range: TimeRange): AsyncGenerator<BehaviourEvent[]> {
    const duplicates = createDuplicateFilter();
    for await (const { events } of readStream(brandId, range, null)) {
      yield events.map(({ event }) => event).filter((event) => isWithin(event, range) && duplicates.isNew(event.id));
    }
  }

  return {
    /** The range that is meant when one end or both are left open: the last 30 days until now. */
    completeRange({ from, to }: { from?: string | undefined; to?: string | undefined }): TimeRange {
      const toMs = to === undefined ? clock.now() + 1 : Date.parse(to);
      return { fromMs: from === undefined ? toMs - DEFAULT_DAYS * 24 * 3600_000 : Date.parse(from), toMs };
    },

    /** One page of events, oldest first. With a type filter it may hold fewer than the limit and yet have a cursor. */
    async listEvents(brandId: string, request: EventListRequest): Promise<EventPage> {
      const items: BehaviourEvent[] = [];
      let place = request.cursor;
      let pages = 0;
      for await (const page of readStream(brandId, request, request.cursor)) {
        const room = request.limit - items.length;
        const wanted = page.events.filter(({ event }) => isWithin(event, request) && isOfType(event, request.type));
        items.push(...wanted.slice(0, room).map(({ event }) => event));
        if (wanted.length > room) return { items, nextCursor: wanted[room - 1]?.place ?? place };
        place = page.next;
        pages += 1;
        if (pages === LIST_PAGES_MAX) break;
      }
      return { items, nextCursor: place };
    },

    /**
     * The export as chunks of text, one page of events each; each event once. Reads the next page only when the
     * chunk before was taken, and stops reading when the iteration is ended.
     */
    async *exportEvents(brandId: string, range: TimeRange, formatName: ExportFormatName): AsyncGenerator<string> {
      const format = EXPORT_FORMATS[formatName];
      let head: string = format.head;
      for await (const events of readPages(brandId, range)) {
        const chunk = head + format.encode(events);
        head = "";
        if (chunk !== "") yield chunk;
      }
      if (head !== "") yield head;
    },

    /** The numbers of that time; see docs/metrics.md for how to read them. */
    async summarise(brandId: string, range: TimeRange): Promise<AnalyticsSummary> {
      const fold = createSummaryFold();
      for await (const events of readPages(brandId, range)) addToSummary(fold, events);
      const names = await nameProducts(brandId);
      const bounds = { from: new Date(range.fromMs).toISOString(), to: new Date(range.toMs).toISOString() };
      return finishSummary(fold, bounds, (productId) => names.get(productId));
    },

    /** Head counts of the brand's rooms now, of all brands' for null. */
    readLive(brandId: string | null): Promise<LiveRooms> {
      return roomsLive(brandId);
    },
  };
}

/** An entry never lies before its event's time, and behind it by no more than the longest delay of a writer. */
function pageRequest({ fromMs, toMs }: TimeRange, after: string | null, limit: number): PageRequest {
  return { after, fromMs, untilMs: toMs + EVENT_DELAY_MAX_MS, limit };
}

function isOfType(event: BehaviourEvent, type: EventType | undefined): boolean {
  return type === undefined || event.type === type;
}

function isWithin(event: BehaviourEvent, { fromMs, toMs }: TimeRange): boolean {
  const timeMs = Date.parse(event.time);
  return timeMs >= fromMs && timeMs < toMs;
}
