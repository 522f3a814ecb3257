import { Vector3 } from "three";
import { BRASS, lacquer, plain, STEEL } from "./finishes.ts";
import { type Corner, type Point3, place, range, rounded, skin, tube, turned } from "./mesh.ts";
import { type ModelDescription, type Part, writeModel } from "./write-model.ts";

/** From the lowest shade's rim to the ceiling, metres; the model's origin is at the lowest point. */
export const PENDANT_DROP_M = 2.3;

/** A profile folded into sharp pleats, twisted a little from bottom to top. */
function pleated(
  corners: readonly Corner[],
  { pleats, depth, twist }: { pleats: number; depth: number; twist: number },
) {
  const profile = rounded(corners, 9);
  const top = profile.at(-1)?.y ?? 1;
  const rows = profile.map(({ x, y }) =>
    range(pleats * 2)
      .slice(0, -1)
      .map((turn, index) => {
        const angle = turn * Math.PI * 2 + (twist * y) / top;
        const radius = x - (index % 2) * depth * Math.min(1, x / 0.08);
        return new Vector3(Math.sin(angle) * radius, y, Math.cos(angle) * radius);
      }),
  );
  return skin(rows, { closed: true });
}

type Shade = { at: Point3; profile: readonly Corner[]; pleats: number; twist: number };

const SHADES: readonly Shade[] = [
  {
    at: [0.02, 0, 0.2],
    pleats: 44,
    twist: 0.5,
    profile: [
      [0.06, 0.004],
      [0.18, 0.035, 0.11],
      [0.265, 0.18, 0.17],
      [0.2, 0.36, 0.16],
      [0.04, 0.42],
    ],
  },
  {
    at: [-0.28, 0.46, -0.08],
    pleats: 36,
    twist: -0.45,
    profile: [
      [0.06, 0.004],
      [0.165, 0.045, 0.08],
      [0.19, 0.165, 0.12],
      [0.1, 0.34, 0.19],
      [0.035, 0.52],
    ],
  },
  {
    at: [0.27, 0.88, -0.12],
    pleats: 48,
    twist: 0.4,
    profile: [
      [0.08, 0.004],
      [0.24, 0.04, 0.1],
      [0.3, 0.12, 0.11],
      [0.22, 0.205, 0.12],
      [0.04, 0.245],
    ],
  },
];

function hang({ at, profile, pleats, twist }: Shade): Part[] {
  const [opening] = profile;
  const [neck, top] = [profile.at(-1)?.[0] ?? 0.03, profile.at(-1)?.[1] ?? 0.3];
  const [, y] = at;
  const local: Part[] = [
    { slot: "shade", shape: pleated(profile, { pleats, depth: 0.02, twist }), crease: 24, shade: () => 1 },
    {
      slot: "ring",
      shape: turned(
        [
          [(opening?.[0] ?? 0.05) - 0.006, 0],
          [(opening?.[0] ?? 0.05) + 0.002, 0, 0.002],
          [(opening?.[0] ?? 0.05) + 0.002, 0.008, 0.002],
          [(opening?.[0] ?? 0.05) - 0.006, 0.008, 0.002],
          [(opening?.[0] ?? 0.05) - 0.006, 0],
        ],
        { segments: 48 },
      ),
    },
    {
      slot: "bulb",
      shape: turned(
        [
          [0, 0.012],
          [0.03, 0.018, 0.02],
          [(opening?.[0] ?? 0.05) - 0.005, 0.03],
        ],
        { segments: 32 },
      ),
    },
    {
      slot: "metal",
      shape: turned(
        [
          [neck - 0.014, top - 0.012],
          [neck + 0.002, top - 0.008, 0.003],
          [neck - 0.002, top + 0.012, 0.004],
          [0.011, top + 0.018, 0.004],
          [0.009, top + 0.055, 0.003],
          [0.003, top + 0.06],
        ],
        { segments: 36 },
      ),
    },
    {
      slot: "cord",
      shape: tube(
        [
          [0, top + 0.055, 0],
          [0, PENDANT_DROP_M - y - 0.03, 0],
        ],
        0.0055,
        { steps: 12, sides: 8 },
      ),
    },
  ];
  return local.map((part) => ({ ...part, shape: place(part.shape, { at }) }));
}

const canopy: Part = {
  slot: "metal",
  shape: place(
    turned(
      [
        [0, 0],
        [0.365, 0.002, 0.003],
        [0.375, 0.008, 0.005],
        [0.375, 0.034, 0.002],
        [0, 0.034],
      ],
      { segments: 80 },
    ),
    { at: [0.01, PENDANT_DROP_M - 0.034, 0.02] },
  ),
};

const paper = (colour: string, glow: string, strength: number) => ({
  colour,
  roughness: 0.85,
  sheen: { colour: "#3A342A", roughness: 0.5 },
  glow: { colour: glow, strength },
  doubleSided: true,
});

const model: ModelDescription = {
  name: "Pendant",
  materials: {
    linen: paper("#F3E9D8", "#FFC58A", 0.2),
    blush: paper("#E3BFA8", "#FFA878", 0.18),
    slate: paper("#8E959A", "#FFC591", 0.1),
    bulb: { colour: "#FFF6E6", roughness: 0.4, glow: { colour: "#FFE0B0", strength: 4 } },
    brass: BRASS,
    steel: STEEL,
    ring: lacquer("#EFE7D9"),
    cord: plain("#2E2A26", 0.9),
  },
  variants: [
    { name: "Linen", fill: { shade: "linen", metal: "brass" } },
    { name: "Blush", fill: { shade: "blush", metal: "brass" } },
    { name: "Slate", fill: { shade: "slate", metal: "steel" } },
  ],
  parts: [...SHADES.flatMap(hang), canopy],
  stands: false,
};

/** Three pleated lights on one canopy, 2.3 m from the lowest rim to the ceiling. */
export const buildPendant = (): Promise<Uint8Array> => writeModel(model);
