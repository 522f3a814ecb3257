import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BEATS_PER_TICK, TICK_MS } from "../../../rooms/protocol/limits.ts";
import type { Pose } from "../../../rooms/protocol/room/poses.ts";
import { createCrowd, placeInCrowd, setGesture } from "../../../rooms/sync/crowd.ts";
import { beginBeat, createFrameWriter, writeFrame, writeWelcomeFrame } from "../../../rooms/sync/frame-writer.ts";
import {
  beginPicture,
  createPoseBook,
  gestureOf,
  keepSlots,
  newestPose,
  type PoseBook,
  type ShownPose,
  samplePose,
  takeFrame,
} from "../../../rooms/sync/pose-book.ts";
import { createRoomClock, noteFrame, roomTick } from "../../../rooms/sync/room-clock.ts";
import { addSample, createTimeline, sampleTimeline } from "../../../rooms/sync/timeline.ts";

const ALL_IS_WELL = { shedLevel: 0, pace: 0 };
const SLOT = 7;
const CENTRE = 32 | (32 << 6);
const BEAT_MS = TICK_MS / BEATS_PER_TICK;

const shown = (): ShownPose => ({ x: 0, z: 0, heading: 0, pitch: 0, moving: false, gesture: 0 });
const at = (x: number, moving = true): Pose => ({ x, z: 1, heading: 0, pitch: 0, moving });

/** A crowd of one, whose frames are taken out tick by tick. */
function createWalker() {
  const writer = createFrameWriter(createCrowd(100, 100));
  return {
    writer,
    frame(tick: number, pose: Pose, centre = CENTRE): Uint8Array {
      placeInCrowd(writer.crowd, SLOT, pose);
      beginBeat(writer, tick * BEATS_PER_TICK);
      return writeFrame(writer, centre, 0, ALL_IS_WELL)?.slice() ?? new Uint8Array(0);
    },
  };
}

/** Where the walker is drawn in a picture so many ticks after the start of a steady clock. */
function drawnAt(book: PoseBook, tick: number, elapsedMs = 16): ShownPose {
  const out = shown();
  beginPicture(book, tick * TICK_MS, elapsedMs);
  expect(samplePose(book, SLOT, out)).toBe(true);
  return out;
}

describe("a timeline", () => {
  it("draws between two poses and never past the newest", () => {
    const timeline = createTimeline();
    addSample(timeline, 10, at(1), 1);
    addSample(timeline, 12, at(1.4), 1);
    const out = at(0);
    for (const [tick, x] of [
      [11, 1.2],
      [50, 1.4],
      [3, 1],
    ] as const) {
      sampleTimeline(timeline, tick, out);
      expect(out.x).toBeCloseTo(x, 9);
    }
  });

  it("lets somebody who rested start from where they stood, at the pace of their tier", () => {
    for (const interval of [1, 5, 20]) {
      const timeline = createTimeline();
      addSample(timeline, 10, at(1, false), interval);
      addSample(timeline, 210, at(1.2), interval);
      const out = at(0);
      sampleTimeline(timeline, 210 - interval, out);
      expect(out.x).toBeCloseTo(1, 9);
    }
  });

  it("forgets the way before a jump that nobody can have walked, and only then", () => {
    const jumped = createTimeline();
    addSample(jumped, 10, at(1), 1);
    addSample(jumped, 11, at(50), 1);
    const out = at(0);
    sampleTimeline(jumped, 10.5, out);
    expect(out.x).toBe(50);
    const late = createTimeline();
    addSample(late, 10, at(1), 1);
    // Moves that were late arrive at once: 800 ms of running.
    addSample(late, 11, at(4.5), 1);
    sampleTimeline(late, 10.5, out);
    expect(out.x).toBeCloseTo(2.75, 9);
  });
});

describe("the pose book", () => {
  it("ends in the same place under loss, repetition and reordering once the last frame is in", () => {
    const fates = fc.array(fc.record({ lost: fc.boolean(), twice: fc.boolean(), late: fc.nat(3) }), { maxLength: 80 });
    fc.assert(
      fc.property(fates, (each) => {
        const book = createPoseBook();
        const { frame } = createWalker();
        const sent = each.flatMap((fate, index) => {
          const bytes = frame(index, at(index / 10));
          const copies = fate.lost ? 0 : fate.twice ? 2 : 1;
          return Array.from({ length: copies }, () => ({ at: index + fate.late, bytes }));
        });
        const last = frame(100, at(10, false));
        sent.sort((a, b) => a.at - b.at);
        for (const { at: tick, bytes } of sent) takeFrame(book, bytes, tick * TICK_MS);
        takeFrame(book, last, 100 * TICK_MS);
        expect(newestPose(book, SLOT)?.x).toBeCloseTo(10, 1);
        expect(newestPose(book, SLOT)?.moving).toBe(false);
        let before = Number.NEGATIVE_INFINITY;
        for (let tick = 0; tick < 110; tick += 0.3) {
          const { x } = drawnAt(book, tick);
          expect(x).toBeGreaterThanOrEqual(before - 1e-6);
          before = x;
        }
      }),
      { numRuns: 40 },
    );
  });

  it("draws the near a tenth of a second behind the room, the mid half, the far two seconds", () => {
    for (const [centreX, delayTicks] of [
      [32, 2],
      [36, 10],
      [38, 40],
    ] as const) {
      const book = createPoseBook();
      const { frame } = createWalker();
      for (let tick = 1; tick <= 400; tick++) {
        const bytes = frame(tick, at(1 + Math.sin(tick / 300)), centreX | (32 << 6));
        if (bytes.length > 0) takeFrame(book, bytes, tick * TICK_MS);
      }
      const { x } = drawnAt(book, 400);
      expect(Math.abs(x - (1 + Math.sin((400 - delayTicks) / 300)))).toBeLessThan(0.1);
    }
  });

  it("changes nobody's delay faster than time may be drawn", () => {
    const book = createPoseBook();
    const { frame } = createWalker();
    const far = 38 | (32 << 6);
    const speed = 0.05;
    const drawn: number[] = [];
    for (let tick = 1; tick <= 300; tick++) {
      const bytes = frame(tick, at(0.5 + tick * speed * 0.05), tick < 150 ? far : CENTRE);
      if (bytes.length > 0) takeFrame(book, bytes, tick * TICK_MS);
      if (tick > 60) drawn.push(drawnAt(book, tick, TICK_MS).x);
    }
    for (let index = 1; index < drawn.length; index++) {
      const step = (drawn[index] as number) - (drawn[index - 1] as number);
      expect(step).toBeGreaterThanOrEqual(-0.17);
    }
    // After the change of tier the picture catches up within some seconds.
    expect(drawn.at(-1)).toBeCloseTo(0.5 + 298 * speed * 0.05, 1);
  });

  it("keeps gaze and gesture from the near, and works the heading of the far out from their way", () => {
    const book = createPoseBook();
    const { writer, frame } = createWalker();
    setGesture(writer.crowd, SLOT, 3);
    for (let tick = 1; tick <= 6; tick++) {
      takeFrame(book, frame(tick, { x: 1, z: 1, heading: 1, pitch: 0.5, moving: false }), tick * TICK_MS);
    }
    expect(gestureOf(book, SLOT)).toBe(3);
    expect(newestPose(book, SLOT)?.pitch).toBeCloseTo(0.5, 1);
    expect(drawnAt(book, 6).gesture).toBe(3);
    const away = createPoseBook();
    for (let tick = 7; tick <= 60; tick++) {
      const bytes = frame(tick, { x: 1 + (tick - 7) * 0.1, z: 1, heading: 0, pitch: 0, moving: true }, 39 | (32 << 6));
      if (bytes.length > 0) takeFrame(away, bytes, tick * TICK_MS);
    }
    expect(newestPose(away, SLOT)?.heading).toBeCloseTo(-Math.PI / 2, 1);
  });

  it("knows everybody from the welcome frame, whose making takes nothing from the others' frames", () => {
    const { writer, frame } = createWalker();
    frame(1, at(1));
    placeInCrowd(writer.crowd, 8, at(60));
    placeInCrowd(writer.crowd, SLOT, at(1.3, false));
    for (let joins = 0; joins < 3; joins++) {
      const book = createPoseBook();
      takeFrame(book, writeWelcomeFrame(writer, CENTRE, ALL_IS_WELL), TICK_MS);
      expect(newestPose(book, SLOT)?.x).toBeCloseTo(1.3, 1);
      expect(newestPose(book, 8)?.x).toBeCloseTo(60, 0);
    }
    const book = createPoseBook();
    beginBeat(writer, 2 * BEATS_PER_TICK);
    takeFrame(book, writeFrame(writer, CENTRE, 0, ALL_IS_WELL) ?? new Uint8Array(0), 2 * TICK_MS);
    expect(newestPose(book, SLOT)?.moving).toBe(false);
  });

  it("forgets the slots that nobody has", () => {
    const book = createPoseBook();
    takeFrame(book, createWalker().frame(1, at(1)), 0);
    expect(newestPose(book, SLOT)).toBeDefined();
    keepSlots(book, new Set());
    expect(newestPose(book, SLOT)).toBeUndefined();
  });

  it("takes nothing from bytes that are no frame", () => {
    const book = createPoseBook();
    expect(takeFrame(book, new Uint8Array([9, 9]), 0)).toBe(false);
    expect(takeFrame(book, new Uint8Array([9, 9, 9, 9, 9, 1]), 0)).toBe(false);
    expect(book.clock.newestBeat).toBe(-1);
  });
});

describe("the room clock", () => {
  it("counts on when the sixteen bits wrap", () => {
    const clock = createRoomClock();
    noteFrame(clock, 0xfffe, 0);
    expect(noteFrame(clock, 1, 150)).toBe(0x10001);
    expect(noteFrame(clock, 0xffff, 150)).toBe(0xffff);
  });

  it("keeps to the least delayed frames: a late one moves it by a fraction of a millisecond", () => {
    const clock = createRoomClock();
    for (let beat = 0; beat < 400; beat++) {
      noteFrame(clock, beat, 1_000 + beat * BEAT_MS + (beat % 10 === 5 ? 180 : 0));
    }
    expect(roomTick(clock, 1_000 + 100 * TICK_MS)).toBeCloseTo(100, 0);
  });
});
