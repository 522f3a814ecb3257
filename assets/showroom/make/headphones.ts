import type { BufferGeometry } from "three";
import { BRASS, brushedMetal, cloth, hide, lacquer, plain, stone, timber } from "./finishes.ts";
import { boxMapped, join, mirrored, oval, type Point3, place, range, sweep, tube, turned } from "./mesh.ts";
import { type ModelDescription, type Part, writeModel } from "./write-model.ts";

/** Half the distance between the ear cups and the height of their middle. */
const CUP_X = 0.079;
const CUP_Y = 0.118;

/** The headband from the right end over the top to the left, as a flattened arch. */
const arch = (width: number, height: number, from = -1.35): Point3[] =>
  range(24, from, -from).map((angle): Point3 => [Math.sin(angle) * width, 0.17 + Math.cos(angle) * height, 0]);

const band: Part[] = [
  {
    slot: "strap",
    shape: sweep({
      path: arch(0.0865, 0.136),
      section: () => oval(0.016, 0.0026, { points: 14, power: 5 }),
      steps: 44,
      up: [0, 0, 1],
      roundEnds: 0.002,
    }),
  },
  {
    slot: "pad",
    shape: sweep({
      path: arch(0.0815, 0.129, -1.05),
      section: (t) => {
        const full = Math.sin(Math.PI * t) ** 0.35;
        return oval(0.011, 0.02 + 0.018 * full, { points: 22, power: 3 });
      },
      steps: 44,
      up: [0, 0, 1],
      roundEnds: 0.006,
    }),
  },
].map((part) => ({ ...part, slot: part.slot }));

/** One ear cup, its axis along +y outwards; turned so that it looks away from the head by `worn`. */
const worn = (shape: BufferGeometry): BufferGeometry =>
  place(place(shape, { turn: [0, 0, -Math.PI / 2] }), { at: [CUP_X, CUP_Y, 0], scale: [1, 1.14, 0.96] });

function cup(): Part[] {
  const body = turned(
    [
      [0.02, -0.014],
      [0.042, -0.014, 0.003],
      [0.045, -0.008, 0.003],
      [0.045, 0.004, 0.008],
      [0.038, 0.017, 0.006],
      [0.0335, 0.019, 0.001],
      [0.0325, 0.0165],
    ],
    { segments: 48 },
  );
  const cap = turned(
    [
      [0.0325, 0.0165],
      [0.0322, 0.0186, 0.001],
      [0.027, 0.021, 0.004],
      [0, 0.0222],
    ],
    { segments: 48 },
  );
  const ring = turned(
    [
      [0.0445, -0.004],
      [0.0458, -0.003, 0.0005],
      [0.0458, -0.001, 0.0005],
      [0.0445, 0],
    ],
    { segments: 48, arc: 2 },
  );
  const cushion = turned(
    [
      [0.022, -0.014],
      [0.0205, -0.028, 0.006],
      [0.026, -0.0375, 0.007],
      [0.037, -0.038, 0.008],
      [0.046, -0.031, 0.008],
      [0.0465, -0.018, 0.005],
      [0.042, -0.013],
    ],
    { segments: 44, arc: 6 },
  );
  const seam = turned(
    [
      [0.0448, -0.0275],
      [0.0466, -0.0262, 0.0006],
      [0.0448, -0.025],
    ],
    { segments: 44, arc: 3 },
  );
  const mesh = turned(
    [
      [0, -0.019],
      [0.0225, -0.019],
    ],
    { segments: 40 },
  );
  return [
    { slot: "cup", shape: worn(body) },
    { slot: "cap", shape: worn(boxMapped(cap, 2)) },
    { slot: "metal", shape: worn(ring) },
    { slot: "pad", shape: worn(cushion) },
    { slot: "thread", shape: worn(seam) },
    { slot: "mesh", shape: worn(boxMapped(mesh)) },
  ];
}

/** The fork that carries a cup, and the rod that slides into the headband. */
function fork(): Part[] {
  const around = range(20, -0.06, Math.PI + 0.06).map(
    (angle): Point3 => [CUP_X + 0.001, CUP_Y + Math.sin(angle) * 0.056, Math.cos(angle) * 0.0485],
  );
  const pin = (z: number) =>
    place(
      tube(
        [
          [0, 0, -0.004],
          [0, 0, 0],
          [0, 0, 0.004],
        ],
        0.007,
        { sides: 18, steps: 2, roundEnds: 0.001 },
      ),
      { at: [CUP_X, CUP_Y, z] },
    );
  return [
    {
      slot: "metal",
      shape: sweep({
        path: around,
        section: () => oval(0.0035, 0.008, { points: 16, power: 4 }),
        steps: 44,
        up: [1, 0, 0],
        roundEnds: 0.002,
      }),
    },
    { slot: "metal", shape: join([pin(0.046), pin(-0.046)]) },
    {
      slot: "metal",
      shape: tube(
        [
          [CUP_X + 0.001, CUP_Y + 0.054, 0],
          [CUP_X + 0.003, CUP_Y + 0.068, 0],
          [CUP_X + 0.005, CUP_Y + 0.09, 0],
        ],
        0.0055,
        { sides: 16, steps: 8 },
      ),
    },
    {
      slot: "cup",
      shape: place(
        turned(
          [
            [0.004, 0],
            [0.0075, 0, 0.001],
            [0.0075, 0.022, 0.001],
            [0.004, 0.022],
          ],
          { segments: 28 },
        ),
        { at: [CUP_X + 0.0045, CUP_Y + 0.076, 0], turn: [0, 0, -0.06] },
      ),
    },
  ];
}

const stand: Part[] = [
  {
    slot: "foot",
    shape: turned(
      [
        [0, 0.001],
        [0.064, 0.001, 0.002],
        [0.067, 0.005, 0.003],
        [0.067, 0.018, 0.004],
        [0.062, 0.022, 0.002],
        [0, 0.022],
      ],
      { segments: 72 },
    ),
  },
  {
    slot: "metal",
    shape: turned(
      [
        [0.012, 0.022],
        [0.012, 0.0245, 0.001],
        [0.0055, 0.026, 0.001],
        [0.0055, 0.05],
        [0.0055, 0.16],
        [0.0055, 0.24],
        [0.0055, 0.272],
      ],
      { segments: 28 },
    ),
  },
  {
    slot: "post",
    shape: sweep({
      path: [
        [0, 0.281, -0.024],
        [0, 0.281, 0],
        [0, 0.281, 0.024],
      ],
      section: () => oval(0.03, 0.024, { points: 28 }),
      steps: 8,
      up: [0, 1, 0],
      roundEnds: 0.008,
    }),
  },
];

const sides = (): Part[] =>
  [...cup(), ...fork()].flatMap((part) =>
    mirrored(part.shape).map((shape, side): Part => ({ ...part, shape, moves: side === 0 ? "right cup" : "left cup" })),
  );

const model: ModelDescription = {
  name: "Headphones",
  materials: {
    oak: timber("#CFAE84", 0.16),
    walnut: timber("#604A3C", 0.16),
    "black ash": timber("#3A3632", 0.16),
    sand: hide("#C9B69C", 0.05, 0.5),
    cognac: hide("#9A6240", 0.05, 0.5),
    black: hide("#2B2927", 0.05, 0.5),
    bone: lacquer("#E6DFD3"),
    graphite: lacquer("#3C3B3A"),
    "matt black": lacquer("#232323"),
    champagne: brushedMetal("#CDB796", 0.05),
    gunmetal: brushedMetal("#77757A", 0.05),
    mesh: cloth("#3B3733", "#222222", 0.02),
    thread: plain("#8C7A62"),
    travertine: stone("#E3D8C6"),
    nero: stone("#57524D", 0.4),
    brass: BRASS,
  },
  variants: [
    {
      name: "Sand",
      fill: {
        cap: "oak",
        post: "oak",
        pad: "sand",
        cup: "bone",
        metal: "champagne",
        strap: "champagne",
        foot: "travertine",
      },
    },
    {
      name: "Cognac",
      fill: {
        cap: "walnut",
        post: "walnut",
        pad: "cognac",
        cup: "graphite",
        metal: "brass",
        strap: "brass",
        foot: "travertine",
      },
    },
    {
      name: "Black",
      fill: {
        cap: "black ash",
        post: "black ash",
        pad: "black",
        cup: "matt black",
        metal: "gunmetal",
        strap: "gunmetal",
        foot: "nero",
      },
    },
  ],
  parts: [...band, ...sides(), ...stand],
  moving: [
    { name: "right cup", pivot: [CUP_X + 0.004, CUP_Y, 0], axis: [0, 1, 0], angle: -1.45 },
    { name: "left cup", pivot: [-CUP_X - 0.004, CUP_Y, 0], axis: [0, 1, 0], angle: 1.45 },
  ],
};

/** Headphones on their stand, 0.31 m high: wooden caps, leather cushions, cups that swivel flat. */
export const buildHeadphones = (): Promise<Uint8Array> => writeModel(model);
