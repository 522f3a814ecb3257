import { cushion, piping } from "./cushion.ts";
import { cloth, plain, timber, wool } from "./finishes.ts";
import { oval, type Point3, place, range, smooth, sweep } from "./mesh.ts";
import { type ModelDescription, type Part, writeModel } from "./write-model.ts";

const [WIDTH, DEPTH] = [2.26, 1.02];
const CHANNELS = 16;

/** The line that the back follows: around the rear of the seat and a little forward at both ends. */
const BACK_LINE: readonly Point3[] = range(28, Math.PI, Math.PI * 2).map((angle) => {
  const round = (value: number) => Math.sign(value) * Math.abs(value) ** (2 / 2.9);
  return [round(Math.cos(angle)) * (WIDTH / 2 - 0.09), 0.47, round(Math.sin(angle)) * (DEPTH / 2 - 0.05) + 0.02];
});

/** Upright channels, stitched between: each swells a little; the whole sinks towards the ends. */
const back: Part = {
  slot: "cover",
  shape: sweep({
    path: BACK_LINE,
    section: (t) => {
      const inner = smooth(0, 1.4 / CHANNELS, t) * smooth(1, 1 - 1.4 / CHANNELS, t);
      const channel = 1 - inner * (1 - Math.abs(Math.sin(t * Math.PI * CHANNELS)) ** 0.55);
      const tall = 0.3 + 0.26 * Math.sin(Math.PI * t) ** 0.5;
      return oval(0.2 * (0.86 + 0.14 * channel), tall * (0.97 + 0.03 * channel), { points: 22, power: 2.7 }).map(
        ([x, y]) => [x - y * 0.12, y + tall / 2 - 0.26] as const,
      );
    },
    steps: CHANNELS * 7,
    up: [0, 1, 0],
    roundEnds: 0.1,
  }),
  crease: 70,
};

const seat = { width: WIDTH - 0.2, height: 0.22, depth: DEPTH - 0.1, plan: 3.4, edge: 3, crown: 0.03, segments: 26 };
const body = { width: WIDTH, height: 0.26, depth: DEPTH, plan: 3.2, edge: 4.5, segments: 24 };
const seatAt: Point3 = [0, 0.345, 0.06];

const pillow = (slot: string, at: Point3, turn: Point3, width: number, height: number): Part[] => {
  const shape = { width, height: 0.16, depth: height, plan: 4.4, edge: 1.7, crown: 0.01, segments: 14 };
  return [
    { slot, shape: place(cushion(shape), { at, turn }) },
    { slot: "cord", shape: place(piping({ ...shape, level: 0, thickness: 0.007 }), { at, turn }) },
  ];
};

const plinth = { width: WIDTH - 0.34, height: 0.11, depth: DEPTH - 0.3, plan: 3.2, edge: 14, segments: 20 };

const parts: Part[] = [
  { slot: "plinth", shape: place(cushion(plinth), { at: [0, 0.055, 0.01] }), crease: 50 },
  { slot: "cover", shape: place(cushion(body), { at: [0, 0.215, 0.01] }) },
  { slot: "cover", shape: place(cushion(seat), { at: seatAt }) },
  { slot: "cord", shape: place(piping({ ...seat, level: 0.35, thickness: 0.011 }), { at: seatAt }) },
  { slot: "cord", shape: place(piping({ ...body, level: -0.86, thickness: 0.01 }), { at: [0, 0.215, 0.01] }) },
  back,
  ...pillow("accent", [-0.66, 0.605, -0.13], [1.15, 0.36, 0.1], 0.5, 0.46),
  ...pillow("cover", [-0.38, 0.575, 0.02], [1.1, 0.16, -0.06], 0.44, 0.36),
  ...pillow("accent", [0.7, 0.595, -0.13], [1.15, -0.4, -0.08], 0.48, 0.44),
];

const model: ModelDescription = {
  name: "Sofa",
  materials: {
    oat: wool("#E9DFCF", "#4A453C"),
    clay: wool("#A8674F", "#3A2019"),
    slate: wool("#7C8388", "#26292D"),
    rust: cloth("#97604B", "#2C1A14", 0.09),
    sand: cloth("#CDBBA2", "#3B352C", 0.09),
    "oat cord": plain("#D3C7B3"),
    "clay cord": plain("#8A503C"),
    "slate cord": plain("#545D66"),
    oak: timber("#CFAE84"),
    walnut: timber("#604A3C"),
  },
  variants: [
    { name: "Oat", fill: { cover: "oat", accent: "rust", cord: "oat cord", plinth: "oak" } },
    { name: "Clay", fill: { cover: "clay", accent: "sand", cord: "clay cord", plinth: "walnut" } },
    { name: "Slate", fill: { cover: "slate", accent: "sand", cord: "slate cord", plinth: "oak" } },
  ],
  parts,
};

/** A sofa, 2.26 m wide: a channelled back around a deep seat on a wooden plinth. */
export const buildSofa = (): Promise<Uint8Array> => writeModel(model);
