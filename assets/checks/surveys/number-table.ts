/**
 * Gives each different number an id of its own, counting from 0. An open-addressing table over typed arrays: a Map of
 * millions of keys takes ten times the memory.
 */
export type NumberTable = {
  /** The id of a number of 0 or more, given now if it has none. */
  idOf(key: number): number;
  size(): number;
};

const EMPTY = -1;

/** Makes a table that grows as it has to: mostly it holds far fewer numbers than it is asked for. */
export function createNumberTable(): NumberTable {
  let mask = 2 ** 12 - 1;
  let keys = new Float64Array(mask + 1).fill(EMPTY);
  let ids = new Uint32Array(mask + 1);
  let size = 0;

  function findSlot(key: number): number {
    // Both halves of the 53 bits have to spread.
    const mixed = Math.imul((key % 4_294_967_291) | 0, 0x9e3779b1) ^ Math.imul((key / 65_536) | 0, 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    while (keys[slot] !== key && keys[slot] !== EMPTY) slot = (slot + 1) & mask;
    return slot;
  }

  function grow(): void {
    const [oldKeys, oldIds] = [keys, ids];
    mask = oldKeys.length * 4 - 1;
    keys = new Float64Array(mask + 1).fill(EMPTY);
    ids = new Uint32Array(mask + 1);
    for (let old = 0; old < oldKeys.length; old += 1) {
      const key = oldKeys[old] ?? EMPTY;
      if (key === EMPTY) continue;
      const slot = findSlot(key);
      keys[slot] = key;
      ids[slot] = oldIds[old] ?? 0;
    }
  }

  return {
    idOf(key) {
      const slot = findSlot(key);
      if (keys[slot] === key) return ids[slot] ?? 0;
      keys[slot] = key;
      ids[slot] = size;
      size += 1;
      if (size * 2 > mask) grow();
      return size - 1;
    },
    size: () => size,
  };
}
