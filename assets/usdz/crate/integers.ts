import { compressLz4 } from "./lz4.ts";

/**
 * Compresses 32-bit integers: each as its difference from the one before, in two bits when it is the most frequent
 * difference, else in one, two or four bytes; then LZ4. Source: OpenUSD, pxr/usd/usd/integerCoding.
 */
export function compressIntegers(values: Int32Array): Uint8Array {
  const differences = values.map((value, index) => (value - (values[index - 1] ?? 0)) | 0);
  const common = mostFrequent(differences);
  const codeBytes = Math.ceil(values.length / 4);
  const encoded = new Uint8Array(4 + codeBytes + values.length * 4);
  const view = new DataView(encoded.buffer);
  view.setInt32(0, common, true);
  let end = 4 + codeBytes;
  for (const [index, difference] of differences.entries()) {
    const code = difference === common ? 0 : widthOf(difference);
    const place = 4 + (index >> 2);
    encoded[place] = (encoded[place] ?? 0) | (code << ((index & 3) * 2));
    if (code === 1) view.setInt8(end, difference);
    else if (code === 2) view.setInt16(end, difference, true);
    else if (code === 3) view.setInt32(end, difference, true);
    end += BYTES[code];
  }
  return compressLz4(encoded.subarray(0, end));
}

/** How many bytes a difference takes beside its two bits. */
const BYTES = [0, 1, 2, 4] as const;

function widthOf(difference: number): 1 | 2 | 3 {
  if (difference === (difference << 24) >> 24) return 1;
  return difference === (difference << 16) >> 16 ? 2 : 3;
}

function mostFrequent(values: Int32Array): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let common = 0;
  for (const [value, count] of counts) if (count > (counts.get(common) ?? 0)) common = value;
  return common;
}
