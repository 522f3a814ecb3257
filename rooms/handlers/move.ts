import { MOVE_RATE } from "../protocol/limits.ts";
import { createMove, encodeCorrection, readMove } from "../protocol/room/poses.ts";
import { takeMove } from "../simulation/motion.ts";
import { spend } from "../simulation/rate-budget.ts";
import { placeInCrowd } from "../sync/crowd.ts";
import type { Presence, World } from "../world/world.ts";

/** Read into again and again: moves are too many for an object each. */
const move = createMove();

/**
 * Takes the binary move that starts at an offset. One too many is dropped without a word: the next one carries
 * everything that it said.
 * @returns a correction to send back, or undefined
 */
export function handleMove(world: World, presence: Presence, bytes: Uint8Array, at: number): Uint8Array | undefined {
  if (!presence.mayMove || !spend(presence.moveRate, MOVE_RATE, world.ports.clock.now())) return;
  if (!readMove(bytes, at, move)) return;
  const { mover } = presence;
  const outcome = takeMove(world.space, mover, move);
  if (outcome === "stale") return;
  placeInCrowd(world.crowd, presence.slot, mover);
  if (outcome === "taken") return;
  return encodeCorrection({ seq: move.seq, x: mover.x, z: mover.z });
}
