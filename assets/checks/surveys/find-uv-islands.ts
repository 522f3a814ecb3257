import { createNumberTable } from "./number-table.ts";

/** Beyond this many triangles islands are not told apart. */
const TRIANGLES_MAX = 400_000;

/** Texture coordinates closer than this many parts of a texture count as one. */
const STEPS = 2 ** 20;

/** Which island each triangle belongs to, in the order of the sheets. */
export type UvIslands = { readonly of: Uint32Array; readonly count: number };

function createUnion(size: number) {
  const parents = Uint32Array.from({ length: size }, (_, index) => index);
  const find = (from: number): number => {
    let at = from;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at] ?? at] ?? at;
      at = parents[at] ?? at;
    }
    return at;
  };
  return { find, join: (a: number, b: number) => (parents[find(a)] = find(b)) };
}

/** Finds the connected pieces of a layout: triangles that share a point of it. Null where there are too many triangles. */
export function findUvIslands(
  sheets: readonly { readonly uvs: Float32Array; readonly triangles: Uint32Array }[],
): UvIslands | null {
  const corners = sheets.reduce((total, { triangles }) => total + triangles.length, 0);
  if (corners / 3 > TRIANGLES_MAX) return null;
  const points = createNumberTable();
  const numbers = new Uint32Array(corners);
  let corner = 0;
  for (const { uvs, triangles } of sheets) {
    for (const vertex of triangles) {
      const u = uvs[vertex * 2] ?? 0;
      const v = uvs[vertex * 2 + 1] ?? 0;
      numbers[corner] = points.idOf((Math.round(u * STEPS) + 2 ** 24) * 2 ** 26 + Math.round(v * STEPS) + 2 ** 24);
      corner += 1;
    }
  }
  const union = createUnion(points.size());
  for (let start = 0; start < corners; start += 3) {
    union.join(numbers[start] ?? 0, numbers[start + 1] ?? 0);
    union.join(numbers[start] ?? 0, numbers[start + 2] ?? 0);
  }
  const islands = createNumberTable();
  const of = Uint32Array.from({ length: corners / 3 }, (_, triangle) =>
    islands.idOf(union.find(numbers[triangle * 3] ?? 0)),
  );
  return { of, count: islands.size() };
}
