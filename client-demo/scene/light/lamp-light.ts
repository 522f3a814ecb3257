import type { Spotlight } from "../../../rooms/protocol/showroom.ts";

/*
 * The light of a spotlight, described once: the bake adds it to walls and floor, and real lamps give the same to what
 * stands in the room. Levels are as in daylight.ts: 1 is the light under which a white surface is white.
 */

/** At this distance, straight ahead, a lamp of intensity 1 gives `LAMP_LEVEL`. */
export const LAMP_REFERENCE_M = 2.6;
export const LAMP_LEVEL = 1.15;
/** The part of the cone over which the light fades out, as three.js counts it. */
export const LAMP_PENUMBRA = 0.55;
/** Nobody puts a plinth nearer to a lamp than this; light does not grow beyond. */
const NEAREST_M = 0.6;

/** How much light falls on a surface that faces the lamp, `distance` away and `cosine` off its axis. */
export function lampLevel({ intensity, spread }: Spotlight, distance: number, cosine: number): number {
  const edge = Math.cos(spread);
  const full = Math.cos(spread * (1 - LAMP_PENUMBRA));
  const share = Math.min(1, Math.max(0, (cosine - edge) / (full - edge)));
  const inCone = share * share * (3 - 2 * share);
  return intensity * LAMP_LEVEL * inCone * (LAMP_REFERENCE_M / Math.max(NEAREST_M, distance)) ** 2;
}

/**
 * The colour of a black body, linear RGB, its green being 1. A fit to the Planckian locus that is good between 2,000 and
 * 8,000 K; 5,600 K is white here, because the daylight of the room is.
 */
export function lampColour(kelvin: number): readonly [number, number, number] {
  const warmth = Math.log(kelvin / 5_600);
  return [Math.exp(-0.62 * warmth), 1, Math.exp(1.25 * warmth)].map((channel) => Math.min(2, channel)) as unknown as [
    number,
    number,
    number,
  ];
}

/** From a lamp to its target: a unit vector, straight down when the two are one. */
export function lampDirection({ x, y, z, target }: Spotlight): { x: number; y: number; z: number } {
  const [dx, dy, dz] = [target.x - x, target.y - y, target.z - z];
  const length = Math.hypot(dx, dy, dz);
  return length < 1e-6 ? { x: 0, y: -1, z: 0 } : { x: dx / length, y: dy / length, z: dz / length };
}
