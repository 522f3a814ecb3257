import { AVATAR_RADIUS_M, MAX_SPEED_MPS, MOVE_BURST_MS, MOVE_TOLERANCE_M } from "../protocol/limits.ts";
import { isNewerSeq, type Move, type Pose } from "../protocol/room/poses.ts";
import { isFree, type Point, pushOut, type Space } from "./space.ts";

/*
 * Movement. The browser and the room run the same step: the browser to show its own avatar at once, the room to decide.
 * A browser sends where it wants to be; the room walks there as far as speed and walls allow and, if that is not
 * where the browser thinks it is, says so.
 */

/** An avatar as the room moves it. */
export type Mover = Pose & {
  /** The last move that was taken, or null before the first. */
  seq: number | null;
  /** Metres that may be walked at once: grows with time, is spent by walking. */
  reserve: number;
};

const SUB_STEP_M = AVATAR_RADIUS_M / 2;
const RESERVE_MAX_M = (MAX_SPEED_MPS * MOVE_BURST_MS) / 1000;
/** Clocks of browsers run a little fast or slow: a walk at full speed must not run the reserve dry. */
const CLOCK_SLACK = 1.05;

const trial: Point = { x: 0, z: 0 };

/**
 * Walks from a free point towards a wished one, sliding along walls, at most `maxDistance` metres.
 * `out` may be `from`. The result is always free when `from` was.
 */
export function stepPosition(space: Space, from: Point, wish: Point, maxDistance: number, out: Point): void {
  let x = from.x;
  let z = from.z;
  const dx = wish.x - x;
  const dz = wish.z - z;
  const length = Math.hypot(dx, dz);
  const distance = Math.min(length, maxDistance);
  if (!(distance > 0)) {
    out.x = x;
    out.z = z;
    return;
  }
  const steps = Math.ceil(distance / SUB_STEP_M);
  const stepX = ((dx / length) * distance) / steps;
  const stepZ = ((dz / length) * distance) / steps;
  for (let step = 0; step < steps; step++) {
    trial.x = x + stepX;
    trial.z = z + stepZ;
    if (!pushOut(space, trial)) break;
    x = trial.x;
    z = trial.z;
  }
  out.x = x;
  out.z = z;
}

/** A mover standing at a pose with its full reserve. */
export function createMover(pose: Pose): Mover {
  return { ...pose, seq: null, reserve: RESERVE_MAX_M };
}

/** Lets time pass: the reserve fills at full speed. */
export function refillReserve(mover: Mover, elapsedMs: number): void {
  mover.reserve = Math.min(RESERVE_MAX_M, mover.reserve + (MAX_SPEED_MPS * CLOCK_SLACK * elapsedMs) / 1000);
}

/**
 * Takes a browser's move: changes the mover.
 * `stale` is a repeated or overtaken one and changes nothing; `corrected` means that the browser is wrong about where
 * it is and must be told the mover's position.
 */
export function takeMove(space: Space, mover: Mover, move: Move): "taken" | "corrected" | "stale" {
  if (mover.seq !== null && !isNewerSeq(move.seq, mover.seq)) return "stale";
  const fromX = mover.x;
  const fromZ = mover.z;
  stepPosition(space, mover, move, mover.reserve, mover);
  mover.reserve = Math.max(0, mover.reserve - Math.hypot(mover.x - fromX, mover.z - fromZ));
  mover.seq = move.seq;
  mover.heading = move.heading;
  mover.pitch = move.pitch;
  mover.moving = move.moving;
  const off = Math.hypot(mover.x - move.x, mover.z - move.z);
  return off <= MOVE_TOLERANCE_M ? "taken" : "corrected";
}

/**
 * A free point near the entrance for the n-th arrival: a sunflower spiral, so that people do not stand in each other.
 * @returns the entrance itself when nothing near it is free
 */
export function arrivalPoint(space: Space, entrance: Point & { radius: number }, arrival: number): Point {
  const places = 24;
  for (let attempt = 0; attempt < places; attempt++) {
    const index = (arrival + attempt) % places;
    const angle = index * 2.399963;
    const distance = entrance.radius * Math.sqrt(index / places);
    const point = { x: entrance.x + Math.cos(angle) * distance, z: entrance.z + Math.sin(angle) * distance };
    if (isFree(space, point)) return point;
  }
  return { x: entrance.x, z: entrance.z };
}
