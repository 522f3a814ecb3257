import { CELL_SIZE_M, GRID_CELLS } from "../limits.ts";
import { decodeHeading, decodePitch, encodeHeading, encodePitch, HALF_EXTENT_M } from "./poses.ts";

/*
 * What the room tells a browser about everybody's poses.
 *
 *   frame      beat u16 · flags u8 (shed level: 0–2, pace: 3–4) · centre u16 (a cell) · run…          little endian
 *   run        head u16 (cell: x 0–5, z 6–11; format: 12–13; complete: 14) · block…
 *   block      head u8 (count: 0–5, same cell goes on: 6, run ends: 7) · record × count
 *
 * A run is a stretch of neighbouring cells in one row (growing x), one block a cell. A `complete` run has everybody who
 * is in its cells; any other has those who changed. Records, by format; slot in bits 0–11:
 *
 *   0 step     x 12–20 · z 21–29 · moving 30 · – 31 · heading 32–39                                       5 bytes
 *   1 full     as step · pitch 40–44 · gesture 45–47, its fourth bit in 31                                6 bytes
 *   2 mid      x 12–18 · z 19–25 · heading 26–30 · moving 31                                              4 bytes
 *   3 far      x 12–16 · z 17–21 · moving 22 · – 23                                                       3 bytes
 *
 * The centre is the cell that the frame was made for: how far it is from somebody's cell says how often they are sent.
 * Nothing refers to another frame: any browser may be sent any runs at any rate, and whatever it missed heals with the
 * next record. A beat is a quarter of a tick. A position is coded from 0.54 m outside its cell's corner, because
 * visitors stay in their cell for half a metre beyond its edge.
 */

export const FORMAT = { step: 0, full: 1, mid: 2, far: 3 } as const;
export type Format = (typeof FORMAT)[keyof typeof FORMAT];

export const RECORD_BYTES: readonly number[] = [5, 6, 4, 3];
const FRAME_HEADER_BYTES = 5;
const RUN_HEADER_BYTES = 2;
/** Records in one block; a fuller cell goes on in the next block. */
export const BLOCK_RECORDS_MAX = 63;

/** How far outside its cell a visitor is coded, metres. */
const MARGIN_M = 0.54;
/** What the codes of a coordinate span, metres. */
export const CODED_SPAN_M = CELL_SIZE_M + 2 * MARGIN_M;
/** The largest code of a coordinate, by format: quanta of 1, 1, 4 and 16 cm. */
export const COORDINATE_STEPS: readonly number[] = [511, 511, 127, 31];
const HEADINGS = 256;
const MID_HEADINGS = 32;
const PITCH_STEPS = 30;

const COUNT = 0x3f;
const CONTINUES = 0x40;
const ENDS_RUN = 0x80;
const COMPLETE = 0x4000;
const RESERVED = 0x8000;

/** A record as it is read: what its format does not carry is left as it was. */
export type PoseRecord = {
  slot: number;
  format: Format;
  /** 0–4095: x in the low six bits, z in the next six. */
  cell: number;
  /** Metres. */
  x: number;
  z: number;
  moving: boolean;
  /** Radians; formats step, full and mid. */
  heading: number;
  /** Radians; format full. */
  pitch: number;
  /** 0 for none, else 1 + index into EMOTES; format full. */
  gesture: number;
};

/** What a frame says about the room's load. */
export type FrameFlags = {
  /** 0–4, 0 is all well. */
  readonly shedLevel: number;
  /** Index into PACES_PER_SECOND: how often the room wants to hear of moves. */
  readonly pace: number;
};

export type FrameHeader = FrameFlags & {
  /** The low sixteen bits of the beat. */
  readonly beat: number;
  /** The cell that the frame was made for. */
  readonly centre: number;
};

/** Takes what a frame has. The record is the same object each time. */
export type FrameReader = {
  onRecord(record: PoseRecord): void;
  /** After the last record of a cell of which everybody was listed. */
  onComplete(cell: number): void;
};

/** The number of the cell that contains a point; outside the grid the nearest. */
export function cellAt(x: number, z: number): number {
  return cellCoordinate(x) | (cellCoordinate(z) << 6);
}

function cellCoordinate(metres: number): number {
  return Math.min(GRID_CELLS - 1, Math.max(0, Math.floor((metres + HALF_EXTENT_M) / CELL_SIZE_M)));
}

/** The lower corner of a cell's column or row, metres. */
export function cellCorner(coordinate: number): number {
  return coordinate * CELL_SIZE_M - HALF_EXTENT_M;
}

function encodePlace(metres: number, cellIndex: number, steps: number): number {
  const code = Math.round(((metres - cellCorner(cellIndex) + MARGIN_M) / CODED_SPAN_M) * steps);
  return Math.min(steps, Math.max(0, code));
}

function decodePlace(code: number, cellIndex: number, steps: number): number {
  return (code / steps) * CODED_SPAN_M - MARGIN_M + cellCorner(cellIndex);
}

/** Writes a record. @returns the offset after it */
export function writeRecord(bytes: Uint8Array, at: number, record: PoseRecord): number {
  const { format, slot, cell } = record;
  const steps = COORDINATE_STEPS[format] as number;
  const x = encodePlace(record.x, cell & 63, steps);
  const z = encodePlace(record.z, cell >> 6, steps);
  const moving = record.moving ? 1 : 0;
  if (format === FORMAT.far) {
    const bits = slot | (x << 12) | (z << 17) | (moving << 22);
    bytes[at] = bits;
    bytes[at + 1] = bits >> 8;
    bytes[at + 2] = bits >> 16;
    return at + 3;
  }
  if (format === FORMAT.mid) {
    const heading = encodeHeading(record.heading, MID_HEADINGS);
    return writeUint32(bytes, at, slot | (x << 12) | (z << 19) | (heading << 26) | (moving << 31));
  }
  const full = format === FORMAT.full;
  const high = full ? (record.gesture & 8) << 28 : 0;
  writeUint32(bytes, at, slot | (x << 12) | (z << 21) | (moving << 30) | high);
  bytes[at + 4] = encodeHeading(record.heading, HEADINGS);
  if (!full) return at + 5;
  bytes[at + 5] = encodePitch(record.pitch, PITCH_STEPS) | ((record.gesture & 7) << 5);
  return at + 6;
}

function writeUint32(bytes: Uint8Array, at: number, bits: number): number {
  bytes[at] = bits;
  bytes[at + 1] = bits >> 8;
  bytes[at + 2] = bits >> 16;
  bytes[at + 3] = bits >> 24;
  return at + 4;
}

function readRecord(bytes: Uint8Array, at: number, out: PoseRecord): void {
  const { format, cell } = out;
  const steps = COORDINATE_STEPS[format] as number;
  const low = (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16);
  const bits = format === FORMAT.far ? low : low | ((bytes[at + 3] as number) << 24);
  const width = format === FORMAT.far ? 5 : format === FORMAT.mid ? 7 : 9;
  const mask = (1 << width) - 1;
  out.slot = bits & 0xfff;
  out.x = decodePlace((bits >>> 12) & mask, cell & 63, steps);
  out.z = decodePlace((bits >>> (12 + width)) & mask, cell >> 6, steps);
  if (format === FORMAT.far) {
    out.moving = (bits & 0x400000) !== 0;
  } else if (format === FORMAT.mid) {
    out.moving = bits < 0;
    out.heading = decodeHeading((bits >>> 26) & 31, MID_HEADINGS);
  } else {
    out.moving = (bits & 0x40000000) !== 0;
    out.heading = decodeHeading(bytes[at + 4] as number, HEADINGS);
    if (format === FORMAT.step) return;
    const look = bytes[at + 5] as number;
    out.pitch = decodePitch(look & 31, PITCH_STEPS);
    out.gesture = (look >> 5) | (bits < 0 ? 8 : 0);
  }
}

/** Writes a frame's header. @returns the offset after it */
export function writeFrameHeader(bytes: Uint8Array, header: FrameHeader): number {
  bytes[0] = header.beat;
  bytes[1] = header.beat >> 8;
  bytes[2] = header.shedLevel | (header.pace << 3);
  bytes[3] = header.centre;
  bytes[4] = header.centre >> 8;
  return FRAME_HEADER_BYTES;
}

/** Writes a run's header. @returns the offset after it */
export function writeRunHeader(bytes: Uint8Array, at: number, cell: number, format: Format, complete: boolean): number {
  const head = cell | (format << 12) | (complete ? COMPLETE : 0);
  bytes[at] = head;
  bytes[at + 1] = head >> 8;
  return at + RUN_HEADER_BYTES;
}

/** Writes a block's header. @returns the offset after it */
export function writeBlockHeader(bytes: Uint8Array, at: number, count: number, continues: boolean): number {
  bytes[at] = count | (continues ? CONTINUES : 0);
  return at + 1;
}

/** Marks the block whose header is at an offset as the last one of its run. */
export function endRun(bytes: Uint8Array, at: number): void {
  bytes[at] = (bytes[at] as number) | ENDS_RUN;
}

export function createRecord(): PoseRecord {
  return { slot: 0, format: FORMAT.step, cell: 0, x: 0, z: 0, moving: false, heading: 0, pitch: 0, gesture: 0 };
}

/** Reads a frame's header; null when the bytes are too few. */
export function readFrameHeader(bytes: Uint8Array): FrameHeader | null {
  if (bytes.length < FRAME_HEADER_BYTES) return null;
  const flags = bytes[2] as number;
  return {
    beat: (bytes[0] as number) | ((bytes[1] as number) << 8),
    shedLevel: Math.min(4, flags & 7),
    pace: Math.min(2, (flags >> 3) & 3),
    centre: ((bytes[3] as number) | ((bytes[4] as number) << 8)) & 0xfff,
  };
}

/** Whether the runs of a frame end exactly where its bytes end, and stay in the grid. Reads nothing else. */
export function isPoseFrame(bytes: Uint8Array): boolean {
  let at = FRAME_HEADER_BYTES;
  if (bytes.length < at) return false;
  while (at >= 0 && at < bytes.length) at = runEnd(bytes, at);
  return at === bytes.length;
}

/** The offset after the run that starts at one; −1 when it leaves the bytes or the grid. */
function runEnd(bytes: Uint8Array, start: number): number {
  const head = (bytes[start] as number) | ((bytes[start + 1] ?? 0) << 8);
  if (head & RESERVED) return -1;
  const size = RECORD_BYTES[(head >> 12) & 3] as number;
  let column = head & 63;
  let at = start + RUN_HEADER_BYTES;
  while (at < bytes.length && column < GRID_CELLS) {
    const block = bytes[at] as number;
    at += 1 + (block & COUNT) * size;
    if (block & ENDS_RUN) return at > bytes.length ? -1 : at;
    if (!(block & CONTINUES)) column++;
  }
  return -1;
}

/** Reads the runs of a frame for which `isPoseFrame` is true, in order. Allocates nothing. */
export function readRuns(bytes: Uint8Array, record: PoseRecord, reader: FrameReader): void {
  let at = FRAME_HEADER_BYTES;
  while (at < bytes.length) {
    const head = (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
    record.cell = head & 0xfff;
    record.format = ((head >> 12) & 3) as Format;
    at = readBlocks(bytes, at + RUN_HEADER_BYTES, (head & COMPLETE) !== 0, record, reader);
  }
}

/** Reads the blocks of one run. @returns the offset after them */
function readBlocks(
  bytes: Uint8Array,
  start: number,
  complete: boolean,
  record: PoseRecord,
  reader: FrameReader,
): number {
  const size = RECORD_BYTES[record.format] as number;
  let at = start;
  for (;;) {
    const block = bytes[at] as number;
    at++;
    for (let left = block & COUNT; left > 0; left--) {
      readRecord(bytes, at, record);
      reader.onRecord(record);
      at += size;
    }
    const continues = (block & CONTINUES) !== 0;
    if (complete && !continues) reader.onComplete(record.cell);
    if (block & ENDS_RUN) return at;
    if (!continues) record.cell++;
  }
}
