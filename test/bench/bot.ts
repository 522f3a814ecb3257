import type { Socket } from "node:net";
import WebSocket from "ws";
import type { Space } from "../../rooms/simulation/space.ts";
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

/** Bytes that have arrived on a bot's connection, WebSocket headers included. */
export function bytesReadBy(bot: Bot): number {
  return (bot.socket && wireOf(bot.socket)?.bytesRead) ?? 0;
}

function wireOf(socket: WebSocket): Socket | null {
  return Reflect.get(socket, "_socket") as Socket | null;
}
