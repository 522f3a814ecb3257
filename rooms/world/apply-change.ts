import type { CatalogChange } from "../ports.ts";
import { changeLayout } from "./change-layout.ts";
import { writeStock } from "./create-world.ts";
import type { Presence, World } from "./world.ts";

/**
 * Brings a change of the catalog into the running room: stock, prices, texts, a new model, a new layout.
 * @returns the visitors who had to be put elsewhere and must be told so
 */
export function applyChange(world: World, change: CatalogChange): readonly Presence[] {
  if (change.kind === "showroom") return changeLayout(world, change.content);
  applyGoods(world, change);
  return [];
}

function applyGoods(world: World, change: Exclude<CatalogChange, { kind: "showroom" }>): void {
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
