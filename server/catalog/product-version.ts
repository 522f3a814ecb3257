import type { Product } from "../../rooms/protocol/catalog.ts";

/**
 * The version of a product as its ETag carries it: `<revision>.<stock of each variant, in order>`. The revision says
 * whether an edit starts from the current document; the stock says what the editor saw, so that an edit moves stock
 * by what the editor changed and never undoes a sale.
 */
export type ProductVersion = { readonly revision: number; readonly seenStock: readonly number[] };

export function formatProductVersion(product: Product): string {
  return [product.revision, ...product.variants.map((variant) => variant.stock)].join(".");
}

/** Reads a version; null for text that is none. With the revision alone, an edit leaves stock as it is. */
export function parseProductVersion(text: string): ProductVersion | null {
  if (!/^[1-9]\d{0,14}(\.\d{1,7})*$/.test(text)) return null;
  const [revision = 0, ...seenStock] = text.split(".").map(Number);
  return { revision, seenStock };
}
