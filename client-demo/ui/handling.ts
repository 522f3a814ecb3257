import type { ExhibitLimits, ExhibitTransform } from "../../rooms/protocol/showroom.ts";

/** One press of a button that moves, turns or scales what is held. */
export type Nudge =
  | "left"
  | "right"
  | "away"
  | "nearer"
  | "up"
  | "down"
  | "turn-left"
  | "turn-right"
  | "larger"
  | "smaller";

const STEP_M = 0.1;
const TURN_RAD = Math.PI / 12;
const SCALE_FACTOR = 1.08;
const FULL_TURN = Math.PI * 2;

/** Sideways and forwards steps as seen by the visitor. */
const STEPS: Partial<Record<Nudge, readonly [right: number, away: number]>> = {
  left: [-STEP_M, 0],
  right: [STEP_M, 0],
  away: [0, STEP_M],
  nearer: [0, -STEP_M],
};

/**
 * Where an exhibit is after one nudge, kept within its limits around `place`. `heading` is the view's, in radians
 * about +y with 0 looking along −z.
 */
export function nudgeExhibit(
  from: ExhibitTransform,
  nudge: Nudge,
  heading: number,
  place: ExhibitTransform,
  limits: ExhibitLimits,
): ExhibitTransform {
  const [right, away] = STEPS[nudge] ?? [0, 0];
  const x = from.x + right * Math.cos(heading) - away * Math.sin(heading);
  const z = from.z - right * Math.sin(heading) - away * Math.cos(heading);
  const lift = nudge === "up" ? STEP_M : nudge === "down" ? -STEP_M : 0;
  const turn = nudge === "turn-left" ? TURN_RAD : nudge === "turn-right" ? -TURN_RAD : 0;
  const factor = nudge === "larger" ? SCALE_FACTOR : nudge === "smaller" ? 1 / SCALE_FACTOR : 1;
  return {
    ...withinReach(x, z, place, limits.reach),
    y: clamp(from.y + lift, place.y, place.y + limits.lift),
    yaw: (from.yaw + turn) % FULL_TURN,
    scale: clamp(from.scale * factor, limits.minScale, limits.maxScale),
  };
}

function withinReach(x: number, z: number, place: ExhibitTransform, reach: number): { x: number; z: number } {
  const distance = Math.hypot(x - place.x, z - place.z);
  if (distance <= reach) return { x, z };
  const ratio = reach / distance;
  return { x: place.x + (x - place.x) * ratio, z: place.z + (z - place.z) * ratio };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
