import { findUvIslands, type UvIslands } from "./find-uv-islands.ts";
import { createUvRaster, UV_GRID } from "./raster-uvs.ts";
import { type UvSheet, uvTriangle } from "./uv-sheet.ts";

/** What lies in the cells of a layout. */
export type UvGrid = {
  /** 1 for each cell that shows on the model, row by row from the top. */
  readonly cells: Uint8Array;
  readonly covered: number;
  /** Cells with more than one triangle in them. */
  readonly overlapped: number;
  /** Blocks of GUTTER_CELLS squared in which pieces of the layout lie beside each other; null if there are too many triangles. */
  readonly crammed: number | null;
};

/** A gutter of 8 pixels on a texture of 1,024, in cells. Source: Khronos glTF Asset Auditor, grid of 128. */
const GUTTER_CELLS = UV_GRID / 128;

type Filled = { readonly counts: Uint8Array; readonly owners: Uint32Array };

function fill(sheets: readonly UvSheet[], islands: UvIslands | null): Filled | null {
  const counts = new Uint8Array(UV_GRID * UV_GRID);
  const owners = new Uint32Array(UV_GRID * UV_GRID);
  let triangle = 0;
  const raster = createUvRaster((cell) => {
    counts[cell] = Math.min(2, (counts[cell] ?? 0) + 1);
    owners[cell] = islands?.of[triangle] ?? 0;
  });
  for (const sheet of sheets) {
    for (let start = 0; start < sheet.triangles.length; start += 3) {
      if (!raster(uvTriangle(sheet, start))) return null;
      triangle += 1;
    }
  }
  return { counts, owners };
}

/** Islands on top of each other are another matter: only cells with one triangle count. */
function isCrammed({ counts, owners }: Filled, block: number): boolean {
  const side = UV_GRID / GUTTER_CELLS;
  const corner = Math.floor(block / side) * GUTTER_CELLS * UV_GRID + (block % side) * GUTTER_CELLS;
  let first: number | undefined;
  for (let cell = 0; cell < GUTTER_CELLS * GUTTER_CELLS; cell += 1) {
    const at = corner + Math.floor(cell / GUTTER_CELLS) * UV_GRID + (cell % GUTTER_CELLS);
    if (counts[at] !== 1) continue;
    first ??= owners[at];
    if (owners[at] !== first) return true;
  }
  return false;
}

function countCrammed(filled: Filled): number {
  let crammed = 0;
  for (let block = 0; block < (UV_GRID / GUTTER_CELLS) ** 2; block += 1) if (isCrammed(filled, block)) crammed += 1;
  return crammed;
}

/** Lays a layout on a grid of UV_GRID squared; null where it covers the texture so often that it would take too long. */
export function fillUvGrid(sheets: readonly UvSheet[]): UvGrid | null {
  const islands = findUvIslands(sheets);
  const filled = fill(sheets, islands);
  if (!filled) return null;
  let [covered, overlapped] = [0, 0];
  for (const count of filled.counts) {
    if (count > 0) covered += 1;
    if (count > 1) overlapped += 1;
  }
  const cells = filled.counts.map((count) => Math.min(1, count));
  return { cells, covered, overlapped, crammed: islands ? countCrammed(filled) : null };
}
