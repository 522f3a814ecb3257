import type { Product, Variant } from "../../../rooms/protocol/catalog.ts";
import { multiplyMinor, sumMinor } from "../../../rooms/protocol/money.ts";
import type { Cart, CartLine } from "../../../rooms/protocol/purchases.ts";

/** A variant as it is sold at this moment, with the product that it belongs to. */
export type Offer = { readonly product: Product; readonly variant: Variant };

/** Units wished for, by variant id. */
export type CartQuantities = ReadonlyMap<string, number>;

/** A cart with today's prices; `dropped` are the variants that are no longer sold. */
export type PricedCart = { readonly cart: Cart; readonly dropped: readonly string[] };

/**
 * Prices a cart with what the catalog says now. Lines are ordered by product, then variant, so that the same cart
 * always reads the same. `currency` is null for an empty cart; a cart that mixes currencies totals 0 and names none.
 */
export function priceCart(quantities: CartQuantities, offers: ReadonlyMap<string, Offer>): PricedCart {
  const lines: CartLine[] = [];
  const dropped: string[] = [];
  const currencies = new Set<string>();
  for (const [variantId, quantity] of quantities) {
    const offer = offers.get(variantId);
    if (offer === undefined) {
      dropped.push(variantId);
      continue;
    }
    lines.push(priceLine(offer, quantity));
    currencies.add(offer.variant.currency);
  }
  lines.sort(compareLines);
  const [currency = null, ...others] = currencies;
  const isMixed = others.length > 0;
  const totalMinor = isMixed ? 0 : sumMinor(lines.map((line) => line.lineTotalMinor));
  return { cart: { lines, totalMinor, currency: isMixed ? null : currency }, dropped: dropped.sort() };
}

/** Units wished for, summed per variant: two lines of one variant draw on one stock. */
export function sumPerVariant(lines: readonly Pick<CartLine, "variantId" | "quantity">[]): CartQuantities {
  const sums = new Map<string, number>();
  for (const { variantId, quantity } of lines) sums.set(variantId, (sums.get(variantId) ?? 0) + quantity);
  return sums;
}

function priceLine({ product, variant }: Offer, quantity: number): CartLine {
  return {
    productId: product.id,
    variantId: variant.id,
    sku: variant.sku,
    productName: product.name,
    variantName: variant.name,
    ...(variant.swatch === undefined ? {} : { swatch: variant.swatch }),
    quantity,
    unitPriceMinor: variant.priceMinor,
    lineTotalMinor: multiplyMinor(variant.priceMinor, quantity),
    stock: variant.stock,
  };
}

function compareLines(a: CartLine, b: CartLine): number {
  return compare(a.productName, b.productName) || compare(a.variantName, b.variantName) || compare(a.sku, b.sku);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
