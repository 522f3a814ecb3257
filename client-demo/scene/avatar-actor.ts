import { Color, Euler, Matrix4, Quaternion, Vector3 } from "three";
import { AVATAR_COLOURS } from "../../rooms/protocol/colours.ts";
import type { Emote } from "../../rooms/protocol/messages.ts";
import { HEAD_HEIGHT_M } from "./avatar-geometry.ts";
import { createFigure, emoteOf, type Hand, poseFigure } from "./avatar-motion.ts";
import type { AvatarParts } from "./avatar-parts.ts";

/** What an avatar is told each frame. */
export type AvatarInput = {
  x: number;
  z: number;
  heading: number;
  pitch: number;
  speedMps: number;
  opacity: number;
  gesture: number;
  /** World point that the hands reach for, or null. */
  reachFor: Vector3 | null;
};

/** One avatar's memory: where it is in its step and its gestures. */
export type AvatarActor = {
  setColour(colour: number): void;
  draw(input: AvatarInput, dtSeconds: number, parts: AvatarParts): void;
};

const STRIDE_RAD_PER_M = 4.4;
const BLEND_PER_SECOND = 5;
const PAPER = new Color("#FBF6EE");

const root = new Matrix4();
const local = new Matrix4();
const world = new Matrix4();
const position = new Vector3();
const turn = new Quaternion();
const euler = new Euler(0, 0, 0, "YXZ");
const scale = new Vector3();

/** `phase` keeps people from breathing in step. */
export function createAvatarActor(phase: number): AvatarActor {
  const figure = createFigure();
  const situation = {
    seconds: phase,
    stride: 0,
    pace: 0,
    pitch: 0,
    emote: null as Emote | null,
    emoteBlend: 0,
    emoteSeconds: 0,
    reach: { x: 0, y: 1, z: -0.5 },
    reachBlend: 0,
  };
  const body = new Color();
  const head = new Color();
  const hand = new Color();

  return {
    setColour(colour) {
      body.set(AVATAR_COLOURS[colour % AVATAR_COLOURS.length] ?? AVATAR_COLOURS[0]);
      head.copy(body).lerp(PAPER, 0.78);
      hand.copy(body).lerp(PAPER, 0.45);
    },
    draw(input, dtSeconds, parts) {
      advance(situation, input, dtSeconds);
      poseFigure(situation, figure);
      const presence = 0.8 + 0.2 * input.opacity;
      root.compose(
        position.set(input.x, figure.lift, input.z),
        turn.setFromEuler(euler.set(figure.lean, input.heading + figure.turn, figure.sway)),
        scale.setScalar(presence),
      );
      parts.addBody(root, body, input.opacity);
      local.compose(
        position.set(0, HEAD_HEIGHT_M, -0.01),
        turn.setFromEuler(euler.set(figure.headPitch * 0.8 - figure.lean, figure.headYaw, figure.headRoll)),
        scale.setScalar(1),
      );
      parts.addHead(world.multiplyMatrices(root, local), head, input.opacity);
      addHand(parts, figure.left, -1, hand, input.opacity);
      addHand(parts, figure.right, 1, hand, input.opacity);
    },
  };
}

/** Hands turn outwards as they rise; the left one is the right one turned about, so that both thumbs point inwards. */
function addHand(parts: AvatarParts, at: Hand, side: -1 | 1, colour: Color, opacity: number): void {
  const raised = Math.min(1, Math.max(0, (at.y - 0.8) / 0.7));
  const about = side < 0 ? Math.PI : 0;
  local.compose(
    position.set(at.x, at.y, at.z),
    turn.setFromEuler(euler.set(0.15 - raised * 0.3, about, side * (0.15 - raised * 0.3))),
    scale.setScalar(1),
  );
  parts.addHand(world.multiplyMatrices(root, local), colour, opacity);
}

type Mutable = {
  seconds: number;
  stride: number;
  pace: number;
  pitch: number;
  emote: Emote | null;
  emoteBlend: number;
  emoteSeconds: number;
  reach: Hand;
  reachBlend: number;
};

function advance(situation: Mutable, input: AvatarInput, dtSeconds: number): void {
  const ease = Math.min(1, dtSeconds * 9);
  situation.seconds += dtSeconds;
  situation.stride += input.speedMps * STRIDE_RAD_PER_M * dtSeconds;
  situation.pace += (Math.min(1.6, input.speedMps / 2.4) - situation.pace) * ease;
  situation.pitch = input.pitch;
  const emote = emoteOf(input.gesture);
  if (emote && emote !== situation.emote) {
    situation.emote = emote;
    situation.emoteSeconds = 0;
  }
  situation.emoteSeconds += dtSeconds;
  situation.emoteBlend = approach(situation.emoteBlend, emote ? 1 : 0, dtSeconds * BLEND_PER_SECOND);
  if (situation.emoteBlend === 0) situation.emote = null;
  situation.reachBlend = approach(situation.reachBlend, input.reachFor ? 1 : 0, dtSeconds * BLEND_PER_SECOND);
  if (input.reachFor) toLocal(input.reachFor, input, situation.reach);
}

function approach(value: number, goal: number, step: number): number {
  return goal > value ? Math.min(goal, value + step) : Math.max(goal, value - step);
}

function toLocal(point: Vector3, { x, z, heading }: AvatarInput, out: Hand): void {
  const dx = point.x - x;
  const dz = point.z - z;
  const cos = Math.cos(heading);
  const sin = Math.sin(heading);
  out.x = dx * cos - dz * sin;
  out.y = point.y;
  out.z = dx * sin + dz * cos;
}
