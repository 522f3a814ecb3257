/** Places are on a grid of 10 cm, turns are multiples of 15°, unless somebody asks for free hand. */
export const SNAP_M = 0.1;
export const SNAP_RAD = Math.PI / 12;
/** Free hand is to the centimetre and to the degree: finer than that nobody sees, and numbers stay readable. */
const FREE_M = 0.01;
const FREE_RAD = Math.PI / 180;

type Point = { readonly x: number; readonly z: number };

const toMultiple = (value: number, step: number): number => Number((Math.round(value / step) * step).toFixed(4)) + 0;

export function snapPoint({ x, z }: Point, isFree = false): Point {
  const step = isFree ? FREE_M : SNAP_M;
  return { x: toMultiple(x, step), z: toMultiple(z, step) };
}

/** Any angle → the nearest snapped one, −π to π. */
export function snapAngle(yaw: number, isFree = false): number {
  const turned = yaw - Math.PI * 2 * Math.round(yaw / (Math.PI * 2));
  return toMultiple(turned, isFree ? FREE_RAD : SNAP_RAD);
}

/** A length as it is typed or dragged: to the centimetre. */
export function roundMetres(metres: number): number {
  return toMultiple(metres, FREE_M);
}
