import type { BufferGeometry } from "three";
import { Vector3 } from "three";
import type { MaterialDescription } from "./material.ts";
import { type Corner, range, rounded, skin, smooth, turned } from "./mesh.ts";
import { brushed, travertine, wood } from "./surfaces.ts";
import { type ModelDescription, writeModel } from "./write-model.ts";

/** A turned profile cut with round flutes that fade out towards both ends. */
function fluted(corners: readonly Corner[], { flutes = 30, depth = 0.006 } = {}): BufferGeometry {
  const profile = rounded(corners, 10);
  const perFlute = 8;
  const rows = profile.map(({ x, y }, index) => {
    const t = index / (profile.length - 1);
    const cut = depth * smooth(0, 0.1, t) * smooth(1, 0.94, t);
    return range(flutes * perFlute)
      .slice(0, -1)
      .map((turn) => {
        const angle = turn * Math.PI * 2;
        const flute = Math.abs(Math.sin((angle * flutes) / 2));
        const radius = x - cut * (1 - Math.sqrt(flute));
        return new Vector3(Math.sin(angle) * radius, y, Math.cos(angle) * radius);
      });
  });
  // The grain runs up the column: u has to follow the rows, not the rings.
  return skin(rows, { closed: true, swapUv: true });
}

const timber = (colour: string): MaterialDescription => ({ colour, surface: wood, tile: 0.36, roughness: 0.48 });
const stone = (colour: string, roughness: number): MaterialDescription => ({
  colour,
  surface: travertine,
  tile: 0.55,
  roughness,
});

const model: ModelDescription = {
  name: "Side table",
  materials: {
    oak: timber("#D2AC7C"),
    walnut: timber("#77503A"),
    ash: timber("#3A3632"),
    travertine: stone("#E6DBC9", 0.5),
    rosso: stone("#A86B58", 0.38),
    nero: stone("#4B4743", 0.32),
    brass: { colour: "#C9A15F", surface: brushed, tile: 0.16, roughness: 0.34, metallic: 1, relief: 0 },
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
      shape: fluted([
        [0.16, 0.016],
        [0.15, 0.06, 0.05],
        [0.088, 0.2, 0.2],
        [0.088, 0.38, 0.15],
        [0.112, 0.467],
      ]),
      crease: 62,
    },
    {
      slot: "column",
      shape: turned(
        [
          [0, 0.002],
          [0.165, 0.002, 0.003],
          [0.17, 0.006, 0.003],
          [0.17, 0.014, 0.003],
          [0.16, 0.018],
        ],
        { segments: 72 },
      ),
    },
  ],
};

/** A side table, 0.48 m wide: a disc of stone on a fluted column. */
export const buildSideTable = (): Promise<Uint8Array> => writeModel(model);
