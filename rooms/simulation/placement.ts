import { REACH_M } from "../protocol/limits.ts";
import type { ExhibitPlacement, ExhibitTransform } from "../protocol/showroom.ts";
import type { Point } from "./space.ts";

const TURN = Math.PI * 2;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Any angle → the same direction, −π to π. */
export function wrapAngle(radians: number): number {
  const turns = radians / TURN;
  return (turns - Math.round(turns)) * TURN;
}

/** The nearest transform to a wished one that the exhibit's limits allow. */
export function limitTransform(placement: ExhibitPlacement, wish: ExhibitTransform): ExhibitTransform {
  const { transform: home, limits } = placement;
  const dx = wish.x - home.x;
  const dz = wish.z - home.z;
  const distance = Math.hypot(dx, dz);
  const share = distance > limits.reach ? limits.reach / distance : 1;
  return {
    x: home.x + dx * share,
    y: clamp(wish.y, home.y, home.y + limits.lift),
    z: home.z + dz * share,
    yaw: wrapAngle(wish.yaw),
    scale: clamp(wish.scale, limits.minScale, limits.maxScale),
  };
}

/** Whether somebody standing there can touch the exhibit, measured on the floor. */
export function isWithinReach(from: Point, exhibit: Point): boolean {
  return Math.hypot(from.x - exhibit.x, from.z - exhibit.z) <= REACH_M;
}
