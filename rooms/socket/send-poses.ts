import type { Outlet } from "../ports.ts";
import { BEATS_PER_TICK } from "../protocol/limits.ts";
import { CLOSE_CODES } from "../protocol/room/messages.ts";
import type { FrameFlags } from "../protocol/room/pose-frame.ts";
import { paceAt, stepClientBudget } from "../sync/budget.ts";
import { beginBeat, writeFrame, writeWelcomeFrame } from "../sync/frame-writer.ts";
import type { Presence, World } from "../world/world.ts";
import { backlogOf, wrapPoses, writeWrapped } from "./wire.ts";

/** Bytes that wait in a socket above which it is closed with TOO_SLOW; its visitor may come back. */
export const CLOSE_BACKLOG_BYTES = 1024 * 1024;

/** The frames of one beat, by centre × 8 + shed level; null for nothing to tell. */
const frames = new Map<number, Buffer | null>();

/** Who is served in which beat of a tick: neighbouring cells differ, so that a gathering is spread over the tick. */
export function assignTurns({ presences, crowd, turns }: World): void {
  const { cell } = crowd.lists;
  for (const turn of turns) turn.length = 0;
  for (const presence of presences.values()) {
    const centre = cell[presence.slot] as number;
    turns[((centre & 63) + 2 * (centre >> 6)) % BEATS_PER_TICK]?.push(presence);
  }
}

/**
 * Sends one beat: everybody whose turn it is gets the frame of their cell, cut to what their socket and the room have
 * time for. Each tick has four beats, so that the sockets are written to a quarter at a time.
 */
export function sendBeat(world: World, beat: number): void {
  const { cell } = world.crowd.lists;
  const flags = flagsOf(world);
  frames.clear();
  beginBeat(world.frames, beat);
  for (const presence of world.turns[beat % BEATS_PER_TICK] as Presence[]) {
    const { client } = presence;
    const centre = cell[presence.slot] as number;
    // Whoever has left since the turns were assigned is nowhere.
    if (!client || centre < 0 || isTooSlow(presence, client)) continue;
    const level = Math.max(presence.budget.level, world.load.level);
    const key = centre * 8 + level;
    let bytes = frames.get(key);
    if (bytes === undefined) {
      const frame = writeFrame(world.frames, centre, level, flags);
      bytes = frame && wrapPoses(frame);
      frames.set(key, bytes);
    }
    if (bytes) writeWrapped(client, bytes);
  }
}

/** Looks at what waits in a client's socket; one that is beyond help is closed. */
function isTooSlow({ budget }: Presence, client: Outlet): boolean {
  const backlog = backlogOf(client);
  if (backlog > 0 || budget.level > 0) stepClientBudget(budget, backlog);
  if (backlog <= CLOSE_BACKLOG_BYTES) return false;
  client.leave(CLOSE_CODES.TOO_SLOW, "TOO_SLOW");
  return true;
}

/** The frame for somebody who has just come in. */
export function welcomeFrame(world: World, presence: Presence): Uint8Array {
  return writeWelcomeFrame(world.frames, world.crowd.lists.cell[presence.slot] as number, flagsOf(world));
}

function flagsOf({ load }: World): FrameFlags {
  return { shedLevel: load.level, pace: paceAt(load.level) };
}
