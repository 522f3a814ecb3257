import { Vector3 } from "three";
import { brushedMetal, cloth, hide, plain, timber } from "./finishes.ts";
import { box, boxMapped, join, oval, type Point3, place, range, skin, sweep, turned } from "./mesh.ts";
import { type ModelDescription, type Part, writeModel } from "./write-model.ts";

const [WIDTH, DEPTH, HEIGHT] = [0.3, 0.15, 0.19];
const FOOT = 0.012;

/** The outline of the body from above, `grown` metres outside it, `y` metres high. */
const outline = (grown: number, y: number): Vector3[] =>
  oval(WIDTH + grown * 2, DEPTH + grown * 2, { points: 96, power: 4.6 }).map(([x, z]) => new Vector3(x, y, -z));

/** A slab with the body's outline; each row is [height, growth]. */
function slab(rows: readonly (readonly [number, number])[]) {
  const laid = rows.map(([y, grown]) => outline(grown, y));
  const flat = (y: number, inward: number) => outline(inward, y);
  const bottom = skin([flat(rows[0]?.[0] ?? 0, -DEPTH / 2), laid[0] ?? []], { closed: true });
  const top = skin([laid.at(-1) ?? [], flat(rows.at(-1)?.[0] ?? 0, -DEPTH / 2)], { closed: true });
  return boxMapped(join([bottom, skin(laid, { closed: true }), top]));
}

const body: Part[] = [
  {
    slot: "wood",
    shape: slab([
      [FOOT, -0.006],
      [FOOT + 0.001, -0.002],
      [FOOT + 0.004, 0],
      [FOOT + 0.022, 0],
      [FOOT + 0.024, -0.002],
    ]),
    crease: 30,
  },
  {
    slot: "grille",
    shape: skin(
      range(22).map((t) => outline(-0.003 + 0.005 * Math.sin(Math.PI * t) ** 0.6, FOOT + 0.023 + t * (HEIGHT - 0.05))),
      { closed: true },
    ),
  },
  {
    slot: "wood",
    shape: slab([
      [HEIGHT - 0.016, -0.003],
      [HEIGHT - 0.014, 0],
      [HEIGHT - 0.004, 0],
      [HEIGHT - 0.001, -0.0016],
      [HEIGHT, -0.005],
    ]),
    crease: 30,
  },
  ...[-1, 1].map(
    (side): Part => ({ slot: "rubber", shape: place(box(0.03, FOOT, 0.1, 0.005), { at: [side * 0.1, FOOT / 2, 0] }) }),
  ),
];

/** The knob on top: knurled, with a dish for the finger and a mark of light. */
const knurl = (() => {
  const ring = (radius: number, y: number, depth: number) =>
    range(144)
      .slice(0, -1)
      .map((turn, index) => {
        const r = radius - (index % 2) * depth;
        return new Vector3(Math.sin(turn * Math.PI * 2) * r, y, Math.cos(turn * Math.PI * 2) * r);
      });
  return skin(
    [ring(0.0255, 0.0035, 0), ring(0.026, 0.005, 0.0007), ring(0.026, 0.015, 0.0007), ring(0.0255, 0.0165, 0)],
    { closed: true },
  );
})();

const controls: Part[] = [
  { slot: "metal", shape: place(knurl, { at: [-0.08, HEIGHT, 0] }), crease: 20 },
  {
    slot: "metal",
    shape: place(
      turned(
        [
          [0.0275, 0],
          [0.0275, 0.0035, 0.001],
          [0.0255, 0.0036],
        ],
        { segments: 64 },
      ),
      { at: [-0.08, HEIGHT, 0] },
    ),
  },
  {
    slot: "metal",
    shape: place(
      turned(
        [
          [0.0255, 0.0165],
          [0.0235, 0.0185, 0.001],
          [0.021, 0.0185, 0.001],
          [0.012, 0.0172, 0.006],
          [0, 0.0168],
        ],
        { segments: 64 },
      ),
      { at: [-0.08, HEIGHT, 0] },
    ),
  },
  { slot: "light", shape: place(box(0.0016, 0.001, 0.006, 0.0004), { at: [-0.08, HEIGHT + 0.0186, -0.0222] }) },
  ...[0.02, 0.05, 0.08].map(
    (x): Part => ({
      slot: "metal",
      shape: place(
        turned(
          [
            [0.0075, 0],
            [0.0075, 0.0018, 0.0007],
            [0.004, 0.0024, 0.002],
            [0, 0.002],
          ],
          { segments: 28 },
        ),
        { at: [x, HEIGHT, 0] },
      ),
    }),
  ),
];

const STRAP: readonly Point3[] = [
  [0.1525, HEIGHT - 0.075, 0],
  [0.156, HEIGHT - 0.045, 0],
  [0.158, HEIGHT - 0.012, 0],
  [0.15, HEIGHT + 0.022, 0],
  [0.118, HEIGHT + 0.05, 0],
  [0.06, HEIGHT + 0.062, 0],
  [0, HEIGHT + 0.065, 0],
];

const handle: Part[] = [
  {
    slot: "leather",
    shape: sweep({
      path: [
        ...STRAP,
        ...STRAP.slice(0, -1)
          .toReversed()
          .map(([x, y, z]): Point3 => [-x, y, z]),
      ],
      section: (t) =>
        oval(0.0042 + 0.004 * Math.sin(Math.PI * t) ** 6, 0.024 - 0.005 * Math.sin(Math.PI * t) ** 6, {
          points: 20,
          power: 5,
        }),
      steps: 80,
      up: [0, 0, 1],
      roundEnds: 0.004,
    }),
  },
  ...[-1, 1].map(
    (side): Part => ({
      slot: "metal",
      shape: place(
        turned(
          [
            [0.0065, 0],
            [0.0065, 0.002, 0.001],
            [0.003, 0.003, 0.002],
            [0, 0.0028],
          ],
          { segments: 24 },
        ),
        { at: [side * 0.156, HEIGHT - 0.062, 0], turn: [0, 0, -side * (Math.PI / 2 - 0.1)] },
      ),
    }),
  ),
  { slot: "metal", shape: place(box(0.026, 0.007, 0.0012, 0.0005), { at: [0.108, 0.05, 0.0765], turn: [0, 0.06, 0] }) },
];

const model: ModelDescription = {
  name: "Speaker",
  materials: {
    oak: timber("#CFAE84", 0.3),
    walnut: timber("#604A3C", 0.3),
    "black ash": timber("#3A3632", 0.3),
    oat: cloth("#D9CEBC", "#3A362F", 0.035),
    rust: cloth("#97604B", "#2C1A14", 0.035),
    charcoal: cloth("#45433F", "#1C1C1C", 0.035),
    tan: hide("#A87850", 0.05, 0.5),
    "dark leather": hide("#3B302A", 0.05, 0.5),
    brass: brushedMetal("#C9A872", 0.04),
    steel: brushedMetal("#97959A", 0.04),
    light: { colour: "#FFFFFF", glow: { colour: "#FFE3B8", strength: 2 } },
    rubber: plain("#2A2826"),
  },
  variants: [
    { name: "Oat", fill: { wood: "oak", grille: "oat", leather: "tan", metal: "brass" } },
    { name: "Rust", fill: { wood: "walnut", grille: "rust", leather: "dark leather", metal: "brass" } },
    { name: "Charcoal", fill: { wood: "black ash", grille: "charcoal", leather: "dark leather", metal: "steel" } },
  ],
  parts: [...body, ...controls, ...handle],
};

/** A speaker to carry, 0.30 m wide: woven cloth between two plates of wood, a leather handle. */
export const buildSpeaker = (): Promise<Uint8Array> => writeModel(model);
