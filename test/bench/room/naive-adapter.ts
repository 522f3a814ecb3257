import { getMessageBytes, Protocol } from "@colyseus/core";
import { type Decoder, decode, Reflection } from "@colyseus/schema";
import { type Adapter, type Bot, type Crowd, sendShort } from "./bot.ts";
import { joinColyseus } from "./join-colyseus.ts";
import { positionCode } from "./tracker.ts";

type Player = { readonly x: number; readonly z: number };
type State = { readonly players: Map<string, Player> };

/**
 * Bots of the naive room. Witnesses decode the state as the SDK does; the others only count bytes, which spares the
 * naive room's clients the larger part of their work.
 */
export function createNaiveAdapter({ url, tracker }: Crowd): Adapter {
  const botOfSession = new Map<string, number>();
  const message = { x: 0, y: 0, z: 0, yaw: 0 };

  function openWitness(bot: Bot): { shake(bytes: Buffer): void; take(bytes: Buffer): void } {
    let decoder: Decoder | null = null;
    return {
      shake(bytes) {
        const it = { offset: 1 };
        // Two short strings: the token to reconnect with and the name of the serializer.
        for (let string = 0; string < 2; string++) it.offset += 1 + bytes[it.offset]!;
        const length = decode.number(bytes, it);
        decoder = Reflection.decode(bytes.subarray(it.offset, it.offset + length)) as Decoder;
      },
      take(bytes) {
        if (bytes[0] !== Protocol.ROOM_STATE && bytes[0] !== Protocol.ROOM_STATE_PATCH) return;
        if (!decoder) return;
        decoder.decode(bytes, { offset: 1 });
        const nowMs = performance.now();
        const tick = bot.sequence++;
        (decoder.state as State).players.forEach(({ x, z }, session) => {
          tracker.noteSeen(bot.index, botOfSession.get(session) ?? -1, positionCode(x), positionCode(z), tick, nowMs);
        });
      },
    };
  }

  return {
    startsAtEntrance: false,
    shedLevel: () => 0,
    async join(bot) {
      const witness = tracker.isWitness(bot.index) ? openWitness(bot) : null;
      const session = await joinColyseus(bot, url, "naive", {}, (bytes) => witness?.take(bytes), witness?.shake);
      botOfSession.set(session, bot.index);
      bot.isIn = true;
    },
    sendPose(bot) {
      const { own } = bot.walker;
      message.x = own.x;
      message.z = own.z;
      message.yaw = own.heading;
      tracker.noteSent(bot.index, own.x, own.z, performance.now());
      sendShort(bot, getMessageBytes.raw(Protocol.ROOM_DATA, "move", message));
    },
  };
}
