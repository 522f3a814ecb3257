import { type BufferGeometry, CapsuleGeometry, CylinderGeometry, SphereGeometry } from "three";
import { FABRICS, sew } from "./fabric.ts";
import { loft, type Ring } from "./loft.ts";

/*
 * The parts of an avatar, built once and shared by all: a person of 1.7 m in a long coat. Every part is centred on its
 * own joint and looks along −z. `detail` 0.5…1 is for how finely it is divided.
 */

/** Height of the coat's hem above the floor. */
const HEM_M = 0.13;
/** Where legs begin and end above the floor, and how far they are from the middle. */
export const HIP_Y = 0.5;
export const ANKLE_M = 0.075;
export const FOOT_X = 0.082;

/** From the inside of the hem to the neck. */
export const COAT: readonly Ring[] = [
  [0.19, 0.18, 0.135],
  [HEM_M, 0.222, 0.172],
  [HEM_M + 0.012, 0.238, 0.186],
  [0.3, 0.222, 0.17],
  [0.58, 0.198, 0.148],
  [0.86, 0.184, 0.132, 0.004],
  [1.05, 0.194, 0.134, 0.008],
  [1.2, 0.207, 0.132, 0.004],
  [1.285, 0.2, 0.12],
  [1.335, 0.158, 0.104, -0.004],
  [1.37, 0.1, 0.088, -0.002],
  [1.392, 0.078, 0.08, 0.002],
];

/** A long coat with sloping shoulders: placket in front, half belt and seam at the back, where it is mostly seen. */
export function buildCoat(detail: number): BufferGeometry {
  const skin = { around: Math.round(24 * detail), rings: Math.round(26 * detail) };
  const back = -Math.PI / 2;
  const belt = COAT.filter(([height]) => height >= 0.58 && height <= 1.05);
  const buttons = [0.62, 0.82, 1.02].map(
    (y) => [new SphereGeometry(0.013, 6, 4).scale(1, 1, 0.5).translate(0.03, y, -0.15), FABRICS.button] as const,
  );
  const beltButtons = [-0.095, 0.095].map(
    (x) => [new SphereGeometry(0.014, 6, 4).scale(1, 1, 0.6).translate(x, 0.975, 0.119), FABRICS.button] as const,
  );
  // A coarse coat has corners that would cut through its seams.
  const seams = [
    [seam(Math.PI / 2 - 0.05, Math.PI / 2 - 0.02, 1.33), FABRICS.seam],
    [seam(back - 0.015, back + 0.015, 0.9), FABRICS.seam],
  ] as const;
  return sew([
    [loft(COAT, skin), FABRICS.coat],
    [buildCollar(detail), FABRICS.trim],
    ...(detail < 1 ? [] : seams),
    [
      loft(band(belt, 0.945, 1.0), {
        around: 10,
        rings: 2,
        arc: [back - 0.78, back + 0.78],
        offset: detail < 1 ? 0.012 : 0.006,
      }),
      FABRICS.seam,
    ],
    ...buttons,
    ...beltButtons,
  ]);
}

/** A narrow strip up the coat, a hair above it. */
function seam(from: number, to: number, top: number): BufferGeometry {
  const rings = COAT.filter(([height], index) => index > 1 && height <= top);
  return loft(rings, { around: 1, rings: 12, arc: [from, to], offset: 0.0035 });
}

/** The coat's own rings between two heights. */
function band(rings: readonly Ring[], low: number, high: number): Ring[] {
  const at = (height: number): Ring => {
    const above = rings.findIndex(([each]) => each >= height);
    const [a, b] = [rings[Math.max(0, above - 1)], rings[above]];
    if (!a || !b) return [height, 0, 0];
    const t = b[0] === a[0] ? 0 : (height - a[0]) / (b[0] - a[0]);
    const mix = (one = 0, other = 0) => one + (other - one) * t;
    return [height, mix(a[1], b[1]), mix(a[2], b[2]), mix(a[3], b[3])];
  };
  return [at(low), at((low + high) / 2), at(high)];
}

/** A stand-up collar, open towards the face, and the neck inside it. */
function buildCollar(detail: number): BufferGeometry {
  const outline: Ring[] = [
    [1.355, 0.112, 0.1, -0.002],
    [1.385, 0.099, 0.095],
    [1.425, 0.09, 0.088, 0.002],
    [1.437, 0.083, 0.082, 0.002],
    [1.42, 0.074, 0.073, 0.002],
    [1.38, 0.05, 0.05],
  ];
  return loft(outline, { around: Math.round(20 * detail), rings: Math.round(12 * detail) });
}

/** One half of a sleeve or leg: from the origin one unit along +y, of radius one at its thick end. */
export function buildLimb(detail: number): BufferGeometry {
  const outline: Ring[] = [
    [-0.16, 0.02, 0.02],
    [-0.13, 0.5, 0.5],
    [-0.02, 0.92, 0.92],
    [0.15, 1, 1],
    [0.6, 0.93, 0.93],
    [1, 0.84, 0.84],
    [1.08, 0.66, 0.66],
    [1.12, 0.02, 0.02],
  ];
  return sew([[loft(outline, { around: Math.round(12 * detail), rings: Math.round(12 * detail) }), FABRICS.coat]]);
}

/** A mitten that hangs from the wrist, thumb forwards, in the cuff of its sleeve. */
export function buildHand(detail: number): BufferGeometry {
  const cuff: Ring[] = [
    [0.03, 0.05, 0.05],
    [-0.026, 0.053, 0.053],
    [-0.034, 0.05, 0.05],
    [-0.03, 0.03, 0.03],
  ];
  const palm = new SphereGeometry(0.05, Math.round(12 * detail), Math.round(9 * detail))
    .scale(0.62, 1.25, 0.9)
    .translate(0, -0.085, -0.002);
  const thumb = new CapsuleGeometry(0.0145, 0.032, 2, Math.round(7 * detail)).rotateX(0.55).translate(0, -0.07, -0.046);
  return sew([
    [loft([...cuff].reverse(), { around: Math.round(12 * detail), rings: Math.round(8 * detail) }), FABRICS.trim],
    [palm, FABRICS.skin],
    [thumb, FABRICS.skin],
  ]);
}

/** A shoe whose ankle is at the origin's height above the floor; the toe points ahead. */
export function buildShoe(detail: number): BufferGeometry {
  const upper = new SphereGeometry(
    1,
    Math.round(14 * detail),
    Math.round(7 * detail),
    0,
    Math.PI * 2,
    0,
    Math.PI / 2,
  ).scale(0.052, 0.075, 0.128);
  const sole = new CylinderGeometry(1, 0.97, 0.022, Math.round(16 * detail))
    .scale(0.055, 1, 0.132)
    .translate(0, 0.011, 0);
  return sew([
    [upper.translate(0, 0.018, -0.035), FABRICS.shoe],
    [sole.translate(0, 0, -0.035), FABRICS.sole],
  ]);
}
