/*
 * When there is less room than there is to say. Levels shed in one order, for a client whose socket is slow and for a
 * room that is short of time: 1 the far, 2 the mid, 3 every second near frame, 4 everything. What comes to rest is
 * never shed: at every level the tiers that are left out still say who stopped where.
 */
export const SHED = { none: 0, far: 1, mid: 2, halfNear: 3, all: 4 } as const;
const SHED_MAX = 4;

/** Bytes waiting in a socket above which a level begins. A frame in a crowd is about a kilobyte. */
const BACKLOG_BYTES = [4_000, 8_000, 16_000, 64_000] as const;
/** A level ends after this many frames in a row without much waiting: half a second. */
const CALM_FRAMES = 10;

/** What one client can take. */
export type ClientBudget = { level: number; calmFrames: number };

export function createClientBudget(): ClientBudget {
  return { level: SHED.none, calmFrames: 0 };
}

/** Looks at what waits in a client's socket before its next frame: up at once, down one level at a time. */
export function stepClientBudget(budget: ClientBudget, backlogBytes: number): void {
  let wanted: number = SHED.none;
  while (wanted < SHED_MAX && backlogBytes > (BACKLOG_BYTES[wanted] as number)) wanted++;
  if (wanted >= budget.level) {
    budget.level = wanted;
    budget.calmFrames = 0;
  } else if (++budget.calmFrames >= CALM_FRAMES) {
    budget.level--;
    budget.calmFrames = 0;
  }
}

/** What the process has time for. */
export type RoomBudget = {
  level: number;
  /** Average of how late the room last came to look at the time, ms. */
  lateMs: number;
  /** Slow average of the share of time in which the process is at work, 0–1. */
  busyShare: number;
  /** Time since the level was changed, ms. */
  sinceMs: number;
  /** Time in which it could have been lowered, ms. */
  calmMs: number;
  /** How long the room is calm before it tries what it may not have the time for, ms. */
  patienceMs: number;
  /** Whether the last change was such a try. */
  isTrying: boolean;
};

/** The near are never left out for everybody: a room without neighbours is no room. */
const ROOM_SHED_MAX = SHED.halfNear;
/** How late is too late at a level: halving the near, which everybody sees, takes twice as much. */
const LATE_MS = [20, 20, 40] as const;
const CALM_MS = 8;
/** By looks, not by time: one long pause, a garbage collection, is one late look. */
const LATE_AVERAGE_SHARE = 0.1;
const BUSY_AVERAGE_MS = 400;
const RAISE_AFTER_MS = 300;
const LOWER_AFTER_MS = 350;
/** How busy the process may be at a level for the one below it to be surely affordable. */
const AFFORDABLE_SHARES = [1, 0.75, 0.8, 0.55] as const;
const PATIENCE_MIN_MS = 1_000;
const PATIENCE_MAX_MS = 16_000;
/** A try that lasts this long was none: the room has the time. */
const TRIED_MS = 3_000;

export function createRoomBudget(): RoomBudget {
  return {
    level: SHED.none,
    lateMs: 0,
    busyShare: 0,
    sinceMs: 0,
    calmMs: 0,
    patienceMs: PATIENCE_MIN_MS,
    isTrying: false,
  };
}

/**
 * Takes note of a look at the time. Looks that are 20 ms late on average, 40 ms before the last, raise the level, one every 0.3 s. Under 8 ms lower it: one
 * every 0.35 s while the process has time to spare, else as a try after a second, and twice as long after each that failed.
 * @param lateMs how late the look is
 * @param busyShare in which share of the time since the look before the process was at work, 0–1
 * @param elapsedMs how much later it is than the look before it
 */
export function stepRoomBudget(budget: RoomBudget, lateMs: number, busyShare: number, elapsedMs: number): void {
  budget.lateMs += (Math.min(lateMs, 200) - budget.lateMs) * LATE_AVERAGE_SHARE;
  budget.busyShare += (busyShare - budget.busyShare) * Math.min(1, elapsedMs / BUSY_AVERAGE_MS);
  budget.sinceMs += elapsedMs;
  budget.calmMs = budget.lateMs <= CALM_MS ? budget.calmMs + elapsedMs : 0;
  if (budget.isTrying && budget.sinceMs > TRIED_MS) {
    budget.isTrying = false;
    budget.patienceMs = PATIENCE_MIN_MS;
  }
  if (budget.lateMs > (LATE_MS[budget.level] ?? Number.POSITIVE_INFINITY)) raise(budget);
  else if (budget.level > SHED.none) lower(budget);
}

function raise(budget: RoomBudget): void {
  if (budget.level >= ROOM_SHED_MAX || budget.sinceMs < RAISE_AFTER_MS) return;
  if (budget.isTrying) budget.patienceMs = Math.min(PATIENCE_MAX_MS, budget.patienceMs * 2);
  changeLevel(budget, 1, false);
}

function lower(budget: RoomBudget): void {
  const isAffordable = budget.busyShare <= (AFFORDABLE_SHARES[budget.level] ?? 0);
  if (budget.calmMs >= (isAffordable ? LOWER_AFTER_MS : budget.patienceMs)) changeLevel(budget, -1, !isAffordable);
}

function changeLevel(budget: RoomBudget, by: number, isTrying: boolean): void {
  budget.level += by;
  budget.sinceMs = 0;
  budget.calmMs = 0;
  budget.isTrying = isTrying;
}

/** How often a room at a level asks for moves: an index into PACES_PER_SECOND. */
export function paceAt(level: number): number {
  return level === SHED.none ? 0 : level < SHED.halfNear ? 1 : 2;
}
