/** Events written in one step: Redis is busy with it for a few milliseconds. */
export const BATCH_EVENTS_MAX = 500;

/** Events kept while Redis is away, about 40 MB; beyond it the oldest are lost. */
export const QUEUE_EVENTS_MAX = 50_000;

/** Events are lost at this age, so that readers know how late one may arrive. */
export const EVENT_DELAY_MAX_MS = 10 * 60_000;

/** An event on its way into the stream; `visitorId` tells whose consent decides and is not stored. */
type PendingEvent = { readonly visitorId: string; readonly timeMs: number; readonly entry: readonly string[] };

/** Events of one brand that are written together. Batches of a writer are numbered upwards from 1. */
export type EventBatch = {
  readonly brandId: string;
  readonly writerId: string;
  readonly number: number;
  readonly events: readonly PendingEvent[];
};

export type QueuedEvent = PendingEvent & { readonly brandId: string };

export type EventQueue = {
  push(event: QueuedEvent): void;
  /** The batch to write now: the one not confirmed yet, or the events of the brand that waits longest; null for none. */
  next(nowMs: number): EventBatch | null;
  /** The batch that `next` gave last was written. */
  confirm(): void;
  /** Events that wait, and events that were lost because they were too many or too old. */
  counts(): { readonly waiting: number; readonly lost: number };
};

/**
 * Waiting events, bounded in number and age; those of a brand keep their order. A batch keeps its number and content
 * until it is confirmed, so that one whose confirmation was lost can be repeated and recognised.
 * @param writerId unique among all writers of the installation
 */
export function createEventQueue(writerId: string, queueMax: number = QUEUE_EVENTS_MAX): EventQueue {
  let waiting: QueuedEvent[] = [];
  let unconfirmed: EventBatch | null = null;
  let number = 0;
  let lost = 0;

  const loseOld = (nowMs: number) => {
    const oldestMs = nowMs - EVENT_DELAY_MAX_MS;
    if (unconfirmed?.events.some((event) => event.timeMs < oldestMs)) {
      lost += unconfirmed.events.length;
      unconfirmed = null;
    }
    const fresh = waiting.findIndex((event) => event.timeMs >= oldestMs);
    lost += waiting.splice(0, fresh < 0 ? waiting.length : fresh).length;
  };

  /** Takes the oldest events of the brand that waits longest, wherever they stand between those of others. */
  const takeTogether = (brandId: string): QueuedEvent[] => {
    const together: QueuedEvent[] = [];
    const others: QueuedEvent[] = [];
    for (const event of waiting) {
      const isTaken = event.brandId === brandId && together.length < BATCH_EVENTS_MAX;
      (isTaken ? together : others).push(event);
    }
    waiting = others;
    return together;
  };

  return {
    push(event) {
      waiting.push(event);
      if (waiting.length <= queueMax) return;
      waiting.shift();
      lost += 1;
    },
    next(nowMs) {
      loseOld(nowMs);
      const [first] = waiting;
      if (unconfirmed !== null || first === undefined) return unconfirmed;
      number += 1;
      unconfirmed = { brandId: first.brandId, writerId, number, events: takeTogether(first.brandId) };
      return unconfirmed;
    },
    confirm() {
      unconfirmed = null;
    },
    counts: () => ({ waiting: waiting.length + (unconfirmed?.events.length ?? 0), lost }),
  };
}
