import { decodeMove, encodeCorrection } from "../protocol/poses.ts";
import { takeMove } from "../simulation/motion.ts";
import type { RateLimit } from "../simulation/rate-budget.ts";
import type { Presence, World } from "../world.ts";
import { isWithinRate } from "./dispatch.ts";

/** 20 a second are expected; a browser that was asleep may catch up. */
const MOVE_RATE: RateLimit = { perSecond: 25, burst: 32 };

/**
 * Takes a binary move. One too many is dropped without a word: the next one carries everything that it said.
 * @returns a correction to send back, or undefined
 */
export function handleMove(world: World, presence: Presence, bytes: Uint8Array): Uint8Array | undefined {
  if (!presence.mayMove || !isWithinRate(world, presence, "move", MOVE_RATE)) return;
  const move = decodeMove(bytes);
  if (!move) return;
  const { mover } = presence;
  const outcome = takeMove(world.space, mover, move);
  if (outcome === "stale") return;
  presence.poseChanged = true;
  if (outcome === "taken") return;
  return encodeCorrection({ seq: move.seq, x: mover.x, z: mover.z, epoch: mover.epoch });
}
