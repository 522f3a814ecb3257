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
/** A warning is due at once when so many are touched, and otherwise when it lasts so long for anybody at all. */
export const WARN_VISITORS = 10;
export const WARN_AFTER_MS = 10_000;

type Episode = {
  readonly beganAtMs: number;
  worst: number;
  visitorsMost: number;
  lastAtMs: number;
  isWarned: boolean;
};

/** A machine that starts, or a browser that loads beside it, makes a room shed for a moment: nobody gets up for that. */
function isWarningDue({ isWarned, beganAtMs }: Episode, nowMs: number, visitors: number): boolean {
  if (isWarned || visitors === 0) return false;
  return visitors >= WARN_VISITORS || nowMs - beganAtMs >= WARN_AFTER_MS;
}

/** Watches over what a room sheds: operators can read the level, and find a line where it began and where it ended. */
export function createShedWatch({ roomId, log, publish }: ShedWatchOptions): ShedWatch {
  let published: number = SHED.none;
  let publishedAtMs = Number.NEGATIVE_INFINITY;
  const writeLines = createShedLog(roomId, log);
  const warn = (err: unknown) => log.warn({ err, roomId }, "shed level could not be published");
  return (nowMs, level, visitors) => {
    if (level !== published && nowMs - publishedAtMs >= PUBLISH_EVERY_MS) {
      published = level;
      publishedAtMs = nowMs;
      // A promise from the start: what is thrown at once is caught with the rest.
      Promise.resolve(level).then(publish).catch(warn);
    }
    writeLines(nowMs, level, visitors);
  };
}

/** Writes one line where shedding begins and one where it ends; once it is grave, the first or one more is a warning. */
function createShedLog(roomId: string, log: RoomLog): ShedWatch {
  let episode: Episode | null = null;
  return (nowMs, level, visitors) => {
    if (level > SHED.none) {
      const isNew = episode === null;
      episode ??= { beganAtMs: nowMs, worst: level, visitorsMost: visitors, lastAtMs: nowMs, isWarned: false };
      episode.worst = Math.max(episode.worst, level);
      episode.visitorsMost = Math.max(episode.visitorsMost, visitors);
      episode.lastAtMs = nowMs;
      if (isWarningDue(episode, nowMs, visitors)) {
        log.warn({ roomId, level, visitors }, isNew ? "room begins to shed" : "room goes on shedding");
        episode.isWarned = true;
      } else if (isNew) log.info({ roomId, level, visitors }, "room begins to shed");
    } else if (episode && nowMs - episode.lastAtMs >= CALM_MS) {
      const { beganAtMs, lastAtMs, worst, visitorsMost } = episode;
      const durationMs = Math.round(lastAtMs - beganAtMs);
      log.info({ roomId, level: worst, durationMs, visitors: visitorsMost }, "room sheds no more");
      episode = null;
    }
  };
}
