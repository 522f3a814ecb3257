import type { BufferGeometry } from "three";
import { Vector3 } from "three";
import { BRASS, stone, timber } from "./finishes.ts";
import { type Corner, range, rounded, skin, smooth, turned } from "./mesh.ts";
import { type ModelDescription, writeModel } from "./write-model.ts";

const REEDS = 26;

/** 0 in the groove between two reeds, 1 on the back of one. */
const reedAt = (angle: number) => Math.sqrt(Math.abs(Math.sin((angle * REEDS) / 2)));

/** A turned profile whose wall is a row of reeds. */
function reeded(corners: readonly Corner[], depth = 0.0085): BufferGeometry {
  const profile = rounded(corners, 8);
  const turns = range(REEDS * 9).slice(0, -1);
  const rows = profile.map(({ x, y }) =>
    turns.map((turn) => {
      const angle = turn * Math.PI * 2;
      const radius = x - depth * (1 - reedAt(angle));
      return new Vector3(Math.sin(angle) * radius, y, Math.cos(angle) * radius);
    }),
  );
  const shape = skin(rows, { closed: true });
  // The grain runs up the column, and does not shear where the column widens.
  const [position, uv] = [shape.getAttribute("position"), shape.getAttribute("uv")];
  const columns = turns.length + 1;
  for (let i = 0; i < uv.count; i += 1) uv.setXY(i, position.getY(i), ((i % columns) / turns.length) * 0.8);
  return shape;
}

const model: ModelDescription = {
  name: "Side table",
  materials: {
    oak: timber("#CFAE84"),
    walnut: timber("#604A3C"),
    ash: timber("#3A3632"),
    travertine: stone("#E6DBC9", 0.5),
    rosso: stone("#9A6A5C", 0.38),
    nero: stone("#4B4743", 0.32),
    brass: BRASS,
  },
  variants: [
    { name: "Oak and travertine", fill: { column: "oak", top: "travertine", ring: "brass" } },
    { name: "Walnut and rosso", fill: { column: "walnut", top: "rosso", ring: "brass" } },
    { name: "Black ash and nero", fill: { column: "ash", top: "nero", ring: "brass" } },
  ],
  parts: [
    {
      slot: "top",
      shape: turned(
        [
          [0, 0.478],
          [0.196, 0.478, 0.01],
          [0.236, 0.492, 0.01],
          [0.24, 0.498, 0.006],
          [0.24, 0.504, 0.006],
          [0.234, 0.51, 0.003],
          [0, 0.51],
        ],
        { segments: 96 },
      ),
    },
    {
      slot: "ring",
      shape: turned(
        [
          [0, 0.466],
          [0.1, 0.466, 0.002],
          [0.1, 0.479, 0.002],
          [0, 0.479],
        ],
        { segments: 64 },
      ),
    },
    {
      slot: "column",
      shape: reeded([
        [0.16, 0.016],
        [0.15, 0.06, 0.05],
        [0.088, 0.2, 0.2],
        [0.088, 0.38, 0.15],
        [0.112, 0.467],
      ]),
      crease: 50,
      shade: ({ x, y, z }) => (0.3 + 0.7 * reedAt(Math.atan2(x, z))) * (1 - 0.55 * smooth(0.3, 0.47, y)),
    },
    {
      slot: "column",
      shape: turned(
        [
          [0, 0.002],
          [0.165, 0.002, 0.003],
          [0.17, 0.006, 0.003],
          [0.17, 0.014, 0.003],
          [0.14, 0.02],
        ],
        { segments: 72 },
      ),
    },
  ],
};

/** A side table, 0.48 m wide: a disc of stone on a reeded column. */
export const buildSideTable = (): Promise<Uint8Array> => writeModel(model);
