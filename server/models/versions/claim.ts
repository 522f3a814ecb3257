import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { VitrineError } from "../../../rooms/protocol/errors.ts";
import type { VersionState } from "../../../rooms/protocol/goods.ts";
import type { StoredVersion, VersionPlace } from "./stored-version.ts";
import type { VersionBook, VersionChange } from "./version-book.ts";
import { canBecome, isUnfinished } from "./version-states.ts";

/**
 * The right to prepare a version: of all who try, what only the last one writes is taken. It is lost when the version
 * is cancelled, or taken up by another worker because this one seemed to be dead.
 */
export type Claim = {
  readonly version: StoredVersion;
  /** Aborted when the claim is lost. */
  readonly lost: AbortSignal;
  /** Notes how far the work is; soon, not at once, and not at all while Redis is away. */
  say(state: VersionState, stage: string, progress: number): void;
  /** Changes the version; waits for Redis while that is away. False when the claim is lost. */
  change(change: VersionChange): Promise<boolean>;
  /** Ends watching; what is written from now on is not held up any more. */
  release(): Promise<void>;
};

const SAY_EVERY_MS = 250;
const WATCH_EVERY_MS = 500;
/** Redis may be away this long without work being lost. */
const PATIENCE_MS = 120_000;

/** Takes up a version that is unfinished; null when there is nothing left to do on it. */
export async function claimVersion(book: VersionBook, place: VersionPlace): Promise<Claim | null> {
  const claim = randomUUID();
  const isOurs = (version: StoredVersion) => version.claim === claim && isUnfinished(version.state);
  const version = await book.change(place, ({ state }) =>
    isUnfinished(state) ? { state: "checking", stage: "Starting", progress: 0, claim } : null,
  );
  if (version.claim !== claim) return null;
  const lost = new AbortController();
  const changeOurs = async (change: VersionChange): Promise<boolean> => {
    let isStillOurs = false;
    await book.change(place, (current) => {
      isStillOurs = isOurs(current);
      return isStillOurs ? change(current) : null;
    });
    if (!isStillOurs) lost.abort();
    return isStillOurs;
  };
  const watching = setInterval(() => {
    book.read(place).then(
      (current) => {
        if (!isOurs(current)) lost.abort();
      },
      (error: unknown) => {
        if (error instanceof VitrineError && error.code === "NOT_FOUND") lost.abort();
      },
    );
  }, WATCH_EVERY_MS);
  const teller = createTeller((news) => changeOurs((current) => (canTell(current.state, news.state) ? news : null)));
  return {
    version,
    lost: lost.signal,
    say: (state, stage, progress) => teller.tell({ state, stage: stage.slice(0, 80), progress: clamp(progress) }),
    async change(change) {
      await teller.settle();
      return patiently(() => changeOurs(change));
    },
    async release() {
      clearInterval(watching);
      await teller.settle();
    },
  };
}

type News = { readonly state: VersionState; readonly stage: string; readonly progress: number };

const canTell = (from: VersionState, to: VersionState) => from === to || canBecome(from, to);

const clamp = (progress: number) => Math.min(1, Math.max(0, Number.isFinite(progress) ? progress : 0));

/** Writes the newest news at most every SAY_EVERY_MS, one at a time. */
function createTeller(write: (news: News) => Promise<unknown>) {
  let next: News | null = null;
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<unknown> = Promise.resolve();
  const flush = () => {
    timer = null;
    const news = next;
    next = null;
    // Progress that is lost while Redis is away is made up for by the next.
    if (news) writing = writing.then(() => write(news)).catch(() => undefined);
    return writing;
  };
  return {
    tell(news: News) {
      next = news;
      timer ??= setTimeout(flush, SAY_EVERY_MS);
    },
    async settle() {
      if (timer) clearTimeout(timer);
      await flush();
    },
  };
}

/** Tries again until Redis answers. @throws what it threw last, when that takes too long or it is an answer */
export async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const isAnswer = error instanceof VitrineError && error.code !== "UNAVAILABLE";
      if (isAnswer || performance.now() > deadline) throw error;
      await delay(500);
    }
  }
}
