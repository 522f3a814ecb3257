import { EMOTES, type Emote } from "../../../rooms/protocol/room/messages.ts";
import { type Hand, SHOULDER } from "./arm-bend.ts";

/*
 * How an avatar moves its body, as numbers: pure, so that it can be tested without a picture. Lengths in metres, angles
 * in radians, in the avatar's own frame: −z is ahead, +x its right hand's side, y up from the floor.
 */

/** The pose of all parts at one moment. */
export type Figure = {
  /** How far the coat is raised above its place, and how far the whole person is off the floor. */
  lift: number;
  jump: number;
  /** Forward (negative) and sideways tilt of the whole figure, and a turn added to its heading. */
  lean: number;
  sway: number;
  turn: number;
  headPitch: number;
  headYaw: number;
  headRoll: number;
  /** Where the feet are along z, and how high. */
  leftStep: number;
  rightStep: number;
  leftLift: number;
  rightLift: number;
  /** How far the hem trails (+z) and how much deeper it is than at rest. */
  hemShift: number;
  hemSpread: number;
  /** Where the wrists wish to be. */
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

const HAND_REST_Y = 0.66;
const HAND_REST_X = 0.246;
const HAND_REST_Z = -0.06;
const ARM_M = 0.65;
/** A foot on the floor moves back as fast as its owner moves ahead: 1 / 4.4 radians of stride a metre. */
const STEP_M = 0.227;

export function createFigure(): Figure {
  return {
    lift: 0,
    jump: 0,
    lean: 0,
    sway: 0,
    turn: 0,
    headPitch: 0,
    headYaw: 0,
    headRoll: 0,
    leftStep: 0,
    rightStep: 0,
    leftLift: 0,
    rightLift: 0,
    hemShift: 0,
    hemSpread: 0,
    left: { x: -HAND_REST_X, y: HAND_REST_Y, z: HAND_REST_Z },
    right: { x: HAND_REST_X, y: HAND_REST_Y, z: HAND_REST_Z },
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
  const breath = Math.sin(seconds * 1.7);
  const share = Math.min(1, pace);
  const swing = Math.sin(stride) * share;
  out.lift = Math.abs(Math.cos(stride)) * 0.03 * Math.min(1.3, pace) + (breath * 0.5 + 0.5) * 0.007;
  out.jump = 0;
  out.lean = -0.06 * Math.min(1.6, pace);
  // Standing, the weight goes slowly from one foot to the other.
  out.sway = Math.cos(stride) * 0.022 * share + Math.sin(seconds * 0.43) * 0.014 * (1 - share);
  out.turn = swing * 0.07;
  out.headPitch = pitch;
  out.headYaw = -out.turn;
  out.headRoll = -out.sway * 0.7;
  poseFeet(stride, share, out);
  out.hemShift = 0.035 * Math.min(1.6, pace) + Math.cos(stride * 2) * 0.012 * share;
  out.hemSpread = Math.abs(swing) * 0.55;
  const y = HAND_REST_Y + breath * 0.006;
  setHand(out.left, -HAND_REST_X, y + Math.max(0, swing) * 0.07, HAND_REST_Z - swing * 0.21);
  setHand(out.right, HAND_REST_X, y + Math.max(0, -swing) * 0.07, HAND_REST_Z + swing * 0.21);
}

/** Feet go against the hands, and rise while they come forward. */
function poseFeet(stride: number, share: number, out: Figure): void {
  const along = Math.sin(stride) * STEP_M * share;
  const forward = Math.cos(stride) * 0.085 * share;
  out.leftStep = along;
  out.rightStep = -along;
  out.leftLift = Math.max(0, -forward);
  out.rightLift = Math.max(0, forward);
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
    blendHand(out.right, 0.42 + beat * 0.15, 1.78 - Math.abs(beat) * 0.03, -0.12, blend);
    out.sway += beat * 0.03 * blend;
    out.headRoll += 0.1 * blend;
  },
  clap(seconds, out, blend) {
    const gap = 0.055 + Math.abs(Math.sin(seconds * 8.5)) * 0.16;
    blendHand(out.left, -gap, 1.2, -0.4, blend);
    blendHand(out.right, gap, 1.2, -0.4, blend);
    out.lift += Math.abs(Math.cos(seconds * 8.5)) * 0.012 * blend;
  },
  cheer(seconds, out, blend) {
    const jump = Math.abs(Math.sin(seconds * 5.5));
    blendHand(out.left, -0.36, 1.78 + jump * 0.12, -0.05, blend);
    blendHand(out.right, 0.36, 1.78 + jump * 0.12, -0.05, blend);
    out.jump += jump * 0.16 * blend;
    out.headPitch += 0.25 * blend;
  },
  nod(seconds, out, blend) {
    const beat = Math.sin(seconds * 7.5);
    out.headPitch += (beat * 0.34 - 0.1) * blend;
    out.lean += (beat * 0.05 - 0.05) * blend;
  },
  shrug(seconds, out, blend) {
    const raise = 0.5 + 0.5 * Math.sin(seconds * 3.2 - Math.PI / 2);
    blendHand(out.left, -0.5, 1.04 + raise * 0.14, -0.2, blend);
    blendHand(out.right, 0.5, 1.04 + raise * 0.14, -0.2, blend);
    out.headRoll += 0.24 * blend;
    out.lift += raise * 0.025 * blend;
  },
  point(seconds, out, blend) {
    const jab = Math.sin(seconds * 5) * 0.035;
    blendHand(out.right, 0.2, 1.3, -0.68 - jab, blend);
    blendHand(out.left, -0.3, 0.8, 0.06, blend);
    out.turn += 0.16 * blend;
    out.lean += -0.06 * blend;
  },
  heart(seconds, out, blend) {
    const pulse = Math.sin(seconds * 6) * 0.025;
    blendHand(out.left, -0.05 - pulse, 1.83 + pulse, -0.06, blend);
    blendHand(out.right, 0.05 + pulse, 1.83 + pulse, -0.06, blend);
    out.sway += Math.sin(seconds * 3) * 0.12 * blend;
    out.headRoll += Math.sin(seconds * 3) * 0.1 * blend;
  },
  dance(seconds, out, blend) {
    const beat = Math.sin(seconds * 6);
    blendHand(out.left, -0.4, 1.2 + beat * 0.34, -0.16, blend);
    blendHand(out.right, 0.4, 1.2 - beat * 0.34, -0.16, blend);
    out.sway += beat * 0.17 * blend;
    out.turn += Math.sin(seconds * 3) * 0.6 * blend;
    out.leftLift += Math.max(0, beat) * 0.09 * blend;
    out.rightLift += Math.max(0, -beat) * 0.09 * blend;
    out.lift += Math.abs(Math.cos(seconds * 6)) * 0.03 * blend;
    out.headRoll += -beat * 0.15 * blend;
  },
};

/** Both hands go towards the thing, a little apart, as far as the arm is long. */
function reachWith(hand: Hand, side: -1 | 1, { reach, reachBlend }: Situation): void {
  const shoulderX = side * SHOULDER.x;
  const dx = reach.x + side * 0.12 - shoulderX;
  const dy = reach.y - SHOULDER.y;
  // Nobody reaches behind their back: what is there is reached for at the side.
  const dz = Math.min(reach.z, -0.12);
  const length = Math.hypot(dx, dy, dz);
  const share = length > ARM_M ? ARM_M / length : 1;
  blendHand(hand, shoulderX + dx * share, SHOULDER.y + dy * share, dz * share, reachBlend);
}

/** The emote that a visitor's `gesture` number stands for, null for none. */
export function emoteOf(gesture: number): Emote | null {
  return EMOTES[gesture - 1] ?? null;
}
