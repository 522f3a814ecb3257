import { decodePoseFrame, encodePoseFrame } from "../../rooms/protocol/poses.ts";
import type { Codec } from "./codecs.ts";

/* Vitrine's pose codec as the codec bench calls it: all that it knows of the codec is here. */

export const vitrineCodec: Codec = {
  name: "vitrine",
  prepare(avatars) {
    const poses = avatars.map(({ x, z, heading }, slot) => ({ slot, x, z, heading, pitch: 0, moving: true, epoch: 0 }));
    return {
      encode(tick) {
        for (const [slot, { x, z, heading }] of avatars.entries()) Object.assign(poses[slot]!, { x, z, heading });
        return encodePoseFrame(tick, poses);
      },
      decode(bytes) {
        if (!decodePoseFrame(bytes)) throw new Error("a frame that cannot be read");
      },
    };
  },
};
