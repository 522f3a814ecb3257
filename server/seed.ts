import { Readable } from "node:stream";
import type { ProductEdit } from "../rooms/protocol/catalog.ts";
import { VitrineError } from "../rooms/protocol/errors.ts";
import type { ShowroomLayout } from "../rooms/protocol/showroom.ts";
import type { Catalog } from "./catalog/service.ts";
import type { Models } from "./models/uploads/service.ts";
import type { Logger } from "./process/log.ts";
import type { Showrooms } from "./showrooms/service.ts";

/** What a new installation is furnished with. */
export type SeedContent = {
  readonly seedBrand: { readonly id: string; readonly name: string };
  readonly seedShowroom: { readonly id: string; readonly name: string; readonly layout: ShowroomLayout };
  readonly seedProducts: readonly (ProductEdit & { readonly id: string })[];
  /** Builds the model of a seed product as GLB. */
  buildSeedModel(productId: string): Promise<Uint8Array>;
};

export type SeedDeps = {
  readonly catalog: Catalog;
  readonly models: Models;
  readonly showrooms: Showrooms;
  readonly log: Logger;
};

/**
 * Sets up the demo brand: products with their models, then the showroom. Adds only what is missing and never changes
 * what is there, so an interrupted seed is completed and a brand's own edits stay.
 */
export async function seedShop(content: SeedContent, { catalog, models, showrooms, log }: SeedDeps): Promise<void> {
  const { seedBrand, seedProducts, seedShowroom } = content;
  await showrooms.addBrand(seedBrand);
  const existing = new Map((await catalog.readAllProducts(seedBrand.id)).map((product) => [product.id, product]));
  const missing = seedProducts.filter(({ id }) => !existing.get(id)?.model);
  for (const [index, { id, ...edit }] of missing.entries()) {
    log.info({ product: edit.name, step: index + 1, of: missing.length }, "Setting up the demo showroom");
    if (!existing.has(id)) await catalog.createProduct(seedBrand.id, edit, id);
    try {
      const body = Readable.from([await content.buildSeedModel(id)]);
      await models.storeModel(seedBrand.id, id, { body, fileName: `${id}.glb`, isLastInLine: true });
    } catch (error) {
      // A shop with one empty plinth is better than none; the next start tries again.
      if (!(error instanceof VitrineError && error.code === "MODEL_INVALID")) throw error;
      log.error({ product: edit.name, findings: error.details }, "A demo model was refused");
    }
  }
  if ((await showrooms.findShowroomBrand(seedShowroom.id)) === null)
    await showrooms.addShowroom(seedBrand, seedShowroom);
}
