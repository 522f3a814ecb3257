import { wrapAngle } from "./placement.ts";
import type { Point } from "./space.ts";

/*
 * What somebody pays attention to, from where they stand and look. The thresholds are ours and are part of what the
 * marketer's numbers mean: change them and the documentation of the metrics together.
 */

/** Within this distance a product counts as passed. */
export const PASS_RADIUS_M = 5;
/** Within this distance one is near a product. */
export const NEAR_RADIUS_M = 2.8;
/** Being near for this long counts as approached. */
export const APPROACH_MS = 1_000;
/** A product within this angle of the line of sight is looked at. */
const LOOK_ANGLE_RAD = (50 * Math.PI) / 180;
/** Looking at a near product, or having its sheet open, for this long counts as inspected. */
export const INSPECT_MS = 2_000;
/** One who turns away for less than this has not stopped inspecting. */
export const AWAY_MS = 2_000;

/** The attention of one visitor to one exhibit. */
export type Attention = {
  passed: boolean;
  approached: boolean;
  nearMs: number;
  /** Time of looking in the current inspection. */
  dwellMs: number;
  awayMs: number;
  /** Whether the product's sheet is open. */
  sheetOpen: boolean;
};

export type AttentionEvent =
  | { readonly type: "product.passed" | "product.approached" }
  | { readonly type: "product.inspected"; readonly dwellMs: number };

export function createAttention(): Attention {
  return { passed: false, approached: false, nearMs: 0, dwellMs: 0, awayMs: 0, sheetOpen: false };
}

/** Whether an exhibit is too far away to be noticed: for somebody who has not noticed it yet, time changes nothing. */
export function isTooFar(visitor: Point, exhibit: Point): boolean {
  const dx = exhibit.x - visitor.x;
  const dz = exhibit.z - visitor.z;
  return dx * dx + dz * dz > PASS_RADIUS_M * PASS_RADIUS_M;
}

/** Lets `elapsedMs` pass with the visitor at a place and heading; calls `emit` for what became true. */
export function stepAttention(
  attention: Attention,
  visitor: Point & { readonly heading: number },
  exhibit: Point,
  elapsedMs: number,
  emit: (event: AttentionEvent) => void,
): void {
  const dx = exhibit.x - visitor.x;
  const dz = exhibit.z - visitor.z;
  const distance = Math.hypot(dx, dz);
  if (distance > PASS_RADIUS_M && attention.dwellMs === 0 && !attention.sheetOpen) {
    attention.nearMs = 0;
    return;
  }
  if (distance <= PASS_RADIUS_M && !attention.passed) {
    attention.passed = true;
    emit({ type: "product.passed" });
  }
  const near = distance <= NEAR_RADIUS_M;
  attention.nearMs = near ? attention.nearMs + elapsedMs : 0;
  if (!attention.approached && (attention.nearMs >= APPROACH_MS || attention.sheetOpen)) {
    attention.approached = true;
    emit({ type: "product.approached" });
  }
  const bearing = Math.atan2(-dx, -dz);
  const looking = attention.sheetOpen || (near && Math.abs(wrapAngle(bearing - visitor.heading)) <= LOOK_ANGLE_RAD);
  if (looking) {
    attention.dwellMs += elapsedMs;
    attention.awayMs = 0;
  } else if (attention.dwellMs > 0) {
    attention.awayMs += elapsedMs;
    if (attention.awayMs >= AWAY_MS) endInspection(attention, emit);
  }
}

/** Ends the current inspection; called as well when the visitor leaves. */
export function endInspection(attention: Attention, emit: (event: AttentionEvent) => void): void {
  const { dwellMs } = attention;
  attention.dwellMs = 0;
  attention.awayMs = 0;
  if (dwellMs >= INSPECT_MS) emit({ type: "product.inspected", dwellMs });
}
