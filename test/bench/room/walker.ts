import { MAX_SPEED_MPS, TICK_MS } from "../../../rooms/protocol/limits.ts";
import { isFree, type Point, type Space } from "../../../rooms/simulation/space.ts";
import { advance, createPrediction, type Prediction } from "../../../rooms/sync/prediction.ts";

const STROLL_MPS = 1.4;
const STEP_SECONDS = TICK_MS / 1_000;
const WANDER_RAD = 0.15;
const ARRIVED_M = 0.5;
/** Whoever walks against something on the way to a goal turns aside for this many steps. */
const DETOUR_STEPS = 15;

/** The legs of one bot; the same in every measured system. */
export type Walker = {
  readonly own: Prediction;
  /** Where it hurries to before it strolls; null once there. */
  goal: Point | null;
  detour: number;
};

export function createWalker(space: Space, at: Point): Walker {
  const own = createPrediction(space, { x: at.x, z: at.z, heading: 0, pitch: 0, moving: false });
  return { own, goal: null, detour: 0 };
}

/** A free place, uniform over the hall. */
export function randomPlace(space: Space, random: () => number): Point {
  const place = { x: 0, z: 0 };
  do {
    place.x = (random() * 2 - 1) * space.halfWidth;
    place.z = (random() * 2 - 1) * space.halfDepth;
  } while (!isFree(space, place));
  return place;
}

/** Walks for one tick: at full speed while there is a goal, else strolling. */
export function walk(walker: Walker, random: () => number): void {
  if (walker.goal) hurry(walker, walker.goal, random);
  else stroll(walker.own, random);
}

function stroll(own: Prediction, random: () => number): void {
  own.heading += (random() * 2 - 1) * WANDER_RAD;
  const { x, z } = own;
  advance(own, -Math.sin(own.heading), -Math.cos(own.heading), STROLL_MPS, STEP_SECONDS);
  const walked = Math.hypot(own.x - x, own.z - z);
  // Back off into the half plane it came from: who slid along walls would gather there.
  if (walked < STROLL_MPS * STEP_SECONDS * 0.9) own.heading += Math.PI * (0.5 + random());
}

function hurry(walker: Walker, goal: Point, random: () => number): void {
  const { own } = walker;
  if (Math.hypot(goal.x - own.x, goal.z - own.z) < ARRIVED_M) {
    walker.goal = null;
    own.heading = random() * Math.PI * 2;
    return;
  }
  if (walker.detour > 0) walker.detour--;
  else own.heading = Math.atan2(own.x - goal.x, own.z - goal.z);
  advance(own, -Math.sin(own.heading), -Math.cos(own.heading), MAX_SPEED_MPS, STEP_SECONDS);
  if (own.moving) return;
  own.heading += Math.PI * (0.4 + random() * 1.2);
  walker.detour = DETOUR_STEPS;
}
