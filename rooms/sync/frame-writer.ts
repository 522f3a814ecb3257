import { BEATS_PER_TICK, CELL_SIZE_M, GRID_CELLS, SLOTS } from "../protocol/limits.ts";
import {
  BLOCK_RECORDS_MAX,
  endRun,
  FORMAT,
  type Format,
  type FrameFlags,
  RECORD_BYTES,
  writeBlockHeader,
  writeFrameHeader,
  writeRunHeader,
} from "../protocol/room/pose-frame.ts";
import { type Blocks, beginBlocks, blockOf, createBlocks } from "./blocks.ts";
import { SHED } from "./budget.ts";
import type { Crowd } from "./crowd.ts";
import { reachInRow, TIER, TIER_RADII_M, type Tier } from "./tiers.ts";

/*
 * Puts the frame of a cell together: row by row, the near, mid and far runs around it. A row's turn comes by its
 * phase, so that what is sent seldom is spread over the ticks; every forty ticks everybody in the row is listed, which
 * heals whatever a client missed.
 */

/** Everybody within interest is listed again after this many ticks: 2 s. */
const COMPLETE_TICKS = 40;
const FULL_TICKS = 5;
const MID_TICKS = 5;
const FAR_TICKS = 20;
/** Whoever is outside of interest is sent in turns, so that each client hears about this many a second at most. */
const OUTSIDE_PER_SECOND = 50;
const OUTSIDE_TICKS_MAX = 400;
/** Neighbouring rows have their outside turns this far apart. */
const OUTSIDE_STRIDE = 7;
/** This many empty cells cost more than a new run's header. */
const GAP_CELLS_MAX = 2;
const SCRATCH_BYTES = SLOTS * (RECORD_BYTES[FORMAT.full] as number) + GRID_CELLS * GRID_CELLS * 4;
const FAR_ROWS = TIER_RADII_M[TIER.far] / CELL_SIZE_M;

export type FrameWriter = {
  readonly crowd: Crowd;
  readonly blocks: Blocks;
  readonly frame: Uint8Array;
  /** Where the next byte goes. */
  at: number;
  beat: number;
  /** Outside turns come round in this many ticks. */
  outsideTicks: number;
  /** Numbers the sets of blocks that welcome frames are made of. */
  welcomes: number;
};

export function createFrameWriter(crowd: Crowd): FrameWriter {
  const frame = new Uint8Array(SCRATCH_BYTES);
  return { crowd, blocks: createBlocks(), frame, at: 0, beat: 0, outsideTicks: FAR_TICKS, welcomes: -1 };
}

/** Begins a beat: frames written from now on tell what changed since the same beat of the last tick. */
export function beginBeat(writer: FrameWriter, beat: number): void {
  writer.beat = beat;
  beginBlocks(writer.blocks, beat);
  const seconds = Math.ceil(writer.crowd.size / OUTSIDE_PER_SECOND);
  writer.outsideTicks = Math.min(OUTSIDE_TICKS_MAX, Math.max(1, seconds) * FAR_TICKS);
}

/**
 * The frame for everybody in a cell at a shed level, 0 to 4. The bytes are the writer's own until its next call.
 * @returns null when there is nothing to tell
 */
export function writeFrame(writer: FrameWriter, centre: number, level: number, flags: FrameFlags): Uint8Array | null {
  const { minZ, maxZ } = writer.crowd.bounds;
  const tick = Math.floor(writer.beat / BEATS_PER_TICK);
  const start = writeFrameHeader(writer.frame, { beat: writer.beat, centre, ...flags });
  writer.at = start;
  for (let z = minZ; z <= maxZ; z++) writeRow(writer, centre, z, tick, level);
  return writer.at > start ? writer.frame.subarray(0, writer.at) : null;
}

/** The frame for somebody who comes in: everybody, as finely as their distance asks for. */
export function writeWelcomeFrame(writer: FrameWriter, centre: number, flags: FrameFlags): Uint8Array {
  const { minZ, maxZ } = writer.crowd.bounds;
  writer.at = writeFrameHeader(writer.frame, { beat: writer.beat, centre, ...flags });
  // A newcomer needs more than the others are told: blocks of their own, and nobody's dues are settled by them.
  beginBlocks(writer.blocks, --writer.welcomes);
  for (let z = minZ; z <= maxZ; z++) {
    writeTier(writer, { centre, z, tier: TIER.near, format: FORMAT.full, everybody: true, stopsOnly: false });
    writeTier(writer, { centre, z, tier: TIER.mid, format: FORMAT.mid, everybody: true, stopsOnly: false });
    writeTier(writer, { centre, z, tier: TIER.far, format: FORMAT.far, everybody: true, stopsOnly: false });
    writeTier(writer, { centre, z, tier: TIER.outside, format: FORMAT.far, everybody: true, stopsOnly: false });
  }
  return writer.frame.slice(0, writer.at);
}

/** A tier's part of a row, seen from a cell. */
type Part = {
  readonly centre: number;
  readonly z: number;
  readonly tier: Tier;
  readonly format: Format;
  /** Lists all who are there, else those who changed. */
  readonly everybody: boolean;
  /** For a client without room for more: those who came to rest. */
  readonly stopsOnly: boolean;
};

function writeRow(writer: FrameWriter, centre: number, z: number, tick: number, level: number): void {
  const phase = (tick + z) % COMPLETE_TICKS;
  const everybody = phase === 0;
  if (Math.abs(z - (centre >> 6)) <= FAR_ROWS) {
    const format = phase % FULL_TICKS === 0 ? FORMAT.full : FORMAT.step;
    const stopsOnly = level >= SHED.all || (level === SHED.halfNear && tick % 2 === 1);
    writeTier(writer, { centre, z, tier: TIER.near, format, everybody, stopsOnly });
    if (phase % MID_TICKS === 0) {
      writeTier(writer, { centre, z, tier: TIER.mid, format: FORMAT.mid, everybody, stopsOnly: level >= SHED.mid });
    }
    if (phase % FAR_TICKS === 0) {
      writeTier(writer, { centre, z, tier: TIER.far, format: FORMAT.far, everybody, stopsOnly: level >= SHED.far });
    }
  }
  if (level === SHED.none && (tick + z * OUTSIDE_STRIDE) % writer.outsideTicks === 0) {
    writeTier(writer, { centre, z, tier: TIER.outside, format: FORMAT.far, everybody: true, stopsOnly: false });
  }
}

/** Writes the stretches of a row that are of a tier: one, or two beside the nearer tiers. */
function writeTier(writer: FrameWriter, part: Part): void {
  const { minX, maxX } = writer.crowd.bounds;
  const { centre, z, tier } = part;
  const x = centre & 63;
  const dz = z - (centre >> 6);
  const inner = tier === TIER.near ? -1 : reachInRow((tier - 1) as Tier, dz);
  const outer = tier === TIER.outside ? GRID_CELLS : reachInRow(tier, dz);
  if (outer <= inner) return;
  if (inner < 0) {
    writeStretch(writer, part, Math.max(minX, x - outer), Math.min(maxX, x + outer));
  } else {
    writeStretch(writer, part, Math.max(minX, x - outer), Math.min(maxX, x - inner - 1));
    writeStretch(writer, part, Math.max(minX, x + inner + 1), Math.min(maxX, x + outer));
  }
}

/** Writes the cells of a stretch as runs. A run of everybody names its empty cells too: they are news. */
function writeStretch(writer: FrameWriter, part: Part, fromX: number, toX: number): void {
  const { blocks, crowd, frame } = writer;
  const { z, tier, format, everybody, stopsOnly } = part;
  const complete = everybody && !stopsOnly && tier !== TIER.outside;
  const counts = stopsOnly ? blocks.stopCount : blocks.count;
  const starts = stopsOnly ? blocks.stopStart : blocks.start;
  let headerAt = -1;
  let empty = 0;
  for (let x = fromX; x <= toX; x++) {
    const cell = x | (z << 6);
    const key = blockOf(blocks, crowd, cell, tier, format, everybody);
    const count = counts[key] as number;
    if (count === 0 && !complete) {
      empty++;
      continue;
    }
    if (headerAt < 0 || empty > GAP_CELLS_MAX) {
      if (headerAt >= 0) endRun(frame, headerAt);
      writer.at = writeRunHeader(frame, writer.at, cell, format, complete);
    } else {
      writeEmpty(writer, empty);
    }
    empty = 0;
    headerAt = copyRecords(writer, starts[key] as number, count, RECORD_BYTES[format] as number);
  }
  if (headerAt >= 0) endRun(frame, headerAt);
}

function writeEmpty(writer: FrameWriter, cells: number): void {
  for (let left = cells; left > 0; left--) writer.at = writeBlockHeader(writer.frame, writer.at, 0, false);
}

/** Copies encoded records behind headers of their own. @returns the offset of the last header */
function copyRecords(writer: FrameWriter, start: number, count: number, size: number): number {
  const { frame, blocks } = writer;
  let from = start;
  let left = count;
  for (;;) {
    const part = Math.min(left, BLOCK_RECORDS_MAX);
    left -= part;
    const headerAt = writer.at;
    let at = writeBlockHeader(frame, headerAt, part, left > 0);
    for (const end = from + part * size; from < end; from++) frame[at++] = blocks.bytes[from] as number;
    writer.at = at;
    if (left === 0) return headerAt;
  }
}
