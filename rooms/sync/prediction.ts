import { type Correction, isNewerSeq, type Move, type Pose } from "../protocol/room/poses.ts";
import { stepPosition } from "../simulation/motion.ts";
import type { Point, Space } from "../simulation/space.ts";

/** The own avatar, shown at once and set right when the room disagrees. */
export type Prediction = Pose & {
  /** Replaced when the room is furnished anew. */
  space: Space;
  /** Seq of the last move sent; wraps at 65,536. */
  seq: number;
  /** Moves that the room may still correct, oldest first. */
  readonly sent: { seq: number; x: number; z: number }[];
  /** What is added to the position when it is drawn: fades after a correction, so that nothing jumps. */
  readonly offset: Point;
};

const SENT_MAX = 64;
/** A correction farther than this is shown as the jump that it is. */
const SMOOTH_LIMIT_M = 2;
const OFFSET_HALF_LIFE_S = 0.08;

const wish: Point = { x: 0, z: 0 };

export function createPrediction(space: Space, pose: Pose): Prediction {
  return { ...pose, space, seq: 0, sent: [], offset: { x: 0, z: 0 } };
}

/**
 * Walks in a direction for a moment.
 * @param dirX world direction of length at most 1
 * @param speedMps metres a second at full length
 */
export function advance(own: Prediction, dirX: number, dirZ: number, speedMps: number, elapsedSeconds: number): void {
  const distance = speedMps * elapsedSeconds;
  wish.x = own.x + dirX * distance;
  wish.z = own.z + dirZ * distance;
  const fromX = own.x;
  const fromZ = own.z;
  stepPosition(own.space, own, wish, distance, own);
  own.moving = Math.hypot(own.x - fromX, own.z - fromZ) > distance * 0.05;
  const keep = 0.5 ** (elapsedSeconds / OFFSET_HALF_LIFE_S);
  own.offset.x *= keep;
  own.offset.z *= keep;
}

/** The next move to send: where the avatar is now. */
export function nextMove(own: Prediction): Move {
  own.seq = (own.seq + 1) & 0xffff;
  own.sent.push({ seq: own.seq, x: own.x, z: own.z });
  if (own.sent.length > SENT_MAX) own.sent.shift();
  return { seq: own.seq, x: own.x, z: own.z, heading: own.heading, pitch: own.pitch, moving: own.moving };
}

/**
 * Takes the room's word for where the avatar was after a move and walks what came after it again.
 * @returns how far the avatar was put off, metres
 */
export function correct(own: Prediction, correction: Correction): number {
  const before = { x: own.x, z: own.z };
  const base = own.sent.find((each) => each.seq === correction.seq);
  // A move forgotten here was sent seconds ago: nothing that came after it is worth walking again.
  const later = base ? own.sent.filter((each) => isNewerSeq(each.seq, correction.seq)) : [];
  let last = base ?? before;
  own.x = correction.x;
  own.z = correction.z;
  for (const each of [...later, { x: before.x, z: before.z, seq: -1 }]) {
    wish.x = own.x + each.x - last.x;
    wish.z = own.z + each.z - last.z;
    last = { x: each.x, z: each.z };
    stepPosition(own.space, own, wish, Number.POSITIVE_INFINITY, own);
    each.x = own.x;
    each.z = own.z;
  }
  own.sent.splice(0, own.sent.length, ...later);
  const off = Math.hypot(own.x - before.x, own.z - before.z);
  own.offset.x = off > SMOOTH_LIMIT_M ? 0 : own.offset.x + before.x - own.x;
  own.offset.z = off > SMOOTH_LIMIT_M ? 0 : own.offset.z + before.z - own.z;
  return off;
}
