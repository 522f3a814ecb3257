/** Remembers ids; `isNew` is true the first time it meets one. */
export type DuplicateFilter = { isNew(id: string): boolean };

/** How many of the newest ids are remembered at least, about 10 MB. */
const REMEMBERED_MIN = 100_000;

/**
 * Finds repeated events in bounded memory. A repetition is recognised while fewer than `rememberedMin` other ids lie
 * between; one that is written again by a retry lies a few hundred behind at most.
 */
export function createDuplicateFilter(rememberedMin: number = REMEMBERED_MIN): DuplicateFilter {
  let newer = new Set<string>();
  let older = new Set<string>();
  return {
    isNew(id) {
      if (newer.has(id) || older.has(id)) return false;
      if (newer.size >= rememberedMin) {
        older = newer;
        newer = new Set();
      }
      newer.add(id);
      return true;
    },
  };
}
