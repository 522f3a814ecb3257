import { TICK_MS } from "../protocol/limits.ts";

/**
 * Follows the room's clock from the frames that arrive. Times are milliseconds of any steady local clock.
 * The offset is that of the least delayed recent frame, let go slowly, so that one late frame moves nothing.
 */
export type RoomClock = {
  /** Ticks of the newest frame, counted without wrapping; −1 before the first. */
  newestTick: number;
  /** Local time minus room time of the least delayed frames. */
  offsetMs: number;
  /** Slow average of how late frames are beside the least delayed, ms. */
  latenessMs: number;
  /** Slow average of the time between frames, ms. */
  intervalMs: number;
  lastArrivalMs: number;
  /** How far behind the room the picture is drawn, ms; follows `targetDelayMs` slowly. */
  delayMs: number;
};

const AVERAGE_SHARE = 0.05;
const OFFSET_RELEASE_MS_PER_FRAME = 0.2;
const DELAY_SLEW_MS_PER_SECOND = 60;
const DELAY_MIN_MS = 60;
const DELAY_MAX_MS = 600;

export function createRoomClock(): RoomClock {
  return {
    newestTick: -1,
    offsetMs: 0,
    latenessMs: 5,
    intervalMs: TICK_MS,
    lastArrivalMs: 0,
    delayMs: 2 * TICK_MS,
  };
}

/** The whole tick nearest to the newest one whose low 16 bits were sent. */
function unwrapTick(clock: RoomClock, tick16: number): number {
  if (clock.newestTick < 0) return tick16;
  const ahead = ((tick16 - clock.newestTick) << 16) >> 16;
  return clock.newestTick + ahead;
}

/** Takes note of a frame's arrival. @returns its whole tick */
export function noteFrame(clock: RoomClock, tick16: number, nowMs: number): number {
  const first = clock.newestTick < 0;
  const tick = unwrapTick(clock, tick16);
  const offset = nowMs - tick * TICK_MS;
  if (first) {
    clock.offsetMs = offset;
  } else {
    clock.offsetMs = Math.min(offset, clock.offsetMs + OFFSET_RELEASE_MS_PER_FRAME);
    clock.latenessMs += (offset - clock.offsetMs - clock.latenessMs) * AVERAGE_SHARE;
    const interval = Math.min(nowMs - clock.lastArrivalMs, 10 * TICK_MS);
    clock.intervalMs += (interval - clock.intervalMs) * AVERAGE_SHARE;
  }
  clock.newestTick = Math.max(clock.newestTick, tick);
  clock.lastArrivalMs = nowMs;
  return tick;
}

/** Starts the clock from a tick told outside the pose channel. */
export function startClock(clock: RoomClock, tick: number, nowMs: number): void {
  clock.newestTick = tick;
  clock.offsetMs = nowMs - tick * TICK_MS;
  clock.lastArrivalMs = nowMs;
}

/** The room's time now, in ticks with fractions. */
export function roomTick(clock: RoomClock, nowMs: number): number {
  return clock.newestTick < 0 ? 0 : (nowMs - clock.offsetMs) / TICK_MS;
}

/**
 * Moves the render delay towards twice the average interval plus the average lateness, a little each frame, so that
 * nobody's time visibly speeds up. @returns the tick to draw, with fractions
 */
export function renderTick(clock: RoomClock, nowMs: number, elapsedMs: number): number {
  const target = Math.min(DELAY_MAX_MS, Math.max(DELAY_MIN_MS, 2 * clock.intervalMs + clock.latenessMs));
  const most = (DELAY_SLEW_MS_PER_SECOND * elapsedMs) / 1000;
  clock.delayMs += Math.min(most, Math.max(-most, target - clock.delayMs));
  return roomTick(clock, nowMs) - clock.delayMs / TICK_MS;
}
