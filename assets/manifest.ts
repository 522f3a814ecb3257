import { SEED_LAYOUT } from "./showroom/layout.ts";
import { buildFloorLamp } from "./showroom/make/floor-lamp.ts";
import { buildLoungeChair } from "./showroom/make/lounge-chair.ts";
import { buildSideTable } from "./showroom/make/side-table.ts";
import { SEED_PRODUCTS } from "./showroom/products.ts";

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
