import { GRID_CELLS, SLOTS } from "../protocol/limits.ts";

/** Which slots are in which cell: one linked list a cell, without an object for anybody. */
export type CellLists = {
  /** First slot in a cell, −1 for none. */
  readonly head: Int16Array;
  /** The next slot in the same cell, −1 at the end. */
  readonly next: Int16Array;
  readonly previous: Int16Array;
  /** The cell of a slot, −1 for nowhere. */
  readonly cell: Int16Array;
};

export function createCellLists(): CellLists {
  return {
    head: new Int16Array(GRID_CELLS * GRID_CELLS).fill(-1),
    next: new Int16Array(SLOTS).fill(-1),
    previous: new Int16Array(SLOTS).fill(-1),
    cell: new Int16Array(SLOTS).fill(-1),
  };
}

/** Puts a slot into a cell, wherever it was; −1 takes it out. */
export function putInCell(lists: CellLists, slot: number, cell: number): void {
  const { head, next, previous } = lists;
  const old = lists.cell[slot] as number;
  if (old === cell) return;
  if (old >= 0) {
    const before = previous[slot] as number;
    const after = next[slot] as number;
    if (before >= 0) next[before] = after;
    else head[old] = after;
    if (after >= 0) previous[after] = before;
  }
  lists.cell[slot] = cell;
  previous[slot] = -1;
  next[slot] = -1;
  if (cell < 0) return;
  const first = head[cell] as number;
  next[slot] = first;
  if (first >= 0) previous[first] = slot;
  head[cell] = slot;
}
