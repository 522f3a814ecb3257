import { describe, expect, it } from "vitest";
import {
  createFigure,
  emoteOf,
  type Figure,
  poseFigure,
  type Situation,
} from "../../../../client-demo/scene/avatars/avatar-motion.ts";
import { EMOTES, type Emote } from "../../../../rooms/protocol/room/messages.ts";

const standing: Situation = {
  seconds: 1,
  stride: 0,
  pace: 0,
  pitch: 0,
  emote: null,
  emoteBlend: 0,
  emoteSeconds: 0,
  reach: { x: 0, y: 1, z: -1 },
  reachBlend: 0,
};

function figure(more: Partial<Situation>): Figure {
  const out = createFigure();
  poseFigure({ ...standing, ...more }, out);
  return out;
}

const numbers = ({ left, right, ...rest }: Figure): number[] => [
  ...Object.values(rest),
  ...Object.values(left),
  ...Object.values(right),
];
const difference = (a: Figure, b: Figure): number =>
  Math.max(...numbers(a).map((value, index) => Math.abs(value - (numbers(b)[index] ?? 0))));

/** The most that two motions differ over a second and a half. */
function apart(first: Emote | null, second: Emote | null): number {
  const at = (emote: Emote | null, seconds: number) =>
    figure({ seconds, emote, emoteBlend: emote ? 1 : 0, emoteSeconds: seconds });
  return Math.max(
    ...Array.from({ length: 30 }, (_, step) => difference(at(first, step * 0.05), at(second, step * 0.05))),
  );
}

describe("how an avatar moves", () => {
  it("makes each of the eight emotes unlike standing and unlike the others", () => {
    for (const [index, emote] of EMOTES.entries()) {
      expect(apart(emote, null), emote).toBeGreaterThan(0.15);
      for (const other of EMOTES.slice(index + 1))
        expect(apart(emote, other), `${emote} and ${other}`).toBeGreaterThan(0.15);
    }
  });

  it("blends an emote in from nothing", () => {
    const half = figure({ emote: "wave", emoteBlend: 0.001, emoteSeconds: 0.4 });
    expect(difference(half, figure({}))).toBeLessThan(0.01);
  });

  it("reads a gesture number as the emote that the room means", () => {
    expect(emoteOf(0)).toBeNull();
    expect(EMOTES.map((_, index) => emoteOf(index + 1))).toEqual([...EMOTES]);
    expect(emoteOf(99)).toBeNull();
  });

  it("swings the hands against each other in a walk", () => {
    const walking = figure({ stride: Math.PI / 2, pace: 1 });
    expect(walking.left.z * walking.right.z).toBeLessThan(0);
  });

  it("steps with one foot on the floor and the other in the air, against the hand on its side", () => {
    const walking = figure({ stride: Math.PI / 3, pace: 1 });
    expect(Math.min(walking.leftLift, walking.rightLift)).toBe(0);
    expect(Math.max(walking.leftLift, walking.rightLift)).toBeGreaterThan(0.02);
    expect(walking.leftStep * walking.rightStep).toBeLessThan(0);
    expect((walking.leftStep - walking.rightStep) * (walking.left.z - walking.right.z)).toBeLessThan(0);
  });

  it("stands with both feet on the floor and breathes", () => {
    const early = figure({ seconds: 0 });
    const late = figure({ seconds: 1 });
    expect([early.leftLift, early.rightLift, early.leftStep, early.rightStep].map(Math.abs)).toEqual([0, 0, 0, 0]);
    expect(late.lift).not.toBe(early.lift);
  });

  it("lets the head follow the gaze", () => {
    expect(figure({ pitch: 0.5 }).headPitch).toBe(0.5);
  });

  it("reaches for a thing with both hands, no farther than arms are long", () => {
    const near = figure({ reach: { x: 0, y: 1.1, z: -0.5 }, reachBlend: 1 });
    expect(near.right.z).toBeCloseTo(-0.5);
    expect(near.left.x).toBeLessThan(near.right.x);
    const far = figure({ reach: { x: 0, y: 1, z: -30 }, reachBlend: 1 });
    expect(far.right.z).toBeGreaterThan(-0.75);
    expect(far.right.z).toBeLessThan(-0.6);
  });
});
