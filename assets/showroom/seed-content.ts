import { SEED_LAYOUT } from "./layout.ts";
import { buildFloorLamp } from "./make/floor-lamp.ts";
import { buildHeadphones } from "./make/headphones.ts";
import { buildLoungeChair } from "./make/lounge-chair.ts";
import { buildPendant } from "./make/pendant.ts";
import { buildSideTable } from "./make/side-table.ts";
import { buildSofa } from "./make/sofa.ts";
import { buildSpeaker } from "./make/speaker.ts";
import { buildTravelBag } from "./make/travel-bag.ts";
import { buildVaseSet } from "./make/vase-set.ts";
import { buildWatch } from "./make/watch.ts";
import { SEED_PRODUCTS } from "./products.ts";

/** The fictitious brand that a fresh server shows. */
export const seedBrand = { id: "kvist-lune", name: "Kvist & Lune" } as const;

/** Its showroom. */
export const seedShowroom = { id: "atelier", name: "The Atelier", layout: SEED_LAYOUT } as const;

/** Its products, in the order of the collection. */
export const seedProducts = SEED_PRODUCTS;

const BUILDERS: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  "lounge-chair": buildLoungeChair,
  "floor-lamp": buildFloorLamp,
  "side-table": buildSideTable,
  headphones: buildHeadphones,
  pendant: buildPendant,
  "vase-set": buildVaseSet,
  speaker: buildSpeaker,
  sofa: buildSofa,
  "travel-bag": buildTravelBag,
  watch: buildWatch,
};

/**
 * Builds the GLB of a seed product, about a second of one core. The same id gives the same bytes.
 * @throws Error for an id that is not among `seedProducts`.
 */
export async function buildSeedModel(productId: string): Promise<Uint8Array> {
  const build = BUILDERS[productId];
  if (!build) throw new Error(`There is no seed model for ${productId}.`);
  return build();
}
