import type { Point, Space } from "../../../rooms/simulation/space.ts";
import { findPath, placeBefore } from "../../sdk/walk-to.ts";

/** Follows a path that was asked for, until it ends, is given up, or leads nowhere. */
export type Walker = {
  readonly isWalking: boolean;
  /** Returns false when there is no way. */
  walkTo(from: Point, goal: Point): boolean;
  /** Walks in front of a thing and then faces it. */
  walkBefore(from: Point, target: Point, distance: number): boolean;
  stop(): void;
  /** Writes the direction (length 0…1) for somebody who is `at` now, and where to face on the way or at its end. */
  steer(at: Point, dtSeconds: number, out: Steering): void;
};

/** `heading` is null where the walk has no opinion. */
export type Steering = { dirX: number; dirZ: number; heading: number | null };

const ARRIVED_M = 0.12;
const SLOW_DOWN_M = 0.5;
/** Without getting nearer for this long, something unforeseen is in the way. */
const STUCK_S = 1.2;

/** Heading of somebody who looks from one place at another. */
function headingTowards(from: Point, to: Point): number {
  return Math.atan2(from.x - to.x, from.z - to.z);
}

export function createWalker(space: Space): Walker {
  let path: Point[] = [];
  let face: Point | null = null;
  let nearest = Infinity;
  let stuckSeconds = 0;

  function stop(): void {
    path = [];
    face = null;
  }

  function start(from: Point, goal: Point, target: Point | null): boolean {
    const found = findPath(space, from, goal);
    path = found ?? [];
    face = found ? target : null;
    nearest = Infinity;
    stuckSeconds = 0;
    return found !== null;
  }

  /** Drops corners that are reached; false when the walk is over or hopeless. */
  function advance(at: Point, dtSeconds: number): boolean {
    while (path[0] && distanceBetween(at, path[0]) < ARRIVED_M) {
      path.shift();
      nearest = Infinity;
    }
    const next = path[0];
    if (!next) return false;
    const distance = distanceBetween(at, next);
    stuckSeconds = distance < nearest - 0.01 ? 0 : stuckSeconds + dtSeconds;
    nearest = Math.min(nearest, distance);
    return stuckSeconds < STUCK_S;
  }

  return {
    get isWalking() {
      return path.length > 0 || face !== null;
    },
    walkTo: (from, goal) => start(from, goal, null),
    walkBefore(from, target, distance) {
      const place = placeBefore(space, from, target, distance);
      return place !== null && start(from, place, target);
    },
    stop,
    steer(at, dtSeconds, out) {
      out.dirX = 0;
      out.dirZ = 0;
      out.heading = null;
      if (path.length > 0 && !advance(at, dtSeconds)) path = [];
      const next = path[0];
      if (!next) {
        if (face) out.heading = headingTowards(at, face);
        return;
      }
      const distance = distanceBetween(at, next);
      const strength = path.length === 1 ? Math.min(1, Math.max(0.3, distance / SLOW_DOWN_M)) : 1;
      out.dirX = ((next.x - at.x) / distance) * strength;
      out.dirZ = ((next.z - at.z) / distance) * strength;
      out.heading = headingTowards(at, next);
    },
  };
}

function distanceBetween(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.z - b.z);
}
