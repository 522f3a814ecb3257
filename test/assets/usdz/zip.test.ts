import { crc32 } from "node:zlib";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { packUsdz } from "../../../assets/usdz/zip.ts";
import { createRandom } from "../../support/random.ts";

const random = createRandom(3);
const bytes = (length: number) => Uint8Array.from({ length }, () => Math.floor(random() * 256));

/** Lengths around the alignment, where padding is longest, shortest and none. */
const files = [0, 1, 37, 63, 64, 65, 1_000, 4_096].map((length, index) => ({
  name: index === 0 ? "model.usda" : `textures/${"x".repeat(index)}.png`,
  bytes: bytes(length),
}));

type Entry = { name: string; method: number; crc: number; size: number; packed: number; start: number; date: number };

/** Reads the local headers one after the other, as they lie in the file. */
function readEntries(zip: Uint8Array): Entry[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const entries: Entry[] = [];
  for (let at = 0; view.getUint32(at, true) === 0x04034b50; ) {
    const nameLength = view.getUint16(at + 26, true);
    const start = at + 30 + nameLength + view.getUint16(at + 28, true);
    const packed = view.getUint32(at + 18, true);
    entries.push({
      name: new TextDecoder().decode(zip.subarray(at + 30, at + 30 + nameLength)),
      method: view.getUint16(at + 8, true),
      date: view.getUint32(at + 10, true),
      crc: view.getUint32(at + 14, true),
      packed,
      size: view.getUint32(at + 22, true),
      start,
    });
    at = start + packed;
  }
  return entries;
}

describe("a USDZ package", () => {
  const zip = packUsdz(files);
  const entries = readEntries(zip);

  it("holds the files in the order given, the layer first", () => {
    expect(entries.map((entry) => entry.name)).toEqual(files.map((file) => file.name));
  });

  it("stores every file as it is", () => {
    for (const [index, entry] of entries.entries()) {
      const file = files[index]!;
      expect(entry).toMatchObject({ method: 0, size: file.bytes.length, packed: file.bytes.length });
      expect(entry.crc).toBe(crc32(file.bytes));
      expect(zip.subarray(entry.start, entry.start + entry.size)).toEqual(file.bytes);
    }
  });

  it("begins every file's bytes at a multiple of 64", () => {
    expect(entries.map((entry) => entry.start % 64)).toEqual(files.map(() => 0));
  });

  it("is the same bytes every time, without the time of day", () => {
    expect(packUsdz(files)).toEqual(zip);
    expect(new Set(entries.map((entry) => entry.date))).toEqual(new Set([0x0021_0000]));
  });

  it("is a zip to others", () => {
    const unzipped = unzipSync(zip);
    for (const file of files) expect(unzipped[file.name]).toEqual(file.bytes);
  });
});
