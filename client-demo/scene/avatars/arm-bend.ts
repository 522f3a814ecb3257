/** A place in the avatar's frame: −z is ahead, +x its right hand's side. Metres. */
export type Hand = { x: number; y: number; z: number };

/** Sleeve and forearm are equally long, from joint to joint. */
const BONE_M = 0.33;
/** Straighter than this share of its length an arm looks broken. */
const STRETCH = 0.985;
/** The farthest that a wrist is from its shoulder. */
export const ARM_REACH_M = BONE_M * 2 * STRETCH;
/** Square of an arm's whole length: with it, and the distance of the wrist, one has the elbow. */
export const ARM_SQUARE_M2 = (BONE_M * 2) ** 2;

/** Where elbows lean to: down, backwards and (`x`) away from the body. */
export const ELBOW = { x: 0.3, y: -0.5, z: 0.75 } as const;

/** Where arms begin, in the avatar's frame; `x` is on its right hand's side. */
export const SHOULDER = { x: 0.172, y: 1.275, z: 0.005 } as const;

export type Arm = { readonly elbow: Hand; readonly wrist: Hand };

/**
 * Bends an arm of two bones from its shoulder towards a hand's wish: writes elbow and wrist to `out`. The elbow leans
 * as far as it can towards ELBOW; a wish out of reach is met as far as the arm goes.
 */
export function bendArm(wish: Hand, side: -1 | 1, out: Arm): void {
  const sx = SHOULDER.x * side;
  let dx = wish.x - sx;
  let dy = wish.y - SHOULDER.y;
  let dz = wish.z - SHOULDER.z;
  const wished = Math.max(0.05, Math.hypot(dx, dy, dz));
  const length = Math.min(wished, ARM_REACH_M);
  dx /= wished;
  dy /= wished;
  dz /= wished;
  // The part of the elbow's leaning that is square to the line from shoulder to hand.
  const hx = side * ELBOW.x;
  const hy = ELBOW.y;
  const hz = ELBOW.z;
  const along = hx * dx + hy * dy + hz * dz;
  const px = hx - dx * along;
  const py = hy - dy * along;
  const pz = hz - dz * along;
  const square = Math.max(1e-4, Math.hypot(px, py, pz));
  const foot = length / 2;
  const rise = Math.sqrt(Math.max(0, ARM_SQUARE_M2 - length ** 2)) / 2 / square;
  out.elbow.x = sx + dx * foot + px * rise;
  out.elbow.y = SHOULDER.y + dy * foot + py * rise;
  out.elbow.z = SHOULDER.z + dz * foot + pz * rise;
  out.wrist.x = sx + dx * length;
  out.wrist.y = SHOULDER.y + dy * length;
  out.wrist.z = SHOULDER.z + dz * length;
}
