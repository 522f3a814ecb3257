import type { BufferGeometry } from "three";
import { glaze } from "./finishes.ts";
import { type Corner, type Point3, place, turned } from "./mesh.ts";
import { type ModelDescription, type Part, writeModel } from "./write-model.ts";

/** Where the glaze ends above the bare foot, and the pot's outside from there to the lip. */
type Pot = { at: Point3; foot: readonly Corner[]; body: readonly Corner[]; inside: readonly Corner[] };

const POTS: readonly Pot[] = [
  {
    // The bottle: a low shoulder, a long neck, a lip like a coin.
    at: [-0.125, 0, -0.11],
    foot: [
      [0, 0.004],
      [0.05, 0.004],
      [0.054, 0, 0.002],
      [0.06, 0, 0.003],
      [0.086, 0.05, 0.04],
      [0.0935, 0.08],
    ],
    body: [
      [0.0945, 0.08, 0.001],
      [0.104, 0.13, 0.07],
      [0.07, 0.2, 0.07],
      [0.019, 0.25, 0.06],
      [0.016, 0.375, 0.03],
      [0.034, 0.4, 0.004],
    ],
    inside: [
      [0.034, 0.401, 0.001],
      [0.03, 0.3995, 0.003],
      [0.011, 0.375, 0.02],
      [0.011, 0.3],
    ],
  },
  {
    // The moon: round, with a wide low collar.
    at: [0.115, 0, -0.07],
    foot: [
      [0, 0.004],
      [0.04, 0.004],
      [0.044, 0, 0.002],
      [0.05, 0, 0.003],
      [0.092, 0.035, 0.05],
      [0.107, 0.062],
    ],
    body: [
      [0.108, 0.062, 0.001],
      [0.128, 0.115, 0.085],
      [0.092, 0.19, 0.075],
      [0.046, 0.205, 0.012],
      [0.043, 0.228, 0.006],
    ],
    inside: [
      [0.042, 0.2295, 0.001],
      [0.038, 0.228, 0.002],
      [0.04, 0.2, 0.01],
      [0.08, 0.17, 0.04],
      [0.1, 0.1],
    ],
  },
  {
    // The bowl: thrown in one breath, the rim left as the hand left it.
    at: [-0.01, 0, 0.125],
    foot: [
      [0, 0.004],
      [0.03, 0.004],
      [0.034, 0, 0.002],
      [0.04, 0, 0.002],
      [0.044, 0.012, 0.008],
      [0.06, 0.024],
    ],
    body: [
      [0.061, 0.024, 0.001],
      [0.085, 0.042, 0.03],
      [0.094, 0.085, 0.02],
      [0.0955, 0.096, 0.002],
    ],
    inside: [
      [0.094, 0.098, 0.001],
      [0.092, 0.096, 0.002],
      [0.088, 0.08, 0.02],
      [0.076, 0.045, 0.025],
      [0, 0.03],
    ],
  },
];

/** Fine rings that fingers left in the clay, and a breath of unroundness. */
function thrown(shape: BufferGeometry, seed: number): BufferGeometry {
  const position = shape.getAttribute("position");
  for (let i = 0; i < position.count; i += 1) {
    const [x, y, z] = [position.getX(i), position.getY(i), position.getZ(i)];
    const lean = 1 + 0.006 * Math.sin(Math.atan2(z, x) * 2 + seed) * Math.min(1, y * 12);
    position.setXYZ(i, x * lean, y, z * lean);
  }
  return shape;
}

function pot({ at, foot, body, inside }: Pot, index: number): Part[] {
  const turnedAt = (corners: readonly Corner[]) =>
    place(thrown(turned(corners, { segments: 64, arc: 6 }), index * 2.1), { at });
  return [
    { slot: "clay", shape: turnedAt(foot) },
    { slot: ["tall", "moon", "bowl"][index] ?? "tall", shape: turnedAt([...body, ...inside]) },
  ];
}

const model: ModelDescription = {
  name: "Vase set",
  materials: {
    chalk: glaze("#EDE6DA", 0.62),
    sand: glaze("#CDBBA2", 0.6),
    rust: glaze("#9C5F47", 0.5),
    ink: glaze("#33383D", 0.42),
    sea: glaze("#7F9590", 0.45),
    clay: { ...glaze("#B08A6C", 0.9), relief: 1 },
  },
  variants: [
    { name: "Shore", fill: { tall: "chalk", moon: "sand", bowl: "rust" } },
    { name: "Deep", fill: { tall: "ink", moon: "sea", bowl: "chalk" } },
  ],
  parts: POTS.flatMap(pot),
};

/** Three thrown vessels, the tallest 0.40 m high: a bottle, a moon and a bowl. */
export const buildVaseSet = (): Promise<Uint8Array> => writeModel(model);
