import type { mat4 } from "@gltf-transform/core";
import { signedArea, type UvSheet, uvTriangle } from "./uv-sheet.ts";

/** Beyond this many triangles areas are taken from every so many. */
const SAMPLES = 100_000;

/** Twice the area would be the length of the cross product of two sides. */
function worldArea(positions: Float32Array, corners: Uint32Array, place: mat4): number {
  const point = (corner: number): number[] => {
    const vertex = corners[corner] ?? 0;
    const [x = 0, y = 0, z = 0] = positions.subarray(vertex * 3, vertex * 3 + 3);
    return [0, 1, 2].map((axis) => (place[axis] ?? 0) * x + (place[4 + axis] ?? 0) * y + (place[8 + axis] ?? 0) * z);
  };
  const [a, b, c] = [point(0), point(1), point(2)];
  const side = (to: number[], axis: number): number => (to[axis] ?? 0) - (a[axis] ?? 0);
  const cross = [0, 1, 2].map((axis) => {
    const [y, z] = [(axis + 1) % 3, (axis + 2) % 3];
    return side(b, y) * side(c, z) - side(b, z) * side(c, y);
  });
  return Math.hypot(...cross) / 2;
}

/** The areas of a sheet on the model, in square metres, and on the texture, in squares of it; of the same triangles. */
export function measureAreas(sheet: UvSheet, positions: Float32Array, place: mat4): { world: number; uv: number } {
  const { triangles } = sheet;
  const stride = Math.max(1, Math.ceil(triangles.length / 3 / SAMPLES)) * 3;
  const areas = { world: 0, uv: 0 };
  for (let start = 0; start < triangles.length; start += stride) {
    areas.uv += Math.abs(signedArea(uvTriangle(sheet, start)));
    areas.world += worldArea(positions, triangles.subarray(start, start + 3), place);
  }
  return areas;
}
