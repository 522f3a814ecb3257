import { BEATS_PER_TICK, GRID_CELLS, SLOTS } from "../protocol/limits.ts";
import {
  createRecord,
  FORMAT,
  type Format,
  type PoseRecord,
  RECORD_BYTES,
  writeRecord,
} from "../protocol/room/pose-frame.ts";
import { type Crowd, dueBit } from "./crowd.ts";
import { TIER, type Tier } from "./tiers.ts";

/*
 * One encoded block for each cell and tier of a beat, made when the first frame needs it and copied into all that do.
 */

const KEYS = GRID_CELLS * GRID_CELLS * 4;
const SCRATCH_BYTES = SLOTS * (RECORD_BYTES[FORMAT.full] as number) * 2 + KEYS;

/** Encoded records of one cell for one tier: `count` of them between two offsets of the scratch bytes. */
export type Blocks = {
  readonly bytes: Uint8Array;
  readonly record: PoseRecord;
  /** By cell × 4 + tier: the beat for which the entry is good. */
  readonly madeAt: Float64Array;
  readonly start: Uint32Array;
  readonly count: Uint16Array;
  /** The same for those who came to rest, who are told even where all else is shed. */
  readonly stopStart: Uint32Array;
  readonly stopCount: Uint16Array;
  beat: number;
  end: number;
};

export function createBlocks(): Blocks {
  return {
    bytes: new Uint8Array(SCRATCH_BYTES),
    record: createRecord(),
    madeAt: new Float64Array(KEYS).fill(-1),
    start: new Uint32Array(KEYS),
    count: new Uint16Array(KEYS),
    stopStart: new Uint32Array(KEYS),
    stopCount: new Uint16Array(KEYS),
    beat: -1,
    end: 0,
  };
}

/** Forgets the blocks of earlier beats. A negative one settles nobody's dues; no number may come twice. */
export function beginBlocks(blocks: Blocks, beat: number): void {
  blocks.beat = beat;
  blocks.end = 0;
}

/**
 * Makes the block of a cell for a tier in this beat, unless it is made already. `everybody` lists all who are in the
 * cell, else those who changed since this tier was last told in this beat of a tick.
 * @returns its index into the columns
 */
export function blockOf(
  blocks: Blocks,
  crowd: Crowd,
  cell: number,
  tier: Tier,
  format: Format,
  everybody: boolean,
): number {
  const key = cell * 4 + tier;
  if (blocks.madeAt[key] === blocks.beat) return key;
  blocks.madeAt[key] = blocks.beat;
  const { lists, due, stopped } = crowd;
  const bit = tier === TIER.outside || blocks.beat < 0 ? 0 : dueBit(tier, blocks.beat % BEATS_PER_TICK);
  const start = blocks.end;
  let at = start;
  let count = 0;
  let stops = 0;
  blocks.record.format = format;
  blocks.record.cell = cell;
  for (let slot = lists.head[cell] as number; slot >= 0; slot = lists.next[slot] as number) {
    if (!everybody && !((due[slot] as number) & bit)) continue;
    at = writeSlot(blocks, crowd, at, slot);
    count++;
    if ((stopped[slot] as number) & bit) stops++;
  }
  blocks.start[key] = start;
  blocks.count[key] = count;
  blocks.stopStart[key] = at;
  blocks.stopCount[key] = stops;
  blocks.end = stops > 0 ? writeStops(blocks, crowd, at, cell, bit) : at;
  settle(crowd, cell, bit);
  return key;
}

function writeSlot({ bytes, record }: Blocks, crowd: Crowd, at: number, slot: number): number {
  record.slot = slot;
  record.x = crowd.x[slot] as number;
  record.z = crowd.z[slot] as number;
  record.moving = crowd.moving[slot] === 1;
  record.heading = crowd.heading[slot] as number;
  record.pitch = crowd.pitch[slot] as number;
  record.gesture = crowd.gesture[slot] as number;
  return writeRecord(bytes, at, record);
}

function writeStops(blocks: Blocks, crowd: Crowd, start: number, cell: number, bit: number): number {
  const { lists, stopped } = crowd;
  let at = start;
  for (let slot = lists.head[cell] as number; slot >= 0; slot = lists.next[slot] as number) {
    if ((stopped[slot] as number) & bit) at = writeSlot(blocks, crowd, at, slot);
  }
  return at;
}

/** Whoever was told is not due any more; who came to rest stays due once more, so that it is said twice. */
function settle({ lists, due, stopped }: Crowd, cell: number, bit: number): void {
  for (let slot = lists.head[cell] as number; slot >= 0; slot = lists.next[slot] as number) {
    const rested = (stopped[slot] as number) & bit;
    if (rested) stopped[slot] = (stopped[slot] as number) & ~bit;
    else due[slot] = (due[slot] as number) & ~bit;
  }
}
