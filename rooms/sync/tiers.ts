import { CELL_SIZE_M } from "../protocol/limits.ts";

/*
 * Who hears about whom how often: by the distance between the middles of their cells. Everybody in a cell has the same
 * neighbours, so that one frame serves them all.
 */

/** Near 20 Hz with gaze and gesture, mid 4 Hz, far 1 Hz; outside is no interest any more, just a last known place. */
export const TIER = { near: 0, mid: 1, far: 2, outside: 3 } as const;
export type Tier = (typeof TIER)[keyof typeof TIER];

/** Up to which distance a tier reaches, metres. */
export const TIER_RADII_M = [12, 22, 32] as const;

const FAR_CELLS = TIER_RADII_M[2] / CELL_SIZE_M;

/** The tier of somebody in one cell for somebody in the other. */
export function tierBetween(one: number, other: number): Tier {
  const dx = (one & 63) - (other & 63);
  const dz = (one >> 6) - (other >> 6);
  return tierAt(dx, dz);
}

function tierAt(dx: number, dz: number): Tier {
  const metres = Math.hypot(dx, dz) * CELL_SIZE_M;
  if (metres <= TIER_RADII_M[0]) return TIER.near;
  if (metres <= TIER_RADII_M[1]) return TIER.mid;
  return metres <= TIER_RADII_M[2] ? TIER.far : TIER.outside;
}

/** How many cells to either side a tier and all nearer ones reach in a row `dz` cells away; −1 for not at all. */
export function reachInRow(tier: Tier, dz: number): number {
  const row = Math.abs(dz);
  return row > FAR_CELLS || tier === TIER.outside ? -1 : (REACHES[tier]?.[row] ?? -1);
}

const REACHES: readonly (readonly number[])[] = [TIER.near, TIER.mid, TIER.far].map((tier) =>
  Array.from({ length: FAR_CELLS + 1 }, (_, dz) => {
    let reach = -1;
    while (tierAt(reach + 1, dz) <= tier) reach++;
    return reach;
  }),
);
