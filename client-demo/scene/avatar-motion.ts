import { EMOTES, type Emote } from "../../rooms/protocol/messages.ts";

/*
 * How an avatar moves its body, as numbers: pure, so that it can be tested without a picture. Lengths in metres, angles
 * in radians, in the avatar's own frame: −z is ahead, +x its right hand's side, y up from the floor.
 */

export type Hand = { x: number; y: number; z: number };

/** The pose of all parts at one moment. */
export type Figure = {
  lift: number;
  /** Forward (negative) and sideways tilt of the whole figure, and a turn added to its heading. */
  lean: number;
  sway: number;
  turn: number;
  headPitch: number;
  headYaw: number;
  headRoll: number;
  readonly left: Hand;
  readonly right: Hand;
};

export type Situation = {
  readonly seconds: number;
  /** Grows with the distance walked. */
  readonly stride: number;
  /** 0 standing, 1 walking, more when hurrying. */
  readonly pace: number;
  readonly pitch: number;
  /** Which emote is being made, how far it is blended in (0…1), and for how long it has been going on. */
  readonly emote: Emote | null;
  readonly emoteBlend: number;
  readonly emoteSeconds: number;
  /** What the hands reach for, in the avatar's frame, and how far they have gone there (0…1). */
  readonly reach: Hand;
  readonly reachBlend: number;
};

const HAND_REST_Y = 0.79;
const HAND_REST_X = 0.29;
const ARM_M = 0.72;
const SHOULDER_Y = 1.08;

export function createFigure(): Figure {
  return {
    lift: 0,
    lean: 0,
    sway: 0,
    turn: 0,
    headPitch: 0,
    headYaw: 0,
    headRoll: 0,
    left: { x: -HAND_REST_X, y: HAND_REST_Y, z: 0 },
    right: { x: HAND_REST_X, y: HAND_REST_Y, z: 0 },
  };
}

/** Writes the figure for a situation into `out`: standing or walking first, then emote, then reach on top. */
export function poseFigure(situation: Situation, out: Figure): void {
  poseGait(situation, out);
  if (situation.emote && situation.emoteBlend > 0) {
    const blend = situation.emoteBlend;
    EMOTE_MOTIONS[situation.emote](situation.emoteSeconds, out, blend);
  }
  if (situation.reachBlend > 0) {
    reachWith(out.left, -1, situation);
    reachWith(out.right, 1, situation);
  }
}

function poseGait({ seconds, stride, pace, pitch }: Situation, out: Figure): void {
  const breath = Math.sin(seconds * 1.9);
  const swing = Math.sin(stride) * Math.min(1, pace);
  const bob = Math.abs(Math.cos(stride)) * 0.035 * Math.min(1.3, pace);
  out.lift = bob + breath * 0.006;
  out.lean = -0.075 * Math.min(1.5, pace);
  out.sway = Math.sin(stride) * 0.035 * Math.min(1, pace);
  out.turn = Math.sin(stride) * 0.05 * Math.min(1, pace);
  out.headPitch = pitch;
  out.headYaw = -out.turn;
  out.headRoll = 0;
  setHand(out.left, -HAND_REST_X, HAND_REST_Y + breath * 0.012 + Math.abs(swing) * 0.05, -0.05 - swing * 0.24);
  setHand(out.right, HAND_REST_X, HAND_REST_Y + breath * 0.012 + Math.abs(swing) * 0.05, -0.05 + swing * 0.24);
}

function setHand(hand: Hand, x: number, y: number, z: number): void {
  hand.x = x;
  hand.y = y;
  hand.z = z;
}

function blendHand(hand: Hand, x: number, y: number, z: number, blend: number): void {
  hand.x += (x - hand.x) * blend;
  hand.y += (y - hand.y) * blend;
  hand.z += (z - hand.z) * blend;
}

type Motion = (seconds: number, out: Figure, blend: number) => void;

/** Each emote uses silhouette more than detail, because most people see it from behind or from across the room. */
const EMOTE_MOTIONS: Readonly<Record<Emote, Motion>> = {
  wave(seconds, out, blend) {
    const beat = Math.sin(seconds * 9);
    blendHand(out.right, 0.4 + beat * 0.15, 1.72 - Math.abs(beat) * 0.03, -0.1, blend);
    out.sway += beat * 0.03 * blend;
    out.headRoll += 0.1 * blend;
  },
  clap(seconds, out, blend) {
    const gap = 0.055 + Math.abs(Math.sin(seconds * 8.5)) * 0.16;
    blendHand(out.left, -gap, 1.18, -0.36, blend);
    blendHand(out.right, gap, 1.18, -0.36, blend);
    out.lift += Math.abs(Math.cos(seconds * 8.5)) * 0.015 * blend;
  },
  cheer(seconds, out, blend) {
    const jump = Math.abs(Math.sin(seconds * 5.5));
    blendHand(out.left, -0.36, 1.74 + jump * 0.14, -0.05, blend);
    blendHand(out.right, 0.36, 1.74 + jump * 0.14, -0.05, blend);
    out.lift += jump * 0.17 * blend;
    out.headPitch += 0.25 * blend;
  },
  nod(seconds, out, blend) {
    const beat = Math.sin(seconds * 7.5);
    out.headPitch += (beat * 0.34 - 0.1) * blend;
    out.lean += (beat * 0.05 - 0.05) * blend;
    out.lift += beat * 0.012 * blend;
  },
  shrug(seconds, out, blend) {
    const raise = 0.5 + 0.5 * Math.sin(seconds * 3.2 - Math.PI / 2);
    blendHand(out.left, -0.47, 1.08 + raise * 0.12, -0.14, blend);
    blendHand(out.right, 0.47, 1.08 + raise * 0.12, -0.14, blend);
    out.headRoll += 0.24 * blend;
    out.lift += raise * 0.03 * blend;
  },
  point(seconds, out, blend) {
    const jab = Math.sin(seconds * 5) * 0.035;
    blendHand(out.right, 0.2, 1.3, -0.68 - jab, blend);
    blendHand(out.left, -0.28, 0.92, 0.04, blend);
    out.turn += 0.16 * blend;
    out.lean += -0.06 * blend;
  },
  heart(seconds, out, blend) {
    const pulse = Math.sin(seconds * 6) * 0.025;
    blendHand(out.left, -0.1 - pulse, 1.86 + pulse, -0.04, blend);
    blendHand(out.right, 0.1 + pulse, 1.86 + pulse, -0.04, blend);
    out.sway += Math.sin(seconds * 3) * 0.12 * blend;
    out.headRoll += Math.sin(seconds * 3) * 0.1 * blend;
  },
  dance(seconds, out, blend) {
    const beat = Math.sin(seconds * 6);
    blendHand(out.left, -0.4, 1.2 + beat * 0.34, -0.16, blend);
    blendHand(out.right, 0.4, 1.2 - beat * 0.34, -0.16, blend);
    out.sway += beat * 0.17 * blend;
    out.turn += Math.sin(seconds * 3) * 0.6 * blend;
    out.lift += Math.abs(Math.cos(seconds * 6)) * 0.07 * blend;
    out.headRoll += -beat * 0.15 * blend;
  },
};

/** Both hands go towards the thing, a little apart, as far as the arm is long. */
function reachWith(hand: Hand, side: -1 | 1, { reach, reachBlend }: Situation): void {
  const shoulderX = side * 0.22;
  const dx = reach.x + side * 0.12 - shoulderX;
  const dy = reach.y - SHOULDER_Y;
  const dz = reach.z;
  const length = Math.hypot(dx, dy, dz);
  const share = length > ARM_M ? ARM_M / length : 1;
  blendHand(hand, shoulderX + dx * share, SHOULDER_Y + dy * share, dz * share, reachBlend);
}

/** The emote that a visitor's `gesture` number stands for, null for none. */
export function emoteOf(gesture: number): Emote | null {
  return EMOTES[gesture - 1] ?? null;
}
