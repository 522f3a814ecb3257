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

/** Bytes that have arrived on a bot's connection, WebSocket headers included. */
export function bytesReadBy(bot: Bot): number {
  const wire = bot.socket ? (Reflect.get(bot.socket, "_socket") as Socket | null) : null;
  return wire?.bytesRead ?? 0;
}
