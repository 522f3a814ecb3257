import type { Migration } from "./migration.ts";

/**
 * Every change of the stored data, in order. What was released is never changed or removed: somebody's data still has to
 * go through it. The last one's version is the version of this program's data.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    what: "Gives the stored data a version; all else stays as Vitrine 0.1 left it.",
    changesData: false,
    async run() {},
  },
];
