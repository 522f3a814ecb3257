import { BEATS_PER_TICK, TICK_MS } from "../../rooms/protocol/limits.ts";
import type { Pose } from "../../rooms/protocol/room/poses.ts";
import { type Crowd, createCrowd, leaveCrowd, placeInCrowd } from "../../rooms/sync/crowd.ts";
import { beginBeat, createFrameWriter, writeFrame, writeWelcomeFrame } from "../../rooms/sync/frame-writer.ts";
import { createPoseBook, type PoseBook, takeFrame } from "../../rooms/sync/pose-book.ts";

/** Walkers of a hall that live in memory alone: the sync core between a crowd and its books, without a room. */
export type SyncHall = {
  readonly crowd: Crowd;
  readonly walkers: Map<number, Pose>;
  /** Who watches, by slot: each has a book. */
  readonly books: Map<number, PoseBook>;
  tick: number;
  enter(slot: number, pose: Pose, watches?: boolean): void;
  leave(slot: number): void;
  /** Somebody is somewhere else now. */
  place(slot: number, pose: Pose): void;
  /** One tick passes. `deliver` may lose, keep or change a frame; it is the frames' only way to a book. */
  pass(deliver?: Deliver, level?: number): void;
};

export type Deliver = (book: PoseBook, frame: Uint8Array, nowMs: number, slot: number) => void;

const ALL_IS_WELL = { shedLevel: 0, pace: 0 };
const BEAT_MS = TICK_MS / BEATS_PER_TICK;

const deliverAll: Deliver = (book, frame, nowMs) => takeFrame(book, frame, nowMs);

/** @param sizeM side of the hall in metres */
export function createSyncHall(sizeM: number): SyncHall {
  const crowd = createCrowd(sizeM / 2, sizeM / 2);
  const writer = createFrameWriter(crowd);
  const hall: SyncHall = {
    crowd,
    walkers: new Map(),
    books: new Map(),
    tick: 1,
    enter(slot, pose, watches = false) {
      hall.place(slot, pose);
      if (!watches) return;
      const book = createPoseBook();
      hall.books.set(slot, book);
      const frame = writeWelcomeFrame(writer, crowd.lists.cell[slot] as number, ALL_IS_WELL);
      takeFrame(book, frame, hall.tick * TICK_MS);
    },
    leave(slot) {
      hall.walkers.delete(slot);
      hall.books.delete(slot);
      leaveCrowd(crowd, slot);
    },
    place(slot, pose) {
      hall.walkers.set(slot, pose);
      placeInCrowd(crowd, slot, pose);
    },
    pass(deliver = deliverAll, level = 0) {
      hall.tick++;
      for (let turn = 0; turn < BEATS_PER_TICK; turn++) {
        const beat = hall.tick * BEATS_PER_TICK + turn;
        beginBeat(writer, beat);
        for (const [slot, book] of hall.books) {
          const centre = crowd.lists.cell[slot] as number;
          if (((centre & 63) + 2 * (centre >> 6)) % BEATS_PER_TICK !== turn) continue;
          const frame = writeFrame(writer, centre, level, { shedLevel: level, pace: 0 });
          if (frame) deliver(book, frame.slice(), beat * BEAT_MS, slot);
        }
      }
    },
  };
  return hall;
}
