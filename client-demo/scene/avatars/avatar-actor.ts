import { Color, type Vector3 } from "three";
import { AVATAR_COLOURS } from "../../../rooms/protocol/colours.ts";
import type { Emote } from "../../../rooms/protocol/room/messages.ts";
import { isMotionReduced } from "../../kit/motion.ts";
import type { Hand } from "./arm-bend.ts";
import { createFigure, emoteOf, type Figure, poseFigure } from "./avatar-motion.ts";

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

/** One avatar's memory: where it is in its step and its gestures, and how its body is held for that. */
export type AvatarActor = {
  readonly figure: Figure;
  /** The colour of the coat, linear. */
  readonly colour: Color;
  setColour(colour: number): void;
  /** Goes on by a while: a frame for those who are near, a few frames for others. */
  animate(input: AvatarInput, dtSeconds: number): void;
};

const STRIDE_RAD_PER_M = 4.4;
const BLEND_PER_SECOND = 5;
const UNDYED = new Color("#A79F94");

/** `phase` keeps people from breathing in step. */
export function createAvatarActor(phase: number): AvatarActor {
  const figure = createFigure();
  const situation = createSituation(phase);
  const colour = new Color();
  return {
    figure,
    colour,
    setColour(index) {
      // Dyed wool is a little quieter than paint.
      colour.set(AVATAR_COLOURS[index % AVATAR_COLOURS.length] ?? AVATAR_COLOURS[0]).lerp(UNDYED, 0.1);
    },
    animate(input, dtSeconds) {
      advance(situation, input, dtSeconds);
      poseFigure(situation, figure);
    },
  };
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

function createSituation(phase: number): Mutable {
  return {
    seconds: phase,
    stride: 0,
    pace: 0,
    pitch: 0,
    emote: null,
    emoteBlend: 0,
    emoteSeconds: 0,
    reach: { x: 0, y: 1, z: -0.5 },
    reachBlend: 0,
  };
}

function advance(situation: Mutable, input: AvatarInput, dtSeconds: number): void {
  const ease = Math.min(1, dtSeconds * 9);
  // Breathing and shifting weight is decoration; walking and gestures say something.
  if (!isMotionReduced.value) situation.seconds += dtSeconds;
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
