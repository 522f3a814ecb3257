import type { RoomLog } from "../ports.ts";
import { SHED } from "../sync/budget.ts";

/** What a watch tells the world outside of the room. */
export type ShedWatchOptions = {
  readonly roomId: string;
  readonly log: RoomLog;
  /** Told the level whenever it is another one, at most once a second. What it rejects with is logged. */
  publish(level: number): Promise<unknown>;
};

/** Takes note of the room's level at a moment, in steady ms, and of how many are there. Never throws. */
export type ShedWatch = (nowMs: number, level: number, visitors: number) => void;

/** Levels come and go within a fraction of a second: whoever reads them does not. */
const PUBLISH_EVERY_MS = 1_000;
/** Shedding has ended when nothing was shed for this long. */
const CALM_MS = 1_000;

type Episode = { readonly beganAtMs: number; worst: number; visitorsMost: number; lastAtMs: number };

/** Watches over what a room sheds: operators can read the level, and find a line where it began and where it ended. */
export function createShedWatch({ roomId, log, publish }: ShedWatchOptions): ShedWatch {
  let published: number = SHED.none;
  let publishedAtMs = Number.NEGATIVE_INFINITY;
  let episode: Episode | null = null;
  const warn = (err: unknown) => log.warn({ err, roomId }, "shed level could not be published");
  return (nowMs, level, visitors) => {
    if (level !== published && nowMs - publishedAtMs >= PUBLISH_EVERY_MS) {
      published = level;
      publishedAtMs = nowMs;
      // A promise from the start: what is thrown at once is caught with the rest.
      Promise.resolve(level).then(publish).catch(warn);
    }
    if (level > SHED.none) {
      if (!episode) {
        log.warn({ roomId, level, visitors }, "room begins to shed");
        episode = { beganAtMs: nowMs, worst: level, visitorsMost: visitors, lastAtMs: nowMs };
      }
      episode.worst = Math.max(episode.worst, level);
      episode.visitorsMost = Math.max(episode.visitorsMost, visitors);
      episode.lastAtMs = nowMs;
    } else if (episode && nowMs - episode.lastAtMs >= CALM_MS) {
      const { beganAtMs, lastAtMs, worst, visitorsMost } = episode;
      const durationMs = Math.round(lastAtMs - beganAtMs);
      log.info({ roomId, level: worst, durationMs, visitors: visitorsMost }, "room sheds no more");
      episode = null;
    }
  };
}
