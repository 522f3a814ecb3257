const MIN_MATCH = 4;
const OFFSET_MAX = 65_535;
/** The format wants the last bytes of a block to be plain, and no match to begin in the last twelve. */
const LAST_LITERALS = 5;
const MATCH_LIMIT = 12;
const HASH_BITS = 15;

/**
 * Compresses bytes as one LZ4 block, in front of it the zero by which USD says that it is one block only. Source: LZ4
 * Block Format Description; OpenUSD, pxr/base/tf/fastCompression.
 */
export function compressLz4(input: Uint8Array): Uint8Array {
  const output = new Uint8Array(input.length + Math.ceil(input.length / 255) + 32);
  const table = new Int32Array(1 << HASH_BITS).fill(-1);
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  let end = 1;
  let anchor = 0;
  for (let at = 0; at < input.length - MATCH_LIMIT; ) {
    const word = view.getUint32(at, true);
    const hash = Math.imul(word, 2_654_435_761) >>> (32 - HASH_BITS);
    const candidate = table[hash] ?? -1;
    table[hash] = at;
    if (candidate < 0 || at - candidate > OFFSET_MAX || view.getUint32(candidate, true) !== word) {
      at += 1;
      continue;
    }
    const length = matchLength(input, candidate, at);
    end = writeSequence(output, end, input.subarray(anchor, at), at - candidate, length);
    at += length;
    anchor = at;
  }
  end = writeSequence(output, end, input.subarray(anchor), 0, 0);
  return output.slice(0, end);
}

function matchLength(input: Uint8Array, from: number, at: number): number {
  const limit = input.length - LAST_LITERALS - at;
  let length = MIN_MATCH;
  while (length < limit && input[from + length] === input[at + length]) length += 1;
  return length;
}

/** Plain bytes and then a repetition of earlier ones; no offset means that the block ends with the plain bytes. */
function writeSequence(output: Uint8Array, start: number, plain: Uint8Array, offset: number, length: number): number {
  const repeated = offset === 0 ? 0 : length - MIN_MATCH;
  output[start] = (Math.min(15, plain.length) << 4) | Math.min(15, repeated);
  let end = writeLength(output, start + 1, plain.length);
  output.set(plain, end);
  end += plain.length;
  if (offset === 0) return end;
  output[end] = offset & 0xff;
  output[end + 1] = offset >> 8;
  return writeLength(output, end + 2, repeated);
}

/** What of a length did not fit into four bits. */
function writeLength(output: Uint8Array, start: number, length: number): number {
  if (length < 15) return start;
  let end = start;
  let rest = length - 15;
  for (; rest >= 255; rest -= 255) output[end++] = 255;
  output[end] = rest;
  return end + 1;
}
