import type { Logger } from "../../process/log.ts";
import type { Shelf } from "../versions/shelf.ts";
import type { VersionStore } from "../versions/store.ts";
import type { VersionPlace } from "../versions/stored-version.ts";
import type { JobQueue } from "./job-queue.ts";

export type GoodsKeeperDeps = {
  readonly store: Pick<VersionStore, "listUnfinished" | "readVersion">;
  readonly shelf: Shelf;
  readonly log: Logger;
  /** Opens the queue when there is something to prepare; null where this process prepares nothing. */
  readonly openQueue: (() => Promise<JobQueue>) | null;
  /** Removes what was left behind. */
  tidy(): Promise<void>;
};

/** Looks after versions for as long as the server runs: nothing that was accepted is forgotten. */
export type GoodsKeeper = {
  start(): void;
  /** Says that a version waits to be prepared. */
  wake(): void;
  /** Stops; work that is under way is ended and goes back into the queue. */
  stop(): Promise<void>;
};

const PUBLISH_EVERY_MS = 1_000;
const SWEEP_EVERY_MS = 5_000;
const TIDY_EVERY_MS = 60 * 60_000;

/**
 * The versions in the store are the truth and the queue is how they get their turn: every few seconds each unfinished
 * version is made sure to be queued. So a server that ends between the two, or another one that prepares nothing
 * itself, needs no further care.
 */
export function createGoodsKeeper({ store, shelf, log, openQueue, tidy }: GoodsKeeperDeps): GoodsKeeper {
  let queue: Promise<JobQueue> | null = null;
  const lookAfter = async (place: VersionPlace) => {
    const version = await store.readVersion(place);
    if (version?.awaitsShelf) await shelf.publishWhenReady(place);
    else if (version && openQueue) {
      queue ??= openQueue();
      await (await queue).ensure(place, version);
    }
  };
  const sweep = async () => {
    for (const place of await store.listUnfinished()) await lookAfter(place);
  };
  const sweeping = createRound("Queueing models", sweep, SWEEP_EVERY_MS, log);
  const publishing = createRound("Publishing versions at their time", () => shelf.publishDue(), PUBLISH_EVERY_MS, log);
  const tidying = createRound("Removing what was left behind", tidy, TIDY_EVERY_MS, log);
  const rounds = [sweeping, publishing, tidying];
  return {
    start() {
      for (const round of rounds) round.start();
    },
    wake: () => sweeping.hurry(),
    async stop() {
      await Promise.all(rounds.map((round) => round.stop()));
      await (await queue)?.close();
    },
  };
}

/** Does the same again and again, never twice at a time. What fails is logged once until it works again. */
function createRound(what: string, work: () => Promise<void>, everyMs: number, log: Logger) {
  let timer: NodeJS.Timeout | null = null;
  let current: Promise<void> | null = null;
  let isStarted = false;
  let isAskedAgain = false;
  let isFailing = false;
  const plan = (afterMs: number) => {
    if (timer) clearTimeout(timer);
    timer = isStarted ? setTimeout(run, afterMs) : null;
    timer?.unref();
  };
  const run = () => {
    isAskedAgain = false;
    current = work()
      .then(
        () => {
          isFailing = false;
        },
        (error: unknown) => {
          if (!isFailing)
            log.warn({ reason: error instanceof Error ? error.message : String(error) }, `${what} failed`);
          isFailing = true;
        },
      )
      .finally(() => {
        current = null;
        plan(isAskedAgain ? 0 : everyMs);
      });
  };
  return {
    start() {
      isStarted = true;
      plan(0);
    },
    hurry() {
      if (current) isAskedAgain = true;
      else plan(0);
    },
    async stop() {
      isStarted = false;
      if (timer) clearTimeout(timer);
      await current;
    },
  };
}
