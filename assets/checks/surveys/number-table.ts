/**
 * Gives each different number an id of its own, counting from 0. An open-addressing table over typed arrays: a Map of
 * millions of keys takes ten times the memory.
 */
export type NumberTable = {
  /** The id of a number, given now if it has none. */
  idOf(key: number): number;
  size(): number;
};

/** Makes a table for at most `most` different numbers. */
export function createNumberTable(most: number): NumberTable {
  const slots = 2 ** Math.ceil(Math.log2(Math.max(8, most * 2)));
  const keys = new Float64Array(slots).fill(Number.NaN);
  const ids = new Uint32Array(slots);
  let size = 0;
  return {
    idOf(key) {
      // Both halves of the 53 bits have to spread.
      const mixed = Math.imul((key % 4_294_967_291) | 0, 0x9e3779b1) ^ Math.imul((key / 65_536) | 0, 0x85ebca6b);
      let slot = (mixed ^ (mixed >>> 15)) & (slots - 1);
      while (keys[slot] !== key) {
        if (Number.isNaN(keys[slot])) {
          keys[slot] = key;
          ids[slot] = size;
          size += 1;
          break;
        }
        slot = (slot + 1) & (slots - 1);
      }
      return ids[slot] ?? 0;
    },
    size: () => size,
  };
}
