import type { mat4 } from "@gltf-transform/core";
import { signedArea, type UvSheet, uvTriangle } from "./uv-sheet.ts";

/** Beyond this many triangles areas are taken from every so many. */
const SAMPLES = 100_000;

/** Twice the area would be the length of the cross product of two sides. Written out: this is done for every triangle. */
function worldArea(positions: Float32Array, triangles: Uint32Array, start: number, place: mat4): number {
  const [a, b, c] = [(triangles[start] ?? 0) * 3, (triangles[start + 1] ?? 0) * 3, (triangles[start + 2] ?? 0) * 3];
  const side = (to: number, axis: number): number => (positions[to + axis] ?? 0) - (positions[a + axis] ?? 0);
  const turn = (axis: 0 | 1 | 2, x: number, y: number, z: number): number =>
    place[axis] * x + place[(4 + axis) as 4] * y + place[(8 + axis) as 8] * z;
  const [bx, by, bz] = [side(b, 0), side(b, 1), side(b, 2)];
  const [cx, cy, cz] = [side(c, 0), side(c, 1), side(c, 2)];
  const [ux, uy, uz] = [turn(0, bx, by, bz), turn(1, bx, by, bz), turn(2, bx, by, bz)];
  const [vx, vy, vz] = [turn(0, cx, cy, cz), turn(1, cx, cy, cz), turn(2, cx, cy, cz)];
  return Math.sqrt((uy * vz - uz * vy) ** 2 + (uz * vx - ux * vz) ** 2 + (ux * vy - uy * vx) ** 2) / 2;
}

/** The areas of a sheet on the model, in square metres, and on the texture, in squares of it; of the same triangles. */
export function measureAreas(sheet: UvSheet, positions: Float32Array, place: mat4): { world: number; uv: number } {
  const { triangles } = sheet;
  const stride = Math.max(1, Math.ceil(triangles.length / 3 / SAMPLES)) * 3;
  const areas = { world: 0, uv: 0 };
  for (let start = 0; start < triangles.length; start += stride) {
    areas.uv += Math.abs(signedArea(uvTriangle(sheet, start)));
    areas.world += worldArea(positions, triangles, start, place);
  }
  return areas;
}
