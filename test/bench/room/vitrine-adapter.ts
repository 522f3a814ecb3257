import { Protocol } from "@colyseus/core";
import { unpack } from "msgpackr";
import { PACES_PER_SECOND, SLOTS } from "../../../rooms/protocol/limits.ts";
import {
  CORRECTION_MESSAGE,
  MOVE_MESSAGE,
  POSES_MESSAGE,
  type ServerMessages,
  SHOWROOM_ROOM,
} from "../../../rooms/protocol/room/messages.ts";
import {
  CODED_SPAN_M,
  COORDINATE_STEPS,
  createRecord,
  isPoseFrame,
  type PoseRecord,
  readFrameHeader,
  readRuns,
} from "../../../rooms/protocol/room/pose-frame.ts";
import { decodeCorrection, encodeMove, MOVE_BYTES } from "../../../rooms/protocol/room/poses.ts";
import { PROTOCOL_VERSION } from "../../../rooms/protocol/version.ts";
import { startVisit, takeTicket } from "../../support/ask.ts";
import { type Adapter, type Bot, type Crowd, sendShort } from "./bot.ts";
import { HALL_ID } from "./hall.ts";
import { joinColyseus } from "./join-colyseus.ts";
import { positionCode } from "./tracker.ts";

/*
 * Bots of Vitrine. All that the bench knows of Vitrine's protocol is in this file: guest, ticket and seat over HTTP,
 * moves and pose frames with the real codec. Patches of the state are counted as bytes and not read.
 */

/** Codes of the tracker that one step of a record's position is wide, by format. */
const QUANTA = COORDINATE_STEPS.map((steps) => positionCode(CODED_SPAN_M / steps) - positionCode(0));

/** `[code, string of up to 31 characters]`, the head of a Colyseus message. */
function headOf(code: number, type: string): Buffer {
  return Buffer.concat([Uint8Array.of(code, 0xa0 | type.length), Buffer.from(type)]);
}

const WELCOME = headOf(Protocol.ROOM_DATA, "welcome");
const POSES = headOf(Protocol.ROOM_DATA_BYTES, POSES_MESSAGE);
const CORRECTION = headOf(Protocol.ROOM_DATA_BYTES, CORRECTION_MESSAGE);
const MOVE = headOf(Protocol.ROOM_DATA_BYTES, MOVE_MESSAGE);

function startsWith(bytes: Buffer, head: Buffer): boolean {
  return bytes.length >= head.length && bytes.compare(head, 0, head.length, 0, head.length) === 0;
}

export function createVitrineAdapter({ url, tracker }: Crowd): Adapter {
  const botOfSlot = new Int32Array(SLOTS).fill(-1);
  const record = createRecord();
  const message = Buffer.concat([MOVE, Buffer.alloc(MOVE_BYTES)]);
  let shedLevel = 0;
  /** Every how manyth move is sent: as often as the room asks for. */
  let stride = 1;

  function takePoses(bot: Bot, bytes: Buffer): void {
    const header = isPoseFrame(bytes) ? readFrameHeader(bytes) : null;
    if (!header) throw new Error("a pose frame that cannot be read");
    shedLevel = header.shedLevel;
    stride = PACES_PER_SECOND[0] / (PACES_PER_SECOND[header.pace] ?? 20);
    reading.bot = bot;
    reading.beat = header.beat;
    reading.nowMs = performance.now();
    reading.isWitness = tracker.isWitness(bot.index);
    readRuns(bytes, record, reading);
  }

  const reading = {
    bot: null as Bot | null,
    beat: 0,
    nowMs: 0,
    isWitness: false,
    onRecord({ slot, x, z, format }: PoseRecord): void {
      const bot = this.bot!;
      if (!bot.isIn && slot === bot.slot) comeIn(bot, x, z);
      if (!this.isWitness) return;
      const quantum = QUANTA[format]!;
      tracker.noteSeen(bot.index, botOfSlot[slot]!, positionCode(x), positionCode(z), this.beat, this.nowMs, quantum);
    },
    onComplete: () => {},
  };

  function comeIn(bot: Bot, x: number, z: number): void {
    bot.walker.own.x = x;
    bot.walker.own.z = z;
    botOfSlot[bot.slot] = bot.index;
    bot.isIn = true;
  }

  function take(bot: Bot, bytes: Buffer): void {
    if (startsWith(bytes, POSES)) takePoses(bot, bytes.subarray(POSES.length));
    else if (startsWith(bytes, CORRECTION)) {
      const correction = decodeCorrection(bytes.subarray(CORRECTION.length));
      if (!correction) return;
      bot.walker.own.x = correction.x;
      bot.walker.own.z = correction.z;
    } else if (startsWith(bytes, WELCOME)) {
      bot.slot = (unpack(bytes.subarray(WELCOME.length)) as ServerMessages["welcome"]).slot;
    }
  }

  return {
    startsAtEntrance: true,
    shedLevel: () => shedLevel,
    async join(bot) {
      const guest = await startVisit(url, HALL_ID, `Bot ${bot.index}`);
      const ticket = await takeTicket(url, HALL_ID, guest.token);
      const options = { showroomId: HALL_ID, ticket, version: PROTOCOL_VERSION };
      await joinColyseus(bot, url, SHOWROOM_ROOM, options, (bytes) => take(bot, bytes));
    },
    sendPose(bot) {
      const { own } = bot.walker;
      if (++bot.sequence % stride !== 0) return;
      const { x, z, heading, pitch, moving } = own;
      const move = encodeMove({ seq: bot.sequence & 0xffff, x, z, heading, pitch, moving });
      tracker.noteSent(bot.index, x, z, performance.now());
      message.set(move, MOVE.length);
      sendShort(bot, message);
    },
  };
}
