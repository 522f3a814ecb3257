import { crc32 } from "node:zlib";

/** A file of a package. */
export type PackageFile = { readonly name: string; readonly bytes: Uint8Array };

const ALIGNMENT = 64;
/** 1 January 1980, the first day that zip knows: the same content gives the same bytes. */
const DATE = 0x0021;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
/** An extra field that nobody reads, as in Pixar's own packages. */
const PADDING_ID = 0x1986;

/**
 * Packs files as USDZ wants it: a zip whose entries are stored as they are, each file's bytes starting at a multiple of
 * 64, in the order given. Source: Usdz File Format Specification 1.3.
 */
export function packUsdz(files: readonly PackageFile[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const encoded = new TextEncoder().encode(name);
    const padding = paddingAfter(offset + 30 + encoded.byteLength);
    const facts = entryFacts(bytes, encoded.byteLength, padding.byteLength);
    const local = concat([header(0x04034b50, 4), facts, encoded, padding]);
    // Version made by, then the facts, then no comment, first disk, no attributes, and where the local header is.
    const rest = new Uint8Array(14);
    new DataView(rest.buffer).setUint32(10, offset, true);
    facts.subarray(-2).fill(0);
    directory.push(concat([header(0x02014b50, 4), new Uint8Array([VERSION, 0]), facts, rest, encoded]));
    parts.push(local, bytes);
    offset += local.byteLength + bytes.byteLength;
  }
  const listed = concat(directory);
  return concat([...parts, listed, endRecord(files.length, listed.byteLength, offset)]);
}

function paddingAfter(offset: number): Uint8Array {
  const needed = (ALIGNMENT - (offset % ALIGNMENT)) % ALIGNMENT;
  if (needed === 0) return new Uint8Array();
  // An extra field has a head of four bytes.
  const padding = new Uint8Array(needed < 4 ? needed + ALIGNMENT : needed);
  const view = new DataView(padding.buffer);
  view.setUint16(0, PADDING_ID, true);
  view.setUint16(2, padding.byteLength - 4, true);
  return padding;
}

/** The 26 bytes that the local header and the directory share. */
function entryFacts(bytes: Uint8Array, nameLength: number, extraLength: number): Uint8Array {
  const facts = new Uint8Array(26);
  const view = new DataView(facts.buffer);
  view.setUint16(0, VERSION, true);
  view.setUint16(2, FLAGS, true);
  view.setUint16(8, DATE, true);
  view.setUint32(10, crc32(bytes), true);
  view.setUint32(14, bytes.byteLength, true);
  view.setUint32(18, bytes.byteLength, true);
  view.setUint16(22, nameLength, true);
  view.setUint16(24, extraLength, true);
  return facts;
}

function endRecord(count: number, size: number, offset: number): Uint8Array {
  const end = header(0x06054b50, 22);
  const view = new DataView(end.buffer);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, size, true);
  view.setUint32(16, offset, true);
  return end;
}

function header(signature: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  new DataView(bytes.buffer).setUint32(0, signature, true);
  return bytes;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
