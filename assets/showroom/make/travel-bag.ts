import { Vector3 } from "three";
import { shell } from "./cushion.ts";
import { cloth, hide, metal, plain } from "./finishes.ts";
import {
  box,
  boxMapped,
  join,
  lerp,
  mirrored,
  oval,
  type Point3,
  place,
  range,
  skin,
  smooth,
  stitches,
  sweep,
  tube,
  turned,
} from "./mesh.ts";
import { type ModelDescription, type Part, writeModel } from "./write-model.ts";

const [WIDTH, DEPTH, HEIGHT] = [0.5, 0.25, 0.27];
const BASE = 0.085;

/** The bag's outline at a height: full at the belly, drawn in towards the mouth. */
function ring(y: number, grown = 0): Vector3[] {
  const t = y / HEIGHT;
  const belly = 0.014 * Math.sin(Math.PI * Math.min(1, t * 1.05)) - 0.012 * smooth(0.1, 0, t);
  const depth = DEPTH * lerp(1, 0.74, smooth(0.35, 1, t));
  const width = WIDTH * lerp(1, 0.965, smooth(0.3, 1, t));
  return oval(width + (belly + grown) * 2, depth + (belly + grown) * 2, { points: 84, power: 4.4 }).map(
    ([x, z]) => new Vector3(x, y, -z),
  );
}

const middle = (y: number) => ring(y).map(({ x }) => new Vector3(x * 0.6, y, 0));
const asPoints = (line: readonly Vector3[]) => line.map((point) => point.toArray() as [number, number, number]);
const cord = (line: readonly Vector3[], thickness: number) =>
  sweep({
    path: asPoints(line).toReversed(),
    closed: true,
    steps: 110,
    section: () => oval(thickness, thickness, { points: 8 }),
    up: [0, 1, 0],
  });

const body: Part[] = [
  {
    slot: "canvas",
    shape: skin(
      range(16, BASE - 0.01, HEIGHT).map((y) => ring(y)),
      { closed: true },
    ),
  },
  {
    slot: "lining",
    shape: boxMapped(
      skin(
        [middle(0.03), ...range(10, 0.03, HEIGHT).map((y) => ring(y, -0.006))].map((row) => row.toReversed()),
        { closed: true },
      ),
    ),
  },
  {
    slot: "leather",
    shape: boxMapped(
      skin(
        [
          middle(0.004),
          ring(0.004, -0.012),
          ring(0.005, -0.002),
          ...range(7, 0.012, BASE).map((y) => ring(y, 0.0035)),
          ring(BASE + 0.001, 0.001),
        ],
        { closed: true },
      ),
    ),
  },
  { slot: "leather", shape: cord(ring(HEIGHT, -0.003), 0.009) },
  { slot: "thread", shape: stitches(asPoints(ring(BASE - 0.006, 0.0042)), { closed: true }), crease: 180 },
  { slot: "thread", shape: stitches(asPoints(ring(HEIGHT - 0.012, 0.0006)), { closed: true }), crease: 180 },
  ...[-0.17, 0.17].flatMap((x) =>
    [-0.06, 0.06].map(
      (z): Part => ({
        slot: "metal",
        shape: place(
          turned(
            [
              [0.009, 0],
              [0.011, 0.002, 0.001],
              [0.011, 0.005, 0.001],
            ],
            { segments: 20 },
          ),
          { at: [x, 0, z] },
        ),
      }),
    ),
  ),
];

/** The lid's middle line, from the hinge over the mouth and down the front, as [z, y]. */
const LID: readonly (readonly [number, number])[] = range(20).map((t) => {
  const over = smooth(0, 0.62, t);
  const fall = smooth(0.5, 1, t);
  return [
    lerp(-0.104, 0.109, over) + 0.0235 * fall,
    HEIGHT + 0.004 + 0.016 * Math.sin(Math.PI * Math.min(1, t / 0.62)) - 0.125 * fall,
  ];
});

function lidSurface(u: number, v: number, lifted = 0): Vector3 {
  const at = Math.min(19.999, Math.max(0, v * 20));
  const [before, after] = [LID[Math.floor(at)] ?? [0, 0], LID[Math.floor(at) + 1] ?? [0, 0]];
  const [z, y] = [lerp(before[0], after[0], at % 1), lerp(before[1], after[1], at % 1)];
  const ahead = Math.atan2(after[1] - before[1], after[0] - before[0]);
  const droop = 0.022 * Math.abs(u) ** 7 * smooth(0.75, 0.45, v);
  return new Vector3(
    u * (WIDTH / 2 + 0.006 - 0.004 * v),
    y - droop + Math.cos(ahead) * lifted,
    z - Math.sin(ahead) * lifted,
  );
}

/** A strap that lies on the lid from `start` to `end` at `x`, with a buckle and a loose tip. */
function strap(x: number): Part[] {
  const lying = range(18, 0.02, 1).map((v): Point3 => {
    const point = lidSurface(x / (WIDTH / 2), v, 0.0052);
    return [x, point.y, point.z];
  });
  const path: Point3[] = [...lying, [x, 0.128, 0.1455], [x, 0.108, 0.1465]];
  const buckle = tube(
    [
      [-0.019, 0.014, 0],
      [0.019, 0.014, 0],
      [0.019, -0.014, 0],
      [-0.019, -0.014, 0],
    ],
    0.0045,
    { closed: true, steps: 48, sides: 10, tension: 0.12 },
  );
  return [
    {
      slot: "leather",
      shape: sweep({
        path,
        section: () => oval(0.0045, 0.028, { points: 16, power: 5 }),
        steps: 40,
        up: [1, 0, 0],
        roundEnds: 0.004,
      }),
    },
    { slot: "metal", shape: place(buckle, { at: [x, 0.158, 0.1475], turn: [-0.05, 0, 0] }) },
    {
      slot: "metal",
      shape: place(
        tube(
          [
            [0, 0.015, 0],
            [0, 0, 0.002],
            [0, -0.014, 0.001],
          ],
          0.003,
          { sides: 8, steps: 6 },
        ),
        { at: [x, 0.158, 0.149] },
      ),
    },
  ];
}

const HANDLE: readonly Point3[] = [
  [-0.105, HEIGHT + 0.018, 0],
  [-0.1, HEIGHT + 0.04, 0],
  [-0.075, HEIGHT + 0.072, 0],
  [0, HEIGHT + 0.085, 0],
  [0.075, HEIGHT + 0.072, 0],
  [0.1, HEIGHT + 0.04, 0],
  [0.105, HEIGHT + 0.018, 0],
];

const rimLine = range(90)
  .slice(0, -1)
  .map((t): Point3 => {
    const corner = (value: number) => Math.sign(value) * Math.abs(value) ** (2 / 6);
    const [u, v] = [corner(Math.cos(t * Math.PI * 2)), corner(Math.sin(t * Math.PI * 2))];
    return lidSurface(u * 0.972, (v / 2) * 0.955 + 0.5, 0.0036).toArray();
  });

const lid: Part[] = [
  { slot: "leather", shape: shell({ surface: lidSurface, thickness: 0.006, corners: 7, rows: 36, columns: 18 }) },
  { slot: "thread", shape: stitches(rimLine, { closed: true }), crease: 180 },
  ...[-0.15, 0.15].flatMap(strap),
  {
    slot: "leather",
    shape: sweep({
      path: HANDLE,
      section: (t) =>
        oval(
          0.013 + 0.011 * smooth(0, 0.25, t) * smooth(1, 0.75, t),
          0.011 + 0.008 * smooth(0, 0.25, t) * smooth(1, 0.75, t),
          { points: 18 },
        ),
      steps: 48,
      up: [0, 0, 1],
    }),
  },
  ...mirrored(join([place(box(0.044, 0.005, 0.036, 0.002), { at: [0.105, HEIGHT + 0.0245, 0] })])).map(
    (shape): Part => ({ slot: "leather", shape }),
  ),
  ...mirrored(
    place(
      tube(
        [
          [-0.013, 0, 0],
          [-0.011, 0.017, 0],
          [0.011, 0.017, 0],
          [0.013, 0, 0],
        ],
        0.0045,
        { closed: true, steps: 36, sides: 10 },
      ),
      { at: [0.104, HEIGHT + 0.024, 0], turn: [0, Math.PI / 2, 0] },
    ),
  ).map((shape): Part => ({ slot: "metal", shape })),
].map((part) => ({ ...part, moves: "lid" }));

const sides: Part[] = mirrored(
  place(
    tube(
      [
        [-0.014, 0.012, 0],
        [0.014, 0.012, 0],
        [0.016, -0.006, 0],
        [0, -0.02, 0],
        [-0.016, -0.006, 0],
      ],
      0.005,
      { closed: true, steps: 48, sides: 10 },
    ),
    { at: [WIDTH / 2 + 0.017, 0.178, 0], turn: [0, Math.PI / 2, 0] },
  ),
).map((shape): Part => ({ slot: "metal", shape }));

const tabs: Part[] = mirrored(
  place(box(0.005, 0.07, 0.034, 0.0022), { at: [WIDTH / 2 + 0.0135, 0.215, 0], turn: [0, 0, 0.06] }),
).map((shape): Part => ({ slot: "leather", shape }));

const model: ModelDescription = {
  name: "Travel bag",
  materials: {
    sand: cloth("#CBBDA6", "#39342B", 0.045),
    olive: cloth("#6B6C56", "#23241B", 0.045),
    navy: cloth("#3A4450", "#1B1F24", 0.045),
    cognac: hide("#96603F", 0.08),
    "dark brown": hide("#4A382E", 0.08),
    black: hide("#2B2927", 0.08),
    lining: cloth("#8A7A64", "#222018", 0.03),
    thread: plain("#E2D3B8"),
    brass: metal("#C4A06A", 0.28),
  },
  variants: [
    { name: "Sand", fill: { canvas: "sand", leather: "cognac", metal: "brass" } },
    { name: "Olive", fill: { canvas: "olive", leather: "dark brown", metal: "brass" } },
    { name: "Navy", fill: { canvas: "navy", leather: "black", metal: "brass" } },
  ],
  parts: [...body, ...tabs, ...sides, ...lid],
  moving: [{ name: "lid", pivot: [0, HEIGHT + 0.002, -0.104], axis: [1, 0, 0], angle: -1.85 }],
};

/** A weekend bag, 0.53 m wide: canvas on a leather foot, a lid with two straps. */
export const buildTravelBag = (): Promise<Uint8Array> => writeModel(model);
