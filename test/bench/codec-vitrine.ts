import { BEATS_PER_TICK } from "../../rooms/protocol/limits.ts";
import { createRecord, isPoseFrame, readRuns } from "../../rooms/protocol/pose-frame.ts";
import { createCrowd, placeInCrowd } from "../../rooms/sync/crowd.ts";
import { beginBeat, createFrameWriter, writeFrame } from "../../rooms/sync/frame-writer.ts";
import type { Codec } from "./codecs.ts";

/*
 * Vitrine's pose codec as the codec bench calls it: all that it knows of the codec is here. What is encoded is the
 * frame of the cell in the middle, so that an update is what the mixture of tiers makes of it.
 */

const CENTRE = 32 | (32 << 6);
const ALL_IS_WELL = { shedLevel: 0, pace: 0 };

export const vitrineCodec: Codec = {
  name: "vitrine",
  prepare(avatars) {
    const halfM = Math.max(...avatars.map(({ x, z }) => Math.max(Math.abs(x), Math.abs(z)))) + 1;
    const crowd = createCrowd(halfM, halfM);
    const writer = createFrameWriter(crowd);
    const record = createRecord();
    const reader = { onRecord: () => {}, onComplete: () => {} };
    return {
      encode(tick) {
        for (const [slot, { x, z, heading }] of avatars.entries()) {
          placeInCrowd(crowd, slot, { x, z, heading, pitch: 0, moving: true });
        }
        beginBeat(writer, tick * BEATS_PER_TICK);
        return writeFrame(writer, CENTRE, 0, ALL_IS_WELL) ?? new Uint8Array(0);
      },
      decode(bytes) {
        if (!isPoseFrame(bytes)) throw new Error("a frame that cannot be read");
        readRuns(bytes, record, reader);
      },
    };
  },
};
