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
  /** Slow average of how late beats are, ms. */
  lateMs: number;
  /** Slow average of the share of time in which the process is at work, 0–1. */
  busyShare: number;
  /** Time since the level was changed, or since it last could not be lowered, ms. */
  sinceMs: number;
};

/** The near are never left out for everybody: a room without neighbours is no room. */
const ROOM_SHED_MAX = SHED.halfNear;
const LATE_MS = 20;
const CALM_MS = 8;
/** How busy the process may be at a level for the one below it to be affordable. */
const AFFORDABLE_SHARES = [1, 0.75, 0.8, 0.55] as const;
/** By beats, not by time: one long pause, a garbage collection, is one late beat. */
const LATE_AVERAGE_SHARE = 0.1;
const BUSY_AVERAGE_MS = 400;
const RAISE_AFTER_MS = 300;
const LOWER_AFTER_MS = 350;

export function createRoomBudget(): RoomBudget {
  return { level: SHED.none, lateMs: 0, busyShare: 0, sinceMs: 0 };
}

/**
 * Takes note of a beat. Beats that are 20 ms late on average raise the level, one every 0.3 s; under 8 ms lower it, one
 * every 0.35 s, if what comes back can be afforded: else the room would be late again at once.
 * @param lateMs how late the beat is
 * @param busyShare in which share of the time since the beat before the process was at work, 0–1
 * @param elapsedMs how much later it is than the beat before it
 */
export function stepRoomBudget(budget: RoomBudget, lateMs: number, busyShare: number, elapsedMs: number): void {
  budget.lateMs += (Math.min(lateMs, 200) - budget.lateMs) * LATE_AVERAGE_SHARE;
  budget.busyShare += (busyShare - budget.busyShare) * Math.min(1, elapsedMs / BUSY_AVERAGE_MS);
  budget.sinceMs += elapsedMs;
  if (budget.lateMs > LATE_MS) {
    if (budget.level < ROOM_SHED_MAX && budget.sinceMs >= RAISE_AFTER_MS) changeLevel(budget, 1);
  } else if (!canLower(budget)) {
    budget.sinceMs = Math.min(budget.sinceMs, RAISE_AFTER_MS);
  } else if (budget.sinceMs >= RAISE_AFTER_MS + LOWER_AFTER_MS) {
    changeLevel(budget, -1);
  }
}

function canLower({ level, lateMs, busyShare }: RoomBudget): boolean {
  return level > SHED.none && lateMs <= CALM_MS && busyShare <= (AFFORDABLE_SHARES[level] ?? 0);
}

function changeLevel(budget: RoomBudget, by: number): void {
  budget.level += by;
  budget.sinceMs = by > 0 ? 0 : RAISE_AFTER_MS;
}

/** How often a room at a level asks for moves: an index into PACES_PER_SECOND. */
export function paceAt(level: number): number {
  return level === SHED.none ? 0 : level < SHED.halfNear ? 1 : 2;
}
