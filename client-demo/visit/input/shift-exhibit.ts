import type { ExhibitTransform } from "../../../rooms/protocol/showroom.ts";

/** A change to what one holds, as its holder sees it: metres, radians, a factor. What is not said stays. */
export type Shift = {
  readonly right?: number;
  readonly away?: number;
  readonly turn?: number;
  readonly factor?: number;
};

const STEP_M = 0.1;
const TURN_RAD = Math.PI / 12;
const SCALE_FACTOR = 1.08;

/** One press of a button or key. */
export const NUDGES = {
  left: { right: -STEP_M },
  right: { right: STEP_M },
  away: { away: STEP_M },
  nearer: { away: -STEP_M },
  "turn-left": { turn: TURN_RAD },
  "turn-right": { turn: -TURN_RAD },
  larger: { factor: SCALE_FACTOR },
  smaller: { factor: 1 / SCALE_FACTOR },
} as const satisfies Record<string, Shift>;

export type Nudge = keyof typeof NUDGES;

/**
 * Where an exhibit is after a shift; its limits are not looked at here.
 * @param heading of the holder's view, radians about +y, 0 looking along −z
 */
export function shiftExhibit(from: ExhibitTransform, shift: Shift, heading: number): ExhibitTransform {
  const { right = 0, away = 0, turn = 0, factor = 1 } = shift;
  const cos = Math.cos(heading);
  const sin = Math.sin(heading);
  return {
    x: from.x + right * cos - away * sin,
    y: from.y,
    z: from.z - right * sin - away * cos,
    yaw: from.yaw + turn,
    scale: from.scale * factor,
  };
}
