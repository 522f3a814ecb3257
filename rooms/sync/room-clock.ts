import { BEATS_PER_TICK, TICK_MS } from "../protocol/limits.ts";

/**
 * Follows the room's clock from the frames that arrive. Times are milliseconds of any steady local clock.
 * The offset is that of the least delayed recent frame, let go slowly, so that one late frame moves nothing.
 */
export type RoomClock = {
  /** Beat of the newest frame, counted without wrapping; −1 before the first. */
  newestBeat: number;
  /** Local time minus room time of the least delayed frames. */
  offsetMs: number;
  /** Slow average of how late frames are beside the least delayed, ms. */
  latenessMs: number;
};

const BEAT_MS = TICK_MS / BEATS_PER_TICK;
const AVERAGE_SHARE = 0.05;
const OFFSET_RELEASE_MS_PER_FRAME = 0.2;

export function createRoomClock(): RoomClock {
  return { newestBeat: -1, offsetMs: 0, latenessMs: 5 };
}

/** The whole beat nearest to the newest one whose low 16 bits were sent. */
function unwrapBeat(clock: RoomClock, beat16: number): number {
  if (clock.newestBeat < 0) return beat16;
  const ahead = ((beat16 - clock.newestBeat) << 16) >> 16;
  return clock.newestBeat + ahead;
}

/** Takes note of a frame's arrival. @returns its whole beat */
export function noteFrame(clock: RoomClock, beat16: number, nowMs: number): number {
  const first = clock.newestBeat < 0;
  const beat = unwrapBeat(clock, beat16);
  const offset = nowMs - beat * BEAT_MS;
  if (first) {
    clock.offsetMs = offset;
  } else {
    clock.offsetMs = Math.min(offset, clock.offsetMs + OFFSET_RELEASE_MS_PER_FRAME);
    clock.latenessMs += (offset - clock.offsetMs - clock.latenessMs) * AVERAGE_SHARE;
  }
  clock.newestBeat = Math.max(clock.newestBeat, beat);
  return beat;
}

/** Starts the clock from a tick told outside the pose channel. */
export function startClock(clock: RoomClock, tick: number, nowMs: number): void {
  clock.newestBeat = tick * BEATS_PER_TICK;
  clock.offsetMs = nowMs - tick * TICK_MS;
}

/** The room's time now, in ticks with fractions. */
export function roomTick(clock: RoomClock, nowMs: number): number {
  return clock.newestBeat < 0 ? 0 : (nowMs - clock.offsetMs) / TICK_MS;
}
