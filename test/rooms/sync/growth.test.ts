import { describe, expect, it } from "vitest";
import { BEATS_PER_TICK } from "../../../rooms/protocol/limits.ts";
import { spaceOf } from "../../../rooms/simulation/space.ts";
import { createCrowd, placeInCrowd } from "../../../rooms/sync/crowd.ts";
import { beginBeat, createFrameWriter, writeFrame } from "../../../rooms/sync/frame-writer.ts";
import { hallLayout } from "../../bench/room/hall.ts";
import { createWalker, randomPlace, walk } from "../../bench/room/walker.ts";
import { createRandom } from "../../support/random.ts";

const WARM_UP_TICKS = 100;
const TICKS = 200;
const SEED = 20_261_124;

/** Bytes of poses that one visitor is sent in a tick, on average, with everybody walking in a square hall. */
function bytesPerVisitor(visitors: number, hallM: number): number {
  const random = createRandom(SEED);
  const space = spaceOf(hallLayout(hallM));
  const walkers = Array.from({ length: visitors }, () => createWalker(space, randomPlace(space, random)));
  const crowd = createCrowd(space.halfWidth, space.halfDepth);
  const writer = createFrameWriter(crowd);
  let bytes = 0;
  for (let tick = 0; tick < WARM_UP_TICKS + TICKS; tick++) {
    for (const [slot, walker] of walkers.entries()) {
      walk(walker, random);
      const { x, z, heading } = walker.own;
      placeInCrowd(crowd, slot, { x, z, heading, pitch: 0, moving: true });
    }
    const audience = new Map<number, number>();
    for (const cell of crowd.lists.cell.subarray(0, visitors)) audience.set(cell, (audience.get(cell) ?? 0) + 1);
    for (let beat = 0; beat < BEATS_PER_TICK; beat++) {
      beginBeat(writer, tick * BEATS_PER_TICK + beat);
      for (const [cell, readers] of audience) {
        if (((cell & 63) + 2 * (cell >> 6)) % BEATS_PER_TICK !== beat) continue;
        const frame = writeFrame(writer, cell, 0, { shedLevel: 0, pace: 0 });
        if (frame && tick >= WARM_UP_TICKS) bytes += frame.length * readers;
      }
    }
  }
  return bytes / visitors / TICKS;
}

describe("bytes for each visitor", () => {
  const few = bytesPerVisitor(300, 64);

  it("stay within 1.15 times when the hall grows with the crowd from 300 to 1,000", () => {
    expect(bytesPerVisitor(1_000, 64 * Math.sqrt(1_000 / 300)) / few).toBeLessThan(1.15);
  });

  it("grow no faster than the density when 1,000 come into the hall of 300", () => {
    expect(bytesPerVisitor(1_000, 64) / few).toBeLessThan(1_000 / 300);
  });
});
