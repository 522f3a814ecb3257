import type { CrowdRules } from "../quality.ts";

/** How finely an avatar is drawn: with all its parts, in one simple piece, or as a picture of that. */
export const FULL = 0;
export const SIMPLE = 1;
export const IMPOSTOR = 2;
export type Level = typeof FULL | typeof SIMPLE | typeof IMPOSTOR;

/** Somebody in view. */
export type CrowdMember = {
  /** Metres from the camera. */
  distance: number;
  /** As drawn in the last frame; written here. */
  level: Level;
  /** Written here: what the crowd is sorted by, metres. */
  rank: number;
};

/** Whoever is drawn more finely counts as this much nearer: so nobody goes to and fro at a limit, of distance or of number. */
const KEEPS = 0.9;

/**
 * Gives everybody in view a level of detail: the nearest win. Sorts the crowd from near to far; at equal distance those who
 * are drawn finely already come first, and keep their level until somebody else is a tenth nearer or they are a ninth farther away.
 */
export function chooseLevels(crowd: CrowdMember[], rules: CrowdRules): void {
  for (const member of crowd) member.rank = member.distance * KEEPS ** (IMPOSTOR - member.level);
  crowd.sort(byRank);
  const fullWithin = rules.fullWithinM * KEEPS;
  let full = 0;
  let simple = 0;
  for (const member of crowd) {
    if (full < rules.fullMost && member.rank <= fullWithin) {
      member.level = FULL;
      full++;
    } else if (simple < rules.simpleMost && member.rank <= rules.simpleWithinM) {
      member.level = SIMPLE;
      simple++;
    } else {
      member.level = IMPOSTOR;
    }
  }
}

function byRank(a: CrowdMember, b: CrowdMember): number {
  return a.rank - b.rank;
}
