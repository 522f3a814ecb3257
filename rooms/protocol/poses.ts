import { CELL_SIZE_M, GRID_CELLS, POSITION_CODES_PER_M } from "./limits.ts";

/*
 * The binary pose channel.
 *
 * A position code is an unsigned 16-bit number a axis: metres from the grid's corner in steps of 1/256 m. Its top five
 * bits are the cell (8 m), its low eleven the place inside that cell. A frame names the cell once and each record only
 * the place, so a record needs no baseline: any client can read any subset of frames, and a lost one heals with the next.
 *
 *   frame      kind u8 = 1 · tick u16 · block…                         (little endian)
 *   block      cell u16 (x: bits 0–4, z: bits 5–9, tier: bits 10–11, rest 0) · count u8 · record × count
 *   record     slot u16 · place u24 (x: 0–10, z: 11–21, epoch: 22–23) · heading u8 · gait u8 (pitch: 0–6, moving: 7)
 *
 *   move       seq u16 · x u16 · z u16 · heading u8 · gait u8          (browser → room)
 *   correction seq u16 · x u16 · z u16 · epoch u8                      (room → browser)
 *
 * Tier 0 is the only one that is sent so far; the bits are reserved for records with fewer fields at a distance.
 */

const FRAME_KIND = 1;
const FRAME_HEADER_BYTES = 3;
const BLOCK_HEADER_BYTES = 3;
const RECORD_BYTES = 7;
const BLOCK_RECORDS_MAX = 255;
const MOVE_BYTES = 8;
const CORRECTION_BYTES = 7;

const HALF_EXTENT_M = (CELL_SIZE_M * GRID_CELLS) / 2;
const CODE_MAX = CELL_SIZE_M * GRID_CELLS * POSITION_CODES_PER_M - 1;
const LOCAL_BITS = 11;
const LOCAL_MASK = (1 << LOCAL_BITS) - 1;
const CELL_MASK = GRID_CELLS - 1;
const TURN = Math.PI * 2;
const PITCH_LIMIT = Math.PI / 2;
const PITCH_STEPS = 126;

/** Steps in a full turn of a coded heading. */
const HEADING_CODES = 256;
/** Epochs of a visitor: raised at each jump, so that nobody draws the line between. */
const EPOCHS = 4;

/** How somebody stands at a moment: metres, radians. */
export type Pose = {
  x: number;
  z: number;
  /** Direction of the body, 0 looks along −z, grows anticlockwise seen from above; −π to π. */
  heading: number;
  /** Direction of the eyes above the horizon; −π/2 to π/2. */
  pitch: number;
  moving: boolean;
};

/** A pose as it is sent to others. */
export type SlotPose = Pose & { slot: number; epoch: number };

export type PoseFrame = { readonly tick: number; readonly poses: SlotPose[] };
export type Move = Pose & { seq: number };
export type Correction = { readonly seq: number; readonly x: number; readonly z: number; readonly epoch: number };

/** Coordinate in metres (−128 to 128) → code; outside it is clamped. Error at most half a quantum, 1/512 m. */
export function encodeCoordinate(metres: number): number {
  const code = Math.round((metres + HALF_EXTENT_M) * POSITION_CODES_PER_M);
  return Math.min(CODE_MAX, Math.max(0, code));
}

/** Code → coordinate in metres. */
function decodeCoordinate(code: number): number {
  return code / POSITION_CODES_PER_M - HALF_EXTENT_M;
}

/** Any angle in radians → one of 256 codes. */
export function encodeHeading(radians: number): number {
  return ((Math.round((radians / TURN) * HEADING_CODES) % HEADING_CODES) + HEADING_CODES) % HEADING_CODES;
}

/** Code → radians, −π to π. */
export function decodeHeading(code: number): number {
  const turns = code / HEADING_CODES;
  return (turns >= 0.5 ? turns - 1 : turns) * TURN;
}

function encodeGait(pitch: number, moving: boolean): number {
  const clamped = Math.min(PITCH_LIMIT, Math.max(-PITCH_LIMIT, pitch));
  const code = Math.round(((clamped + PITCH_LIMIT) / Math.PI) * PITCH_STEPS);
  return code | (moving ? 0x80 : 0);
}

function decodePitch(gait: number): number {
  return (Math.min(gait & 0x7f, PITCH_STEPS) / PITCH_STEPS) * Math.PI - PITCH_LIMIT;
}

/** The number of the cell of a position, 0–1023: five bits of x, five of z. */
function cellOf(x: number, z: number): number {
  return (encodeCoordinate(x) >> LOCAL_BITS) | ((encodeCoordinate(z) >> LOCAL_BITS) << 5);
}

/**
 * One frame of poses at a tick; the order of `poses` is kept inside each cell.
 * @param tick room tick; its low 16 bits are sent
 */
export function encodePoseFrame(tick: number, poses: readonly SlotPose[]): Uint8Array {
  const byCell = new Map<number, SlotPose[]>();
  for (const pose of poses) {
    const cell = cellOf(pose.x, pose.z);
    const list = byCell.get(cell);
    if (list) list.push(pose);
    else byCell.set(cell, [pose]);
  }
  const blocks: { cell: number; records: SlotPose[] }[] = [];
  for (const [cell, records] of byCell) {
    for (let at = 0; at < records.length; at += BLOCK_RECORDS_MAX) {
      blocks.push({ cell, records: records.slice(at, at + BLOCK_RECORDS_MAX) });
    }
  }
  const bytes = new Uint8Array(FRAME_HEADER_BYTES + blocks.length * BLOCK_HEADER_BYTES + poses.length * RECORD_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, FRAME_KIND);
  view.setUint16(1, tick & 0xffff, true);
  let at = FRAME_HEADER_BYTES;
  for (const { cell, records } of blocks) {
    view.setUint16(at, cell, true);
    view.setUint8(at + 2, records.length);
    at += BLOCK_HEADER_BYTES;
    for (const record of records) {
      writeRecord(view, at, record);
      at += RECORD_BYTES;
    }
  }
  return bytes;
}

function writeRecord(view: DataView, at: number, pose: SlotPose): void {
  const place =
    (encodeCoordinate(pose.x) & LOCAL_MASK) |
    ((encodeCoordinate(pose.z) & LOCAL_MASK) << LOCAL_BITS) |
    ((pose.epoch % EPOCHS) << (LOCAL_BITS * 2));
  view.setUint16(at, pose.slot, true);
  view.setUint16(at + 2, place & 0xffff, true);
  view.setUint8(at + 4, (place >> 16) & 0xff);
  view.setUint8(at + 5, encodeHeading(pose.heading));
  view.setUint8(at + 6, encodeGait(pose.pitch, pose.moving));
}

/** Reads a frame; null when the bytes are not one, whatever they are. */
export function decodePoseFrame(bytes: Uint8Array): PoseFrame | null {
  if (bytes.length < FRAME_HEADER_BYTES || bytes[0] !== FRAME_KIND) return null;
  const view = viewOf(bytes);
  const poses: SlotPose[] = [];
  let at = FRAME_HEADER_BYTES;
  while (at < bytes.length) {
    if (at + BLOCK_HEADER_BYTES > bytes.length) return null;
    const head = view.getUint16(at, true);
    const count = view.getUint8(at + 2);
    at += BLOCK_HEADER_BYTES;
    if (head >> 10 !== 0 || at + count * RECORD_BYTES > bytes.length) return null;
    const cellX = (head & CELL_MASK) << LOCAL_BITS;
    const cellZ = ((head >> 5) & CELL_MASK) << LOCAL_BITS;
    for (let index = 0; index < count; index++) {
      poses.push(readRecord(view, at, cellX, cellZ));
      at += RECORD_BYTES;
    }
  }
  return { tick: view.getUint16(1, true), poses };
}

function readRecord(view: DataView, at: number, cellX: number, cellZ: number): SlotPose {
  const place = view.getUint16(at + 2, true) | (view.getUint8(at + 4) << 16);
  const gait = view.getUint8(at + 6);
  return {
    slot: view.getUint16(at, true),
    x: decodeCoordinate(cellX | (place & LOCAL_MASK)),
    z: decodeCoordinate(cellZ | ((place >> LOCAL_BITS) & LOCAL_MASK)),
    epoch: place >> (LOCAL_BITS * 2),
    heading: decodeHeading(view.getUint8(at + 5)),
    pitch: decodePitch(gait),
    moving: (gait & 0x80) !== 0,
  };
}

/** The wish of a browser to stand at a pose; `seq` counts up and wraps at 65,536. */
export function encodeMove(move: Move): Uint8Array {
  const bytes = new Uint8Array(MOVE_BYTES);
  const view = viewOf(bytes);
  view.setUint16(0, move.seq & 0xffff, true);
  view.setUint16(2, encodeCoordinate(move.x), true);
  view.setUint16(4, encodeCoordinate(move.z), true);
  view.setUint8(6, encodeHeading(move.heading));
  view.setUint8(7, encodeGait(move.pitch, move.moving));
  return bytes;
}

/** Reads a move; null when the length is wrong. Every other bit pattern is a move inside the grid. */
export function decodeMove(bytes: Uint8Array): Move | null {
  if (bytes.length !== MOVE_BYTES) return null;
  const view = viewOf(bytes);
  const gait = view.getUint8(7);
  return {
    seq: view.getUint16(0, true),
    x: decodeCoordinate(view.getUint16(2, true)),
    z: decodeCoordinate(view.getUint16(4, true)),
    heading: decodeHeading(view.getUint8(6)),
    pitch: decodePitch(gait),
    moving: (gait & 0x80) !== 0,
  };
}

/** Tells a browser where its avatar really is after its move `seq`. */
export function encodeCorrection(correction: Correction): Uint8Array {
  const bytes = new Uint8Array(CORRECTION_BYTES);
  const view = viewOf(bytes);
  view.setUint16(0, correction.seq & 0xffff, true);
  view.setUint16(2, encodeCoordinate(correction.x), true);
  view.setUint16(4, encodeCoordinate(correction.z), true);
  view.setUint8(6, correction.epoch % EPOCHS);
  return bytes;
}

/** Reads a correction; null when the length is wrong. */
export function decodeCorrection(bytes: Uint8Array): Correction | null {
  if (bytes.length !== CORRECTION_BYTES) return null;
  const view = viewOf(bytes);
  return {
    seq: view.getUint16(0, true),
    x: decodeCoordinate(view.getUint16(2, true)),
    z: decodeCoordinate(view.getUint16(4, true)),
    epoch: view.getUint8(6),
  };
}

/** Whether `seq` comes after `last` on a circle of 65,536. */
export function isNewerSeq(seq: number, last: number): boolean {
  const ahead = (seq - last) & 0xffff;
  return ahead !== 0 && ahead < 0x8000;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
