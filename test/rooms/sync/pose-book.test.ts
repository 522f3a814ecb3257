import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TICK_MS } from "../../../rooms/protocol/limits.ts";
import { encodePoseFrame, type Pose } from "../../../rooms/protocol/poses.ts";
import { createPoseBook, keepSlots, samplePose, takeFrame } from "../../../rooms/sync/pose-book.ts";
import { createRoomClock, noteFrame, renderTick, roomTick } from "../../../rooms/sync/room-clock.ts";

const walker = (tick: number, x: number, moving = true, epoch = 0) =>
  encodePoseFrame(tick, [{ slot: 7, x, z: 0, heading: 0, pitch: 0, moving, epoch }]);
const pose = (): Pose => ({ x: 0, z: 0, heading: 0, pitch: 0, moving: false });

describe("the pose book", () => {
  it("draws between two poses and never past the newest", () => {
    const book = createPoseBook();
    takeFrame(book, walker(10, 1), 0);
    takeFrame(book, walker(12, 2), 100);
    const out = pose();
    expect(samplePose(book, 7, 11, out)).toBe(true);
    expect(out.x).toBeCloseTo(1.5, 6);
    samplePose(book, 7, 50, out);
    expect(out.x).toBeCloseTo(2, 6);
    samplePose(book, 7, 3, out);
    expect(out.x).toBeCloseTo(1, 6);
  });

  it("lets somebody who rested start from where they stood", () => {
    const book = createPoseBook();
    takeFrame(book, walker(10, 1, false), 0);
    takeFrame(book, walker(110, 1.2), 5_000);
    const out = pose();
    samplePose(book, 7, 60, out);
    expect(out.x).toBeCloseTo(1, 6);
  });

  it("jumps to a new epoch instead of drawing the way there", () => {
    const book = createPoseBook();
    takeFrame(book, walker(10, 1), 0);
    takeFrame(book, walker(11, 50, false, 1), 50);
    const out = pose();
    samplePose(book, 7, 10.5, out);
    expect(out.x).toBeCloseTo(50, 6);
  });

  it("ends in the same place under loss, repetition and reordering once the last frame is in", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ lost: fc.boolean(), twice: fc.boolean(), late: fc.nat(3) }), { maxLength: 80 }),
        (fates) => {
          const book = createPoseBook();
          const sent = fates.flatMap((fate, index) => {
            const copies = fate.lost ? 0 : fate.twice ? 2 : 1;
            return Array.from({ length: copies }, () => ({ at: index + fate.late, tick: index }));
          });
          sent.sort((a, b) => a.at - b.at);
          for (const { at, tick } of sent) takeFrame(book, walker(tick, tick / 10), at * TICK_MS);
          takeFrame(book, walker(100, 42, false), 100 * TICK_MS);
          const out = pose();
          expect(samplePose(book, 7, 200, out)).toBe(true);
          expect(out.x).toBeCloseTo(42, 6);
          expect(out.moving).toBe(false);
          let last = Number.NEGATIVE_INFINITY;
          for (let tick = 0; tick < 100; tick += 0.5) {
            samplePose(book, 7, tick, out);
            expect(out.x).toBeGreaterThanOrEqual(last - 1e-6);
            last = out.x;
          }
        },
      ),
    );
  });

  it("forgets the slots that nobody has", () => {
    const book = createPoseBook();
    takeFrame(book, walker(1, 1), 0);
    keepSlots(book, new Set());
    expect(samplePose(book, 7, 1, pose())).toBe(false);
  });

  it("takes nothing from bytes that are no frame", () => {
    expect(takeFrame(createPoseBook(), new Uint8Array([9, 9]), 0)).toBe(false);
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
    for (let tick = 0; tick < 100; tick++) noteFrame(clock, tick, 1_000 + tick * TICK_MS + (tick % 10 === 5 ? 180 : 0));
    expect(roomTick(clock, 1_000 + 100 * TICK_MS)).toBeCloseTo(100, 0);
  });

  it("never runs the picture backwards, and changes its delay slowly", () => {
    const seeded = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 50, maxLength: 200 });
    fc.assert(
      fc.property(seeded, (delays) => {
        const clock = createRoomClock();
        let last = Number.NEGATIVE_INFINITY;
        let arrival = 0;
        for (const [tick, delay] of delays.entries()) {
          arrival = Math.max(arrival, tick * TICK_MS + delay);
          if (tick === 0) last = Number.NEGATIVE_INFINITY;
          noteFrame(clock, tick, arrival);
          const delayBefore = clock.delayMs;
          const drawn = renderTick(clock, arrival, 16);
          expect(Math.abs(clock.delayMs - delayBefore)).toBeLessThanOrEqual(1);
          if (tick > 60) expect(drawn).toBeGreaterThanOrEqual(last - 0.1);
          last = drawn;
        }
      }),
    );
  });
});
