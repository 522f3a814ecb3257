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
  /** Places at which pieces of the layout lie closer than the gutter; null if there are too many triangles to tell them apart. */
  readonly close: number | null;
};

/** A gutter of 8 pixels on a texture of 1,024, in cells. Source: Khronos glTF Asset Auditor, 8 at 1,024. */
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

/**
 * Counts the places along one line of cells at which pieces come too close. Cells with several triangles in them are passed
 * over: pieces on top of each other are another matter.
 */
function countCloseAlong({ counts, owners }: Filled, start: number, step: number): number {
  let close = 0;
  let [lastOwner, lastCell] = [0, Number.NEGATIVE_INFINITY];
  for (let cell = 0; cell < UV_GRID; cell += 1) {
    const at = start + cell * step;
    if (counts[at] !== 1) continue;
    const owner = owners[at] ?? 0;
    if (owner !== lastOwner && cell - lastCell <= GUTTER_CELLS) close += 1;
    [lastOwner, lastCell] = [owner, cell];
  }
  return close;
}

/** Along every row and every column. */
function countClose(filled: Filled): number {
  let close = 0;
  for (let line = 0; line < UV_GRID; line += 1) {
    close += countCloseAlong(filled, line * UV_GRID, 1) + countCloseAlong(filled, line, UV_GRID);
  }
  return close;
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
  return { cells, covered, overlapped, close: islands ? countClose(filled) : null };
}
