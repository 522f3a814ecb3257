import { CELL_SIZE_M, GRID_CELLS, POSITION_CODES_PER_M } from "../limits.ts";

/*
 * What a browser and the room tell each other about the browser's own avatar. Others' poses: pose-frame.ts.
 *
 *   move       seq u16 · x u16 · z u16 · heading u8 · gait u8 (pitch: 0–6, moving: 7)     browser → room, 8 bytes
 *   correction seq u16 · x u16 · z u16                                                    room → browser, 6 bytes
 *
 * Little endian. A position code counts steps of 1/256 m from the grid's corner.
 */

export const MOVE_BYTES = 8;
const CORRECTION_BYTES = 6;

export const HALF_EXTENT_M = (CELL_SIZE_M * GRID_CELLS) / 2;
const CODE_MAX = CELL_SIZE_M * GRID_CELLS * POSITION_CODES_PER_M - 1;
const TURN = Math.PI * 2;
const PITCH_LIMIT = Math.PI / 2;
const PITCH_STEPS = 126;
const HEADING_CODES = 256;

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

export type Move = Pose & { seq: number };
export type Correction = { readonly seq: number; readonly x: number; readonly z: number };

/** Coordinate in metres (−128 to 128) → code; outside it is clamped. Error at most half a quantum, 1/512 m. */
export function encodeCoordinate(metres: number): number {
  const code = Math.round((metres + HALF_EXTENT_M) * POSITION_CODES_PER_M);
  return Math.min(CODE_MAX, Math.max(0, code));
}

/** Code → coordinate in metres. */
function decodeCoordinate(code: number): number {
  return code / POSITION_CODES_PER_M - HALF_EXTENT_M;
}

/** Any angle in radians → one of `codes` directions, 256 unless said. */
export function encodeHeading(radians: number, codes = HEADING_CODES): number {
  return ((Math.round((radians / TURN) * codes) % codes) + codes) % codes;
}

/** Code → radians, −π to π. */
export function decodeHeading(code: number, codes = HEADING_CODES): number {
  const turns = code / codes;
  return (turns >= 0.5 ? turns - 1 : turns) * TURN;
}

/** Radians above the horizon (clamped to ±π/2) → 0…steps. */
export function encodePitch(pitch: number, steps = PITCH_STEPS): number {
  const clamped = Math.min(PITCH_LIMIT, Math.max(-PITCH_LIMIT, pitch));
  return Math.round(((clamped + PITCH_LIMIT) / Math.PI) * steps);
}

/** Code → radians; codes above `steps` read as straight up. */
export function decodePitch(code: number, steps = PITCH_STEPS): number {
  return (Math.min(code, steps) / steps) * Math.PI - PITCH_LIMIT;
}

/** The wish of a browser to stand at a pose; `seq` counts up and wraps at 65,536. */
export function encodeMove(move: Move): Uint8Array {
  const bytes = new Uint8Array(MOVE_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, move.seq & 0xffff, true);
  view.setUint16(2, encodeCoordinate(move.x), true);
  view.setUint16(4, encodeCoordinate(move.z), true);
  view.setUint8(6, encodeHeading(move.heading));
  view.setUint8(7, encodePitch(move.pitch) | (move.moving ? 0x80 : 0));
  return bytes;
}

/**
 * Reads the move that starts at an offset into `out`: any eight bytes are a move inside the grid.
 * @returns false when fewer than eight bytes are left; `out` is then unchanged
 */
export function readMove(bytes: Uint8Array, at: number, out: Move): boolean {
  if (bytes.length - at < MOVE_BYTES) return false;
  const gait = bytes[at + 7] as number;
  out.seq = readUint16(bytes, at);
  out.x = decodeCoordinate(readUint16(bytes, at + 2));
  out.z = decodeCoordinate(readUint16(bytes, at + 4));
  out.heading = decodeHeading(bytes[at + 6] as number);
  out.pitch = decodePitch(gait & 0x7f);
  out.moving = (gait & 0x80) !== 0;
  return true;
}

/** A move to read into. */
export function createMove(): Move {
  return { seq: 0, x: 0, z: 0, heading: 0, pitch: 0, moving: false };
}

/** Tells a browser where its avatar really is after its move `seq`. */
export function encodeCorrection(correction: Correction): Uint8Array {
  const bytes = new Uint8Array(CORRECTION_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, correction.seq & 0xffff, true);
  view.setUint16(2, encodeCoordinate(correction.x), true);
  view.setUint16(4, encodeCoordinate(correction.z), true);
  return bytes;
}

/** Reads a correction; null when the length is wrong. */
export function decodeCorrection(bytes: Uint8Array): Correction | null {
  if (bytes.length !== CORRECTION_BYTES) return null;
  return {
    seq: readUint16(bytes, 0),
    x: decodeCoordinate(readUint16(bytes, 2)),
    z: decodeCoordinate(readUint16(bytes, 4)),
  };
}

/** Whether `seq` comes after `last` on a circle of 65,536. */
export function isNewerSeq(seq: number, last: number): boolean {
  const ahead = (seq - last) & 0xffff;
  return ahead !== 0 && ahead < 0x8000;
}

function readUint16(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
}
