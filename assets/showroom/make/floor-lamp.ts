import { BRASS, lacquer, plain, STEEL, stone } from "./finishes.ts";
import { type Point3, place, range, tube, turned } from "./mesh.ts";
import { type ModelDescription, type Part, writeModel } from "./write-model.ts";

const TOP = 1.52;
const REACH = 0.36;
const BEND = 0.18;
/** Where the head turns: the end of the crook. */
const JOINT: Point3 = [0, TOP - 0.16, REACH];

function crook(): Point3[] {
  const bend = range(8, 0, Math.PI).map(
    (angle): Point3 => [0, TOP - BEND + Math.sin(angle) * BEND, BEND - Math.cos(angle) * BEND],
  );
  const straight = range(10, 0.03, TOP - BEND - 0.02).map((y): Point3 => [0, y, 0]);
  return [...straight, ...bend, JOINT];
}

const stand: Part[] = [
  {
    slot: "base",
    shape: turned(
      [
        [0, 0.002],
        [0.142, 0.002, 0.004],
        [0.15, 0.012, 0.006],
        [0.15, 0.036, 0.01],
        [0.14, 0.042, 0.004],
        [0, 0.042],
      ],
      { segments: 72 },
    ),
  },
  {
    slot: "metal",
    shape: turned(
      [
        [0.034, 0.042],
        [0.034, 0.05, 0.003],
        [0.013, 0.052, 0.003],
        [0.013, 0.09, 0.002],
        [0.008, 0.094],
      ],
      { segments: 40 },
    ),
  },
  { slot: "metal", shape: tube(crook(), 0.018, { steps: 120, sides: 14 }) },
  // The dimmer: a small turned ring that a hand finds by itself.
  {
    slot: "metal",
    shape: place(
      turned(
        [
          [0.008, 0],
          [0.014, 0, 0.002],
          [0.014, 0.05, 0.002],
          [0.008, 0.05],
        ],
        { segments: 32 },
      ),
      { at: [0, 1.02, 0] },
    ),
  },
  {
    slot: "cord",
    shape: tube(
      [
        [0, 0.02, -0.14],
        [0, 0.006, -0.17],
        [0.03, 0.004, -0.26],
        [0.1, 0.004, -0.3],
        [0.19, 0.004, -0.27],
      ],
      0.006,
      { steps: 40, sides: 8, roundEnds: 0.003 },
    ),
  },
];

/** The head hangs below the joint; heights are relative to it. */
const head = (): Part[] => {
  const [, y, z] = JOINT;
  const parts: Part[] = [
    {
      slot: "shade",
      // Up the outside, over the lip and back down the inside, so that the spun sheet has a thickness.
      shape: turned(
        [
          [0.148, -0.165],
          [0.15, -0.168, 0.001],
          [0.152, -0.165, 0.001],
          [0.147, -0.12, 0.05],
          [0.118, -0.062, 0.06],
          [0.05, -0.026, 0.02],
          [0.026, -0.018, 0.006],
          [0.022, 0.012, 0.006],
          [0, 0.014],
        ],
        { segments: 60, arc: 6 },
      ),
    },
    {
      slot: "inside",
      shape: turned(
        [
          [0, -0.034],
          [0.05, -0.036, 0.02],
          [0.112, -0.066, 0.06],
          [0.144, -0.122, 0.05],
          [0.148, -0.165],
        ].toReversed() as [number, number, number?][],
        { segments: 60, arc: 6 },
      ),
    },
    {
      slot: "light",
      shape: turned(
        [
          [0, -0.168],
          [0.03, -0.165, 0.03],
          [0.062, -0.14, 0.04],
          [0.07, -0.1, 0.03],
          [0.05, -0.07, 0.03],
          [0.03, -0.05],
          [0, -0.05],
        ],
        { segments: 40, arc: 8 },
      ),
    },
    {
      slot: "metal",
      shape: turned(
        [
          [0.034, -0.068],
          [0.036, -0.066, 0.001],
          [0.036, -0.04, 0.002],
          [0.03, -0.034],
        ],
        { segments: 40 },
      ),
    },
    {
      slot: "metal",
      shape: place(
        turned(
          [
            [0, 0],
            [0.013, 0, 0.003],
            [0.013, 0.026, 0.003],
            [0, 0.026],
          ],
          { segments: 28 },
        ),
        { at: [-0.013, 0.016, 0], turn: [0, 0, -Math.PI / 2] },
      ),
    },
  ];
  return parts.map((part) => ({ ...part, moves: "head", shape: place(part.shape, { at: [0, y, z] }) }));
};

const model: ModelDescription = {
  name: "Floor lamp",
  materials: {
    travertine: stone("#E3D8C6", 0.55),
    nero: stone("#57524D", 0.4),
    brass: BRASS,
    steel: STEEL,
    chalk: lacquer("#EFEAE0"),
    ink: lacquer("#26282B"),
    clay: lacquer("#9C5A45"),
    inside: { colour: "#F4EEE2", roughness: 0.5, glow: { colour: "#4A3420", strength: 1 } },
    light: { colour: "#FFF3DF", roughness: 0.4, glow: { colour: "#FFD9A0", strength: 3.2 } },
    cord: plain("#3A352F", 0.9),
  },
  variants: [
    { name: "Chalk", fill: { base: "travertine", metal: "brass", shade: "chalk" } },
    { name: "Ink", fill: { base: "nero", metal: "steel", shade: "ink" } },
    { name: "Clay", fill: { base: "travertine", metal: "brass", shade: "clay" } },
  ],
  parts: [...stand, ...head()],
  moving: [{ name: "head", pivot: JOINT, axis: [1, 0, 0], angle: -0.75 }],
};

/** A floor lamp, 1.52 m high: a stone foot, a crook of brass, a spun shade that tilts towards the wall. */
export const buildFloorLamp = (): Promise<Uint8Array> => writeModel(model);
