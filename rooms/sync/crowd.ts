import { BEATS_PER_TICK, CELL_SIZE_M, SLOTS } from "../protocol/limits.ts";
import { cellAt, cellCorner } from "../protocol/room/pose-frame.ts";
import type { Pose } from "../protocol/room/poses.ts";
import { type CellLists, createCellLists, putInCell } from "./cell-lists.ts";
import type { Tier } from "./tiers.ts";

type CellBounds = { readonly minX: number; readonly maxX: number; readonly minZ: number; readonly maxZ: number };

/*
 * Everybody's pose, in columns by slot, and who has yet to hear of it. A change is due once for each tier and each beat
 * of a tick, because every beat serves other cells.
 */
export type Crowd = {
  readonly lists: CellLists;
  /** Metres; radians. */
  readonly x: Float32Array;
  readonly z: Float32Array;
  readonly heading: Float32Array;
  readonly pitch: Float32Array;
  readonly moving: Uint8Array;
  readonly gesture: Uint8Array;
  /** Bit tier × 4 + beat of the tick: has changed since those were sent it. */
  readonly due: Uint16Array;
  /** The same bits: came to rest since. */
  readonly stopped: Uint16Array;
  /** Columns and rows of cells in which anybody can be. */
  bounds: CellBounds;
  /** How many there are. */
  size: number;
};

/** Somebody keeps their cell until they are this far outside it, so that nobody at an edge changes it all the time. */
const STICK_M = 0.5;
const ALL_DUE = (1 << (3 * BEATS_PER_TICK)) - 1;

/** An empty crowd in a rectangle around the origin. Metres. */
export function createCrowd(halfWidth: number, halfDepth: number): Crowd {
  return {
    lists: createCellLists(),
    x: new Float32Array(SLOTS),
    z: new Float32Array(SLOTS),
    heading: new Float32Array(SLOTS),
    pitch: new Float32Array(SLOTS),
    moving: new Uint8Array(SLOTS),
    gesture: new Uint8Array(SLOTS),
    due: new Uint16Array(SLOTS),
    stopped: new Uint16Array(SLOTS),
    bounds: boundsOf(halfWidth, halfDepth),
    size: 0,
  };
}

function boundsOf(halfWidth: number, halfDepth: number): CellBounds {
  const low = cellAt(-halfWidth, -halfDepth);
  const high = cellAt(halfWidth, halfDepth);
  return { minX: low & 63, maxX: high & 63, minZ: low >> 6, maxZ: high >> 6 };
}

/**
 * Gives the crowd another rectangle to be in; everybody must stand inside of it already. Nobody keeps a cell by the
 * edge that is not theirs: beyond the bounds no frame would tell of them.
 */
export function resizeCrowd(crowd: Crowd, halfWidth: number, halfDepth: number): void {
  crowd.bounds = boundsOf(halfWidth, halfDepth);
  const { cell } = crowd.lists;
  for (let slot = 0; slot < SLOTS; slot++) {
    if ((cell[slot] as number) < 0) continue;
    putInCell(crowd.lists, slot, cellAt(crowd.x[slot] as number, crowd.z[slot] as number));
    crowd.due[slot] = ALL_DUE;
  }
}

/** The bit of a tier in the beat of a tick. */
export function dueBit(tier: Tier, beatOfTick: number): number {
  return 1 << (tier * BEATS_PER_TICK + beatOfTick);
}

/** Writes where somebody is, whether they are new or have moved: everybody is due to hear of it. */
export function placeInCrowd(crowd: Crowd, slot: number, pose: Pose): void {
  const { lists } = crowd;
  const { x, z } = pose;
  const cell = lists.cell[slot] as number;
  if (cell < 0) crowd.size++;
  crowd.x[slot] = x;
  crowd.z[slot] = z;
  crowd.heading[slot] = pose.heading;
  crowd.pitch[slot] = pose.pitch;
  if (crowd.moving[slot] === 1 && !pose.moving) crowd.stopped[slot] = ALL_DUE;
  crowd.moving[slot] = pose.moving ? 1 : 0;
  crowd.due[slot] = ALL_DUE;
  if (cell < 0 || !sticks(x, cell & 63) || !sticks(z, cell >> 6)) putInCell(lists, slot, cellAt(x, z));
}

function sticks(metres: number, coordinate: number): boolean {
  const inside = metres - cellCorner(coordinate);
  return inside >= -STICK_M && inside <= CELL_SIZE_M + STICK_M;
}

/** Begins or ends a gesture; 0 for none. */
export function setGesture(crowd: Crowd, slot: number, gesture: number): void {
  crowd.gesture[slot] = gesture;
  crowd.due[slot] = ALL_DUE;
}

/** Takes somebody out; does nothing when they are not there. */
export function leaveCrowd(crowd: Crowd, slot: number): void {
  if ((crowd.lists.cell[slot] as number) < 0) return;
  crowd.size--;
  crowd.gesture[slot] = 0;
  crowd.moving[slot] = 0;
  crowd.due[slot] = 0;
  crowd.stopped[slot] = 0;
  putInCell(crowd.lists, slot, -1);
}
