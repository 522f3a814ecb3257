import { BEATS_PER_TICK } from "../../../rooms/protocol/limits.ts";
import { createRecord, isPoseFrame, readRuns } from "../../../rooms/protocol/room/pose-frame.ts";
import { createCrowd, placeInCrowd } from "../../../rooms/sync/crowd.ts";
import { beginBeat, createFrameWriter, writeFrame } from "../../../rooms/sync/frame-writer.ts";
import type { Codec } from "./codecs.ts";

/*
 * Vitrine's pose codec as the codec bench calls it: all that it knows of the codec is here. What is encoded is what the
 * room encodes in a tick: the frame of every cell in which somebody is, in four beats.
 */

const ALL_IS_WELL = { shedLevel: 0, pace: 0 };

export const vitrineCodec: Codec = {
  name: "vitrine",
  prepare(avatars) {
    const halfM = Math.max(...avatars.map(({ x, z }) => Math.max(Math.abs(x), Math.abs(z)))) + 1;
    const crowd = createCrowd(halfM, halfM);
    const writer = createFrameWriter(crowd);
    const record = createRecord();
    const pose = { x: 0, z: 0, heading: 0, pitch: 0, moving: true };
    let updates = 0;
    const reader = { onRecord: () => void updates++, onComplete: () => {} };
    return {
      encode(tick) {
        for (const [slot, { x, z, heading }] of avatars.entries()) {
          pose.x = x;
          pose.z = z;
          pose.heading = heading;
          placeInCrowd(crowd, slot, pose);
        }
        const frames: Uint8Array[] = [];
        const { head } = crowd.lists;
        for (let beat = 0; beat < BEATS_PER_TICK; beat++) {
          beginBeat(writer, tick * BEATS_PER_TICK + beat);
          for (let cell = 0; cell < head.length; cell++) {
            if (head[cell]! < 0 || ((cell & 63) + 2 * (cell >> 6)) % BEATS_PER_TICK !== beat) continue;
            const frame = writeFrame(writer, cell, 0, ALL_IS_WELL);
            if (frame) frames.push(frame.slice());
          }
        }
        return frames;
      },
      decode(bytes) {
        if (!isPoseFrame(bytes)) throw new Error("a frame that cannot be read");
        updates = 0;
        readRuns(bytes, record, reader);
        return updates;
      },
    };
  },
};
