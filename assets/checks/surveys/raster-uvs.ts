import type { UvTriangle } from "./uv-sheet.ts";

/** The side of the grid on which UVs are looked at: cells of a texture of 512 pixels. */
export const UV_GRID = 512;

/** How many cells may be looked at for one material: some layouts cover the texture thousands of times. */
const CELLS_MAX = 40_000_000;

/** A cell's middle on the edge between two triangles belongs to neither. */
const EDGE = 1e-7;

const wrap = (cell: number): number => ((cell % UV_GRID) + UV_GRID) % UV_GRID;

/** The first and the last cell whose middles can lie between coordinates. */
function cellRange(...coordinates: readonly number[]): readonly [number, number] {
  return [Math.ceil(Math.min(...coordinates) * UV_GRID - 0.5), Math.floor(Math.max(...coordinates) * UV_GRID - 0.5)];
}

/**
 * Makes a rasteriser that calls `visit` for each cell whose middle lies in a triangle; what lies outside of 0–1 is
 * wrapped. It answers false once it has looked at too many cells, and does nothing from then on.
 */
export function createUvRaster(visit: (cell: number) => void): (triangle: UvTriangle) => boolean {
  let looked = 0;
  return ([u0, v0, u1, v1, u2, v2]) => {
    const area = (u1 - u0) * (v2 - v0) - (u2 - u0) * (v1 - v0);
    if (area === 0) return looked <= CELLS_MAX;
    const [left, right] = cellRange(u0, u1, u2);
    const [top, bottom] = cellRange(v0, v1, v2);
    looked += Math.max(0, right - left + 1) * Math.max(0, bottom - top + 1);
    if (looked > CELLS_MAX) return false;
    for (let row = top; row <= bottom; row += 1) {
      const v = (row + 0.5) / UV_GRID;
      for (let column = left; column <= right; column += 1) {
        const u = (column + 0.5) / UV_GRID;
        const a = ((u1 - u) * (v2 - v) - (u2 - u) * (v1 - v)) / area;
        const b = ((u2 - u) * (v0 - v) - (u0 - u) * (v2 - v)) / area;
        if (a > EDGE && b > EDGE && 1 - a - b > EDGE) visit(wrap(row) * UV_GRID + wrap(column));
      }
    }
    return true;
  };
}
