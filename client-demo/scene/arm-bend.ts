/** A place in the avatar's frame: −z is ahead, +x its right hand's side. Metres. */
export type Hand = { x: number; y: number; z: number };

/** Lengths of sleeve and forearm, from joint to joint. */
const UPPER_M = 0.33;
const FOREARM_M = 0.33;
/** Straighter than this an arm looks broken. */
const STRETCH = 0.985;

/** Where arms begin, in the avatar's frame; `x` is on its right hand's side. */
export const SHOULDER = { x: 0.172, y: 1.275, z: 0.005 } as const;

export type Arm = { readonly elbow: Hand; readonly wrist: Hand };

/**
 * Bends an arm of two bones from its shoulder towards a hand's wish: writes elbow and wrist to `out`. The elbow points
 * down, backwards and away from the body; a wish out of reach is met as far as the arm goes.
 */
export function bendArm(wish: Hand, side: -1 | 1, out: Arm): void {
  const sx = SHOULDER.x * side;
  let dx = wish.x - sx;
  let dy = wish.y - SHOULDER.y;
  let dz = wish.z - SHOULDER.z;
  const wished = Math.max(0.05, Math.hypot(dx, dy, dz));
  const length = Math.min(wished, (UPPER_M + FOREARM_M) * STRETCH);
  dx /= wished;
  dy /= wished;
  dz /= wished;
  // The part of the elbow's leaning that is square to the line from shoulder to hand.
  const hx = side * 0.3;
  const hy = -0.5;
  const hz = 0.75;
  const along = hx * dx + hy * dy + hz * dz;
  const px = hx - dx * along;
  const py = hy - dy * along;
  const pz = hz - dz * along;
  const square = Math.max(1e-4, Math.hypot(px, py, pz));
  const foot = (UPPER_M ** 2 - FOREARM_M ** 2 + length ** 2) / (2 * length);
  const rise = Math.sqrt(Math.max(0, UPPER_M ** 2 - foot ** 2)) / square;
  out.elbow.x = sx + dx * foot + px * rise;
  out.elbow.y = SHOULDER.y + dy * foot + py * rise;
  out.elbow.z = SHOULDER.z + dz * foot + pz * rise;
  out.wrist.x = sx + dx * length;
  out.wrist.y = SHOULDER.y + dy * length;
  out.wrist.z = SHOULDER.z + dz * length;
}
