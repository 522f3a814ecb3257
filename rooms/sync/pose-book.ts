import { BEATS_PER_TICK, TICK_MS } from "../protocol/limits.ts";
import {
  createRecord,
  FORMAT,
  type FrameReader,
  isPoseFrame,
  type PoseRecord,
  readFrameHeader,
  readRuns,
} from "../protocol/room/pose-frame.ts";
import type { Pose } from "../protocol/room/poses.ts";
import { createRoomClock, noteFrame, type RoomClock, roomTick } from "./room-clock.ts";
import { TIER, type Tier, tierBetween } from "./tiers.ts";
import { addSample, createTimeline, newestSample, sampleTimeline, type Timeline } from "./timeline.ts";

/** Somebody's pose as a client shows it. */
export type ShownPose = Pose & {
  /** 0 for none, else 1 + index into EMOTES. */
  gesture: number;
};

/** What a client knows of one slot. */
type Entry = {
  readonly timeline: Timeline;
  /** The cell that the newest record named; −1 once a complete list of that cell lacked them. */
  cell: number;
  /** Beat of the newest record. */
  beat: number;
  gesture: number;
  /** How far behind the room they are drawn, in ticks; −1 before the first picture. */
  delay: number;
};

/** Everything a client knows about where others are: the room's clock, and who is how near and where. */
export type PoseBook = {
  readonly clock: RoomClock;
  readonly entries: Map<number, Entry>;
  /** The cell that the newest frame was made for. */
  centre: number;
  /** 0–4: what the room leaves out for want of time; and how often it wants moves, an index into PACES_PER_SECOND. */
  shedLevel: number;
  pace: number;
  /** Slow average of the ticks between two poses of the same walker, by tier. */
  readonly intervals: [number, number, number];
  /** Room tick of the picture, and by how much a delay may change in it. */
  pictureTick: number;
  slewTicks: number;
  readonly record: PoseRecord;
};

const NOWHERE = -1;
const USUAL_INTERVALS = [1, 5, 20] as const;
const AVERAGE_SHARE = 0.02;
/** Time is never drawn more than this much faster or slower than it passes. */
const SLEW = 0.3;
const DELAY_MIN_TICKS = 1.2;
/** From far away only the way somebody goes says where they look. */
const HEADING_WAY_M = 0.4;

export function createPoseBook(): PoseBook {
  return {
    clock: createRoomClock(),
    entries: new Map(),
    centre: 0,
    shedLevel: 0,
    pace: 0,
    intervals: [...USUAL_INTERVALS],
    pictureTick: 0,
    slewTicks: 0,
    record: createRecord(),
  };
}

const pose: Pose = { x: 0, z: 0, heading: 0, pitch: 0, moving: false };

/** Takes a frame from the pose channel. @returns false when the bytes are not a frame; nothing is changed then */
export function takeFrame(book: PoseBook, bytes: Uint8Array, nowMs: number): boolean {
  const header = isPoseFrame(bytes) ? readFrameHeader(bytes) : null;
  if (!header) return false;
  const beat = noteFrame(book.clock, header.beat, nowMs);
  if (beat >= book.clock.newestBeat) {
    book.centre = header.centre;
    book.shedLevel = header.shedLevel;
    book.pace = header.pace;
  }
  const reader: FrameReader = {
    onRecord: (record) => takeRecord(book, record, beat),
    onComplete(cell) {
      for (const entry of book.entries.values()) {
        if (entry.cell === cell && entry.beat < beat) entry.cell = NOWHERE;
      }
    },
  };
  readRuns(bytes, book.record, reader);
  return true;
}

function takeRecord(book: PoseBook, record: PoseRecord, beat: number): void {
  let entry = book.entries.get(record.slot);
  if (!entry) {
    entry = { timeline: createTimeline(), cell: NOWHERE, beat: -1, gesture: 0, delay: -1 };
    book.entries.set(record.slot, entry);
  }
  if (beat <= entry.beat) return;
  const tier = tierBetween(book.centre, record.cell);
  const newest = newestSample(entry.timeline);
  const tick = beat / BEATS_PER_TICK;
  if (newest?.moving && record.moving && tier !== TIER.outside) noteInterval(book, tier, tick - newest.tick);
  entry.cell = record.cell;
  entry.beat = beat;
  pose.x = record.x;
  pose.z = record.z;
  pose.moving = record.moving;
  pose.heading = record.format === FORMAT.far ? headingOfWay(newest, record) : record.heading;
  pose.pitch = record.format === FORMAT.full ? record.pitch : (newest?.pitch ?? 0);
  if (record.format === FORMAT.full) entry.gesture = record.gesture;
  addSample(entry.timeline, tick, pose, USUAL_INTERVALS[Math.min(tier, TIER.far) as 0 | 1 | 2]);
}

function headingOfWay(from: Pose | undefined, to: { readonly x: number; readonly z: number }): number {
  if (!from) return 0;
  const dx = to.x - from.x;
  const dz = to.z - from.z;
  return Math.hypot(dx, dz) < HEADING_WAY_M ? from.heading : Math.atan2(-dx, -dz);
}

function noteInterval({ intervals }: PoseBook, tier: 0 | 1 | 2, ticks: number): void {
  const usual = USUAL_INTERVALS[tier];
  const seen = Math.min(Math.max(ticks, usual / 2), usual * 4);
  intervals[tier] += (seen - intervals[tier]) * AVERAGE_SHARE;
}

/** Begins a picture: poses are sampled for this moment until the next call. */
export function beginPicture(book: PoseBook, nowMs: number, elapsedMs: number): void {
  book.pictureTick = roomTick(book.clock, nowMs);
  book.slewTicks = (SLEW * elapsedMs) / TICK_MS;
}

/**
 * Where the avatar of a slot is drawn in this picture: behind the room by twice the usual interval of its tier, so that
 * there are poses on both sides. The delay follows its tier slowly, so that nobody's time visibly speeds up.
 * @returns false when nothing is known of it; `out` is then unchanged
 */
export function samplePose(book: PoseBook, slot: number, out: ShownPose): boolean {
  const entry = book.entries.get(slot);
  if (!entry) return false;
  const tier = Math.min(tierOf(book, entry), TIER.far) as 0 | 1 | 2;
  const target = Math.max(DELAY_MIN_TICKS, 2 * book.intervals[tier] + book.clock.latenessMs / TICK_MS);
  const change = target - entry.delay;
  entry.delay = entry.delay < 0 ? target : entry.delay + Math.min(book.slewTicks, Math.max(-book.slewTicks, change));
  if (!sampleTimeline(entry.timeline, book.pictureTick - entry.delay, out)) return false;
  out.gesture = tier === TIER.near ? entry.gesture : 0;
  return true;
}

/** The newest pose of a slot. @returns undefined when nothing is known of it */
export function newestPose(book: PoseBook, slot: number): (Pose & { readonly tick: number }) | undefined {
  const entry = book.entries.get(slot);
  return entry && newestSample(entry.timeline);
}

/** The gesture of a slot as it was last told; 0 for none. */
export function gestureOf(book: PoseBook, slot: number): number {
  return book.entries.get(slot)?.gesture ?? 0;
}

/** In which tier a slot is for this client; `outside` when nothing is known of it or it has left the interest. */
export function tierOfSlot(book: PoseBook, slot: number): Tier {
  const entry = book.entries.get(slot);
  return entry ? tierOf(book, entry) : TIER.outside;
}

function tierOf(book: PoseBook, { cell }: Entry): Tier {
  return cell === NOWHERE ? TIER.outside : tierBetween(book.centre, cell);
}

/** Forgets the slots that nobody in the room has any more. */
export function keepSlots(book: PoseBook, slots: ReadonlySet<number>): void {
  for (const slot of book.entries.keys()) {
    if (!slots.has(slot)) book.entries.delete(slot);
  }
}
