import { CatmullRomCurve3, Vector3 } from "three";
import { cushion, piping, shell } from "./cushion.ts";
import { plain, timber, wool } from "./finishes.ts";
import { lerp, mirrored, oval, type Point3, place, smooth, sweep, tube, vec } from "./mesh.ts";
import { type ModelDescription, type Part, writeModel } from "./write-model.ts";

/** From the front edge of the seat, down to its back, up to the head. */
const SPINE = new CatmullRomCurve3(
  (
    [
      [0, 0.385, 0.36],
      [0, 0.365, 0.22],
      [0, 0.33, 0.0],
      [0, 0.325, -0.18],
      [0, 0.4, -0.31],
      [0, 0.56, -0.38],
      [0, 0.74, -0.44],
      [0, 0.93, -0.52],
    ] as const
  ).map(vec),
);

/** The shell: wide at the arms, its sides lifted towards the sitter, narrower at the head. */
function shellSurface(u: number, v: number): Vector3 {
  const at = SPINE.getPointAt(Math.min(1, Math.max(0, v)));
  // Turns more slowly than the spine bends, or the arms would fold over themselves.
  const rise = lerp(1.45, 0.35, smooth(-0.1, 1.1, v));
  const inward = new Vector3(0, Math.sin(rise), Math.cos(rise));
  const half = lerp(0.34, 0.42, smooth(0, 0.45, v)) - 0.1 * smooth(0.5, 1, v);
  const lift = 0.03 + 0.27 * smooth(0.02, 0.5, v) - 0.15 * smooth(0.5, 1, v);
  const wing = Math.abs(u) ** 2.2;
  return at.addScaledVector(inward, wing * lift).add(new Vector3(u * half * (1 - 0.08 * wing), 0, 0));
}

function legs(): Part[] {
  const leg = (from: Point3, to: Point3) =>
    sweep({
      path: [from, [lerp(from[0], to[0], 0.5), lerp(from[1], to[1], 0.5), lerp(from[2], to[2], 0.5)], to],
      section: (t) => oval(lerp(0.036, 0.021, t), lerp(0.042, 0.022, t), { points: 18, power: 2.4 }),
      steps: 10,
      roundEnds: 0.004,
      up: [0, 0, 1],
    });
  const rail = (z: number, y: number, half: number) =>
    sweep({
      path: [
        [-half, y, z],
        [0, y - 0.012, z],
        [half, y, z],
      ],
      section: () => oval(0.028, 0.034, { points: 16, power: 2.6 }),
      steps: 12,
      roundEnds: 0.008,
      up: [0, 1, 0],
    });
  const sides = [
    leg([0.222, 0.362, 0.225], [0.31, 0.004, 0.34]),
    leg([0.222, 0.34, -0.13], [0.3, 0.004, -0.36]),
    tube(
      [
        [0.238, 0.29, 0.25],
        [0.238, 0.27, 0.03],
        [0.236, 0.28, -0.17],
      ],
      0.026,
      { steps: 14, sides: 16 },
    ),
  ];
  return [...sides.flatMap(mirrored), rail(0.236, 0.318, 0.24), rail(-0.15, 0.3, 0.24)].map((shape) => ({
    slot: "frame",
    shape,
  }));
}

function upholstery(): Part[] {
  const seat = { width: 0.6, height: 0.135, depth: 0.56, crown: 0.022, plan: 6, edge: 3.4, segments: 22 };
  const lumbar = { width: 0.5, height: 0.13, depth: 0.3, crown: 0.03, plan: 4.2, edge: 2.3, segments: 18 };
  const seatAt = { at: [0, 0.425, 0.075], turn: [-0.1 + 0.03, 0, 0] } as const;
  const lumbarAt = { at: [0, 0.62, -0.285], turn: [Math.PI / 2 - 0.3, 0, 0] } as const;
  return [
    { slot: "shell", shape: shell({ surface: shellSurface, thickness: 0.05, corners: 5, rows: 40, columns: 26 }) },
    { slot: "seat", shape: place(cushion(seat), seatAt) },
    { slot: "piping", shape: place(piping({ ...seat, level: 0.62, thickness: 0.009 }), seatAt) },
    { slot: "seat", shape: place(cushion(lumbar), lumbarAt) },
    { slot: "piping", shape: place(piping({ ...lumbar, level: 0, thickness: 0.009 }), lumbarAt) },
  ];
}

const model: ModelDescription = {
  name: "Lounge chair",
  materials: {
    oat: wool("#E9DFCF", "#4A453C"),
    clay: wool("#A8674F", "#3A2019"),
    moss: wool("#737560", "#2A2D20"),
    "oat cord": plain("#CFC2AC"),
    "clay cord": plain("#8E4A34"),
    "moss cord": plain("#4E543D"),
    oak: timber("#CFAE84"),
    walnut: timber("#604A3C"),
  },
  variants: [
    { name: "Oat", fill: { shell: "oat", seat: "oat", piping: "oat cord", frame: "oak" } },
    { name: "Clay", fill: { shell: "clay", seat: "clay", piping: "clay cord", frame: "walnut" } },
    { name: "Moss", fill: { shell: "moss", seat: "moss", piping: "moss cord", frame: "oak" } },
  ],
  parts: [...legs(), ...upholstery()],
};

/** A lounge chair, 0.84 m wide: a bent shell in bouclé on turned legs. */
export const buildLoungeChair = (): Promise<Uint8Array> => writeModel(model);
