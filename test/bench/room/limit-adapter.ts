import { type Adapter, type Bot, type Crowd, openSocket, sendShort } from "./bot.ts";
import { LIMIT_POSE_BYTES, LIMIT_RECORD_BYTES } from "./limit-pose.ts";
import { positionCode } from "./tracker.ts";

/** Bots of the bare socket server: everybody walks through every batch. */
export function createLimitAdapter({ url, tracker }: Crowd): Adapter {
  const pose = Buffer.alloc(LIMIT_POSE_BYTES);
  const slots = new Map<number, number>();
  // What a client would keep: where everybody is.
  const places = new Uint32Array(0x10000);

  function take(bot: Bot, batch: Buffer): void {
    const nowMs = performance.now();
    const tick = bot.sequence++;
    const isWitness = tracker.isWitness(bot.index);
    for (let at = 0; at < batch.length; at += LIMIT_RECORD_BYTES) {
      const slot = batch[at]! | (batch[at + 1]! << 8);
      const x = batch[at + 2]! | (batch[at + 3]! << 8);
      const z = batch[at + 6]! | (batch[at + 7]! << 8);
      places[slot] = (z << 16) | x;
      if (isWitness) tracker.noteSeen(bot.index, slots.get(slot) ?? -1, x, z, tick, nowMs);
    }
  }

  return {
    startsAtEntrance: false,
    shedLevel: () => 0,
    join: (bot) =>
      new Promise((resolve, reject) => {
        openSocket(bot, url.replace("http", "ws"), (bytes) => {
          if (bot.isIn) return take(bot, bytes);
          bot.slot = bytes.readUInt16LE(0);
          slots.set(bot.slot, bot.index);
          bot.isIn = true;
          resolve();
        });
        bot.socket?.once("close", () => reject(new Error("closed before the welcome")));
      }),
    sendPose(bot) {
      const { own } = bot.walker;
      pose.writeUInt8(0, 0);
      pose.writeUInt16LE(bot.slot, 1);
      pose.writeUInt16LE(positionCode(own.x), 3);
      pose.writeUInt16LE(positionCode(own.z), 7);
      pose.writeUInt16LE(Math.round((own.heading / (Math.PI * 2)) * 0x10000) & 0xffff, 9);
      tracker.noteSent(bot.index, own.x, own.z, performance.now());
      sendShort(bot, pose);
    },
  };
}
