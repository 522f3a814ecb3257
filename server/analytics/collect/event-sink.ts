import { randomBytes } from "node:crypto";
import type { Clock, EventSink, EventSubject, RoomLog } from "../../../rooms/ports.ts";
import type { EventDraft } from "../../../rooms/protocol/events.ts";
import { toEntry } from "./event-entries.ts";
import { createEventIds } from "./event-ids.ts";
import { createEventQueue, type EventQueue } from "./event-queue.ts";
import type { Pseudonyms } from "./pseudonyms.ts";
import type { EventStore } from "./store.ts";

/** A recorded event is in the stream this much later at most, while Redis answers. */
const FLUSH_MS = 250;

/** Wait after a failed write. */
const RETRY_MS = 1_000;

/** The one way into the event stream. */
export type EventWriter = EventSink & {
  /** Stream entries, [field, value, …] each, for a feature that writes events in an atomic step of its own. */
  compose(subject: EventSubject, drafts: readonly EventDraft[]): string[][];
  /** Resolves when everything recorded so far was written or the writing failed; false means failed. */
  flush(): Promise<boolean>;
  /** Writes what is left and stops; whatever cannot be written is lost and counted. */
  close(): Promise<void>;
  counts: EventQueue["counts"];
};

export type EventSinkDeps = {
  readonly store: Pick<EventStore, "append">;
  readonly pseudonyms: Pseudonyms;
  readonly clock: Clock;
  readonly log: RoomLog;
};

/**
 * Collects events and writes them in batches behind the caller. The stored consent decides, in the same step that
 * writes: a withdrawal stops what is still waiting, and an agreement counts from the moment it is given.
 */
export function createEventSink({ store, pseudonyms, clock, log }: EventSinkDeps): EventWriter {
  const nextId = createEventIds(randomBytes);
  const queue = createEventQueue(randomBytes(9).toString("base64url"));
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<boolean> | null = null;

  const compose: EventWriter["compose"] = ({ brandId, visitorId }, drafts) => {
    const visitor = pseudonyms(brandId, visitorId);
    const nowMs = clock.now();
    const time = new Date(nowMs).toISOString();
    return drafts.map((draft) => toEntry({ ...draft, id: nextId(nowMs), time, visitor }));
  };

  const schedule = (delayMs: number) => {
    if (timer !== undefined || isClosed) return;
    timer = setTimeout(() => {
      timer = undefined;
      void flush();
    }, delayMs);
    timer.unref();
  };

  const flush = (): Promise<boolean> => {
    writing ??= writeAll({ store, clock, log, queue }).then((isWritten) => {
      writing = null;
      if (queue.counts().waiting > 0) schedule(isWritten ? FLUSH_MS : RETRY_MS);
      return isWritten;
    });
    return writing;
  };

  return {
    record({ visitorId, brandId }, draft) {
      if (isClosed) return;
      const timeMs = clock.now();
      for (const entry of compose({ brandId, visitorId }, [draft])) queue.push({ brandId, visitorId, timeMs, entry });
      schedule(FLUSH_MS);
    },
    compose,
    flush,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      // A write under way may have looked at the queue before the last event came.
      if (await flush()) await flush();
      const { waiting, lost } = queue.counts();
      if (waiting + lost > 0) log.error({ lost: waiting + lost }, "Behaviour events were lost");
    },
    counts: queue.counts,
  };
}

type Writing = Pick<EventSinkDeps, "store" | "clock" | "log"> & { readonly queue: EventQueue };

/** Writes batch after batch; false when one could not be written and has to be repeated. */
async function writeAll({ store, clock, log, queue }: Writing): Promise<boolean> {
  try {
    for (let batch = queue.next(clock.now()); batch !== null; batch = queue.next(clock.now())) {
      await store.append(batch);
      queue.confirm();
    }
    return true;
  } catch (error) {
    log.warn({ reason: String(error), ...queue.counts() }, "Behaviour events wait: they could not be written");
    return false;
  }
}
