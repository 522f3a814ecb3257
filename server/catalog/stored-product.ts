import { z } from "zod";
import { type Product, product, variant } from "../../rooms/protocol/catalog.ts";

/** A product as it is stored: without stock, which lives in a hash of its own because sales change it all the time. */
export const storedProduct = product.extend({ variants: z.array(variant.omit({ stock: true })) });
export type StoredProduct = z.infer<typeof storedProduct>;

/** Units left, by variant id. */
export type StockLevels = ReadonlyMap<string, number>;

/** Puts document and stock together. */
export function joinStock(stored: StoredProduct, levels: StockLevels): Product {
  return { ...stored, variants: stored.variants.map((each) => ({ ...each, stock: levels.get(each.id) ?? 0 })) };
}
