import type { Socket } from "node:net";
import WebSocket from "ws";
import type { Space } from "../../../rooms/simulation/space.ts";
import type { Tracker } from "./tracker.ts";
import type { Walker } from "./walker.ts";

/** One client of a measured server. */
export type Bot = {
  readonly index: number;
  readonly walker: Walker;
  socket: WebSocket | null;
  /** Whether it has its place and walks. */
  isIn: boolean;
  /** The close code once its socket is gone. */
  closed: number | null;
  /** How the server calls it, in whatever way the system numbers people. */
  slot: number;
  /** Moves or frames so far: the adapter's to count. */
  sequence: number;
};

export type Crowd = { readonly url: string; readonly space: Space; readonly tracker: Tracker };

/** How bots speak to one of the measured systems. */
export type Adapter = {
  /** Joins and resolves when the bot has its place. */
  join(bot: Bot): Promise<void>;
  /** Says where the bot is. */
  sendPose(bot: Bot): void;
  /** Whether everybody begins at the entrance and has to walk to their place. */
  readonly startsAtEntrance: boolean;
  /** How far the server says it thins out, 0 for not at all. */
  readonly shedLevel: () => number;
};

/** Opens a bot's socket; `onMessage` is given every message's bytes. */
export function openSocket(bot: Bot, address: string, onMessage: (bytes: Buffer) => void): void {
  const socket = new WebSocket(address, { perMessageDeflate: false });
  bot.socket = socket;
  socket.on("message", onMessage);
  socket.once("open", () => readShort(socket, onMessage));
  socket.on("error", () => {});
  socket.on("close", (code) => {
    bot.closed = code;
    bot.isIn = false;
  });
}

/** RFC 6455, section 5.2: one final binary frame, masked, with a length that fits into seven bits. */
const FINAL_BINARY = 0x82;
const MASKED = 0x80;
const LENGTH_MAX = 125;
const HEADER_BYTES = 6;

/**
 * Sends a short binary message, framed here: on the way through the WebSocket library the bots' core would be full
 * sooner, and it is the server that is measured.
 */
export function sendShort(bot: Bot, payload: Uint8Array): void {
  const { socket } = bot;
  if (!socket || socket.readyState !== WebSocket.OPEN || payload.length > LENGTH_MAX) return;
  const frame = Buffer.allocUnsafe(HEADER_BYTES + payload.length);
  frame[0] = FINAL_BINARY;
  frame[1] = MASKED | payload.length;
  for (let at = 0; at < 4; at++) frame[2 + at] = Math.random() * 256;
  for (let at = 0; at < payload.length; at++) frame[HEADER_BYTES + at] = payload[at]! ^ frame[2 + (at & 3)]!;
  wireOf(socket)?.write(frame);
}

const MEDIUM_LENGTH = 126;

/**
 * Reads whole binary messages where they arrive, for the reason that `sendShort` sends them so. Whatever else comes (a
 * ping, the parts of a message, a goodbye) goes the library's way, and so does all that follows until it is at rest.
 */
function readShort(socket: WebSocket, onMessage: (bytes: Buffer) => void): void {
  const wire = wireOf(socket);
  const [library] = wire?.listeners("data") ?? [];
  if (!wire || !library) return;
  wire.removeAllListeners("data");
  wire.on("data", (chunk: Buffer) => {
    const end = isAtRest(socket) ? takeWhole(chunk, onMessage) : 0;
    if (end < chunk.length) library.call(wire, end === 0 ? chunk : chunk.subarray(end));
  });
}

/** Gives out the whole unmasked binary messages that a chunk begins with. @returns the offset after them */
function takeWhole(chunk: Buffer, onMessage: (bytes: Buffer) => void): number {
  let at = 0;
  while (at + 4 <= chunk.length && chunk[at] === FINAL_BINARY) {
    const short = chunk[at + 1]!;
    if (short > MEDIUM_LENGTH) break;
    const from = at + (short === MEDIUM_LENGTH ? 4 : 2);
    const end = from + (short === MEDIUM_LENGTH ? chunk.readUInt16BE(at + 2) : short);
    if (end > chunk.length) break;
    onMessage(chunk.subarray(from, end));
    at = end;
  }
  return at;
}

/** Whether the library's reader waits for the first byte of a frame, with nothing kept. */
function isAtRest(socket: WebSocket): boolean {
  const receiver = Reflect.get(socket, "_receiver");
  return receiver._state === 0 && receiver._bufferedBytes === 0 && receiver._fragments.length === 0;
}

/** Bytes that have arrived on a bot's connection, WebSocket headers included. */
export function bytesReadBy(bot: Bot): number {
  return (bot.socket && wireOf(bot.socket)?.bytesRead) ?? 0;
}

function wireOf(socket: WebSocket): Socket | null {
  return Reflect.get(socket, "_socket") as Socket | null;
}
