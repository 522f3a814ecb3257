import { type BufferGeometry, Vector3 } from "three";
import { cushion } from "./cushion.ts";
import { brushedMetal, cloth, hide, lacquer, metal, plain, stone, timber } from "./finishes.ts";
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
  stitches,
  sweep,
  turned,
} from "./mesh.ts";
import { type ModelDescription, type Part, writeModel } from "./write-model.ts";

/** Everything above the block is made with the dial up and then leaned towards whoever looks. */
const LEAN = 0.78;
const LOOP_Y = 0.072;
const LOOP = { high: 0.031, deep: 0.029 };
const CASE_Y = LOOP.high - 0.0005;
const DIAL_Y = CASE_Y + 0.0083;

const lean = (part: Part): Part => ({ ...part, shape: place(part.shape, { at: [0, LOOP_Y, 0], turn: [LEAN, 0, 0] }) });
const onCase = (shape: BufferGeometry, y = CASE_Y) => place(shape, { at: [0, y, 0] });

const caseParts: Part[] = [
  {
    slot: "case",
    shape: onCase(
      turned(
        [
          [0, 0],
          [0.016, 0, 0.001],
          [0.019, 0.0025, 0.002],
          [0.0199, 0.0055, 0.002],
          [0.0194, 0.0078, 0.0004],
        ],
        { segments: 72 },
      ),
    ),
  },
  {
    slot: "bezel",
    shape: onCase(
      turned(
        [
          [0.0194, 0.0076],
          [0.0193, 0.0086, 0.0003],
          [0.0181, 0.0097, 0.0006],
          [0.0173, 0.0096, 0.0003],
          [0.0168, 0.0083],
        ],
        { segments: 72 },
      ),
    ),
  },
  {
    slot: "dial",
    shape: boxMapped(
      onCase(
        turned(
          [
            [0.017, 0.0083],
            [0.0165, 0.0084],
            [0, 0.0084],
          ],
          { segments: 72 },
        ),
      ),
    ),
  },
  // Small seconds: a ring sunk into the dial.
  {
    slot: "bezel",
    shape: place(
      turned(
        [
          [0.0044, 0.0001],
          [0.0044, 0.00022, 0.00005],
          [0.0042, 0.00022, 0.00005],
          [0.0042, 0.0001],
        ],
        { segments: 40, arc: 2 },
      ),
      { at: [0, DIAL_Y, 0.0088] },
    ),
  },
];

const lug = sweep({
  path: [
    [0.0108, CASE_Y + 0.0055, 0.0145],
    [0.0112, CASE_Y + 0.005, 0.018],
    [0.0113, CASE_Y + 0.0026, 0.0212],
    [0.0113, CASE_Y - 0.0006, 0.023],
  ],
  section: (t) => oval(lerp(0.0042, 0.0026, t), lerp(0.0046, 0.003, t), { points: 14, power: 3.4 }),
  steps: 14,
  up: [1, 0, 0],
  roundEnds: 0.0008,
});
const lugs: Part[] = mirrored(lug).flatMap((shape) => [
  { slot: "case", shape },
  { slot: "case", shape: place(shape, { turn: [0, Math.PI, 0] }) },
]);

const crown = (() => {
  const ring = (radius: number, y: number, depth: number) =>
    range(48)
      .slice(0, -1)
      .map(
        (turn, index) =>
          new Vector3(
            Math.sin(turn * Math.PI * 2) * (radius - (index % 2) * depth),
            y,
            Math.cos(turn * Math.PI * 2) * (radius - (index % 2) * depth),
          ),
      );
  const shape = join([
    skin(
      [
        ring(0.0024, 0, 0),
        ring(0.0027, 0.0003, 0.0002),
        ring(0.0027, 0.003, 0.0002),
        ring(0.0022, 0.0034, 0),
        ring(0.00001, 0.0035, 0),
      ],
      { closed: true },
    ),
  ]);
  return place(shape, { at: [0.0196, CASE_Y + 0.0048, 0], turn: [0, 0, -Math.PI / 2] });
})();

/** Something that lies on the dial at an hour, `far` from the middle. */
const atHour = (shape: BufferGeometry, hour: number, far: number, y = DIAL_Y + 0.0003) => {
  const angle = (hour / 12) * Math.PI * 2;
  return place(shape, { at: [Math.sin(angle) * far, y, -Math.cos(angle) * far], turn: [0, -angle, 0] });
};

const marks: Part[] = [
  ...range(12, 0, 12)
    .slice(0, -1)
    .filter((hour) => hour !== 6)
    .map(
      (hour): Part => ({
        slot: "bezel",
        shape: atHour(box(hour % 3 === 0 ? 0.0011 : 0.0007, 0.0005, 0.0034, 0.00015, 1), hour, 0.0132),
      }),
    ),
  {
    slot: "print",
    shape: join(
      range(60, 0, 12)
        .slice(0, -1)
        .map((hour) => atHour(box(0.00014, 0.00006, 0.0009, 0.00002, 1), hour, 0.016, DIAL_Y + 0.0001)),
    ),
  },
];

const hand = (hour: number, length: number, width: number, y: number): BufferGeometry =>
  atHour(
    sweep({
      path: [
        [0, 0, 0.003],
        [0, 0, -length * 0.5],
        [0, 0, -length],
      ],
      section: (t) => oval(width * lerp(1, 0.45, t), 0.0003, { points: 8, power: 3 }),
      steps: 8,
      up: [0, 1, 0],
    }),
    hour,
    0,
    y,
  );

const hands: Part[] = [
  { slot: "bezel", shape: hand(10.15, 0.0088, 0.0014, DIAL_Y + 0.0007) },
  { slot: "bezel", shape: hand(2, 0.0138, 0.0011, DIAL_Y + 0.0011) },
  { slot: "accent", shape: place(hand(4.4, 0.0034, 0.0004, 0.0004), { at: [0, DIAL_Y, 0.0088] }) },
  {
    slot: "bezel",
    shape: place(
      turned(
        [
          [0.0011, 0],
          [0.0011, 0.0014, 0.0003],
          [0, 0.0015],
        ],
        { segments: 20 },
      ),
      { at: [0, DIAL_Y, 0] },
    ),
  },
];

const loopPoint = (angle: number, x = 0, out = 0): Point3 => [
  x,
  Math.cos(angle) * (LOOP.high + out),
  Math.sin(angle) * (LOOP.deep + out),
];
/** From between the front lugs around the cushion to between the rear ones; `out` lies above its middle. */
function strapLine(x = 0, out: (t: number) => number = () => 0): Point3[] {
  const ends = [
    [CASE_Y + 0.0022, 0.0182],
    [CASE_Y + 0.0004, 0.0215],
  ] as const;
  const loop = range(36, 0.98, Math.PI * 2 - 0.98).map((angle, i) => loopPoint(angle, x, out(i / 36)));
  const end = (sign: number) => ends.map(([y, z]): Point3 => [x, y + out(0) * 0.8, sign * (z + out(0) * 0.6)]);
  return [...end(1), ...loop, ...end(-1).toReversed()];
}
const strapWidth = (t: number) => 0.0195 - 0.0035 * Math.sin(Math.PI * t);

const strap: Part[] = [
  {
    slot: "leather",
    shape: sweep({
      path: strapLine(),
      section: (t) => oval(0.0036 - 0.0013 * Math.sin(Math.PI * t), strapWidth(t), { points: 22, power: 4 }),
      steps: 70,
      up: [1, 0, 0],
    }),
  },
  ...[-1, 1].map(
    (side): Part => ({
      slot: "thread",
      shape: stitches(
        strapLine(side * 0.0068, (t) => 0.00185 - 0.00065 * Math.sin(Math.PI * t)),
        { length: 0.0021, gap: 0.0014, thickness: 0.0005 },
      ),
      crease: 180,
    }),
  ),
];

const display: Part[] = [
  {
    slot: "pillow",
    shape: place(cushion({ width: 0.058, height: 0.058, depth: 0.054, plan: 2.6, edge: 2.6, segments: 20 }), {
      at: [0, LOOP_Y, 0],
      turn: [LEAN, 0, 0],
    }),
  },
  { slot: "block", shape: place(boxMapped(box(0.1, 0.032, 0.078, 0.004, 4)), { at: [0, 0.026, 0] }) },
  { slot: "foot", shape: place(box(0.116, 0.01, 0.094, 0.003, 3), { at: [0, 0.005, 0] }) },
];

const dial = (colour: string) => ({ colour, roughness: 0.45, clearcoat: { amount: 1, roughness: 0.03 } });

const model: ModelDescription = {
  name: "Watch",
  materials: {
    chalk: dial("#EDE8DE"),
    ink: dial("#1F2A36"),
    sage: dial("#8A9A86"),
    steel: brushedMetal("#B9B8B6", 0.03),
    gold: brushedMetal("#CDAA7A", 0.03),
    "polished steel": metal("#C9C8C6", 0.14),
    "polished gold": metal("#D2AC76", 0.14),
    print: plain("#3A3733"),
    "light print": plain("#D8D4CC"),
    accent: lacquer("#B8492E"),
    tan: hide("#A87850", 0.03, 0.6),
    "dark brown": hide("#4A382E", 0.03, 0.6),
    black: hide("#2B2927", 0.03, 0.6),
    thread: plain("#E2D3B8"),
    pillow: cloth("#D9CEBC", "#3A362F", 0.03),
    oak: timber("#CFAE84", 0.2),
    walnut: timber("#604A3C", 0.2),
    travertine: stone("#E3D8C6"),
  },
  variants: [
    {
      name: "Chalk",
      fill: {
        dial: "chalk",
        case: "steel",
        bezel: "polished steel",
        print: "print",
        leather: "tan",
        block: "oak",
        foot: "travertine",
      },
    },
    {
      name: "Ink",
      fill: {
        dial: "ink",
        case: "gold",
        bezel: "polished gold",
        print: "light print",
        leather: "dark brown",
        block: "walnut",
        foot: "travertine",
      },
    },
    {
      name: "Sage",
      fill: {
        dial: "sage",
        case: "steel",
        bezel: "polished steel",
        print: "print",
        leather: "black",
        block: "oak",
        foot: "travertine",
      },
    },
  ],
  parts: [
    ...[...caseParts, ...lugs, { slot: "case", shape: crown, crease: 25 }, ...marks, ...hands, ...strap].map(lean),
    ...display,
  ],
};

/** A wristwatch, 40 mm across, on its display block, 0.11 m high. */
export const buildWatch = (): Promise<Uint8Array> => writeModel(model);
