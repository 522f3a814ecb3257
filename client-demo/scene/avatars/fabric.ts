import { type BufferGeometry, Color, Float32BufferAttribute } from "three";
import { mergeGeometries } from "three/addons/utils/BufferGeometryUtils.js";

/** What a part of an avatar is made of. `tint` 0…1 is how much of the visitor's own colour it takes. */
export type Fabric = { readonly colour: string; readonly tint: number; readonly roughness: number };

/** White takes the visitor's colour as it is, grey a darker tone of it. */
export const FABRICS = {
  coat: { colour: "#DDDDDD", tint: 1, roughness: 0.68 },
  seam: { colour: "#A5A5A5", tint: 1, roughness: 0.75 },
  trim: { colour: "#FBF3E6", tint: 0.3, roughness: 0.6 },
  cap: { colour: "#BDBDBD", tint: 1, roughness: 0.8 },
  skin: { colour: "#F3E4D3", tint: 0.1, roughness: 0.5 },
  eye: { colour: "#26211E", tint: 0, roughness: 0.16 },
  button: { colour: "#3A332D", tint: 0, roughness: 0.3 },
  trousers: { colour: "#312C28", tint: 0, roughness: 0.68 },
  shoe: { colour: "#3B342E", tint: 0.08, roughness: 0.42 },
  sole: { colour: "#6B6055", tint: 0, roughness: 0.7 },
} as const satisfies Readonly<Record<string, Fabric>>;

/** Sews pieces of different fabrics into one geometry that the avatars' material understands. */
export function sew(pieces: readonly (readonly [BufferGeometry, Fabric])[]): BufferGeometry {
  const cut = pieces.map(([geometry, fabric]) => dress(geometry, fabric));
  const sewn = mergeGeometries(cut);
  for (const piece of cut) piece.dispose();
  return sewn;
}

function dress(geometry: BufferGeometry, { colour, tint, roughness }: Fabric): BufferGeometry {
  const bare = geometry.index ? geometry : geometry.clone();
  const count = bare.getAttribute("position").count;
  if (!bare.index) bare.setIndex(Array.from({ length: count }, (_, index) => index));
  bare.deleteAttribute("uv");
  const shade = new Color(colour);
  const colours = new Float32Array(count * 3);
  const fabric = new Float32Array(count * 2);
  for (let index = 0; index < count; index++) {
    shade.toArray(colours, index * 3);
    fabric[index * 2] = tint;
    fabric[index * 2 + 1] = roughness;
  }
  bare.setAttribute("color", new Float32BufferAttribute(colours, 3));
  bare.setAttribute("fabric", new Float32BufferAttribute(fabric, 2));
  return bare;
}
