import { writeStock } from "./create-world.ts";
import type { CatalogChange } from "./ports.ts";
import type { World } from "./world.ts";

/** Brings a change of the catalog into the running room: stock, prices, texts, a new model. */
export function applyChange(world: World, change: CatalogChange): void {
  if (change.kind === "stock") {
    if (world.state.stock.has(change.variantId)) world.state.stock.set(change.variantId, change.stock);
    return;
  }
  const { product } = change;
  if (!world.products.has(product.id)) return;
  world.products.set(product.id, product);
  writeStock(world.state, product);
  for (const exhibit of world.state.exhibits.values()) {
    if (exhibit.productId !== product.id) continue;
    exhibit.productRevision = product.revision;
    if (!product.variants.some((variant) => variant.id === exhibit.variantId)) {
      exhibit.variantId = product.variants[0]?.id ?? "";
    }
  }
}
