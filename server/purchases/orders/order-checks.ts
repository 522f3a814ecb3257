import type { ErrorCode } from "../../../rooms/protocol/errors.ts";
import { toDecimal } from "../../../rooms/protocol/money.ts";
import type { Cart } from "../../../rooms/protocol/purchases.ts";
import { sumPerVariant } from "../carts/cart-pricing.ts";

/** Why an order was not placed; the asker sees both. */
export type OrderRefusal = { readonly code: ErrorCode; readonly details?: unknown };

export type OrderCheck = { readonly ok: true; readonly currency: string } | ({ readonly ok: false } & OrderRefusal);

/**
 * Whether a cart may be bought for the total that the shopper saw. The final word on stock and cart belongs to the
 * atomic step; this answers early, before any payment is asked for.
 * Refuses with CART_EMPTY, CURRENCY_MIXED, PRICE_CHANGED, OUT_OF_STOCK in that order.
 */
export function checkOrder(cart: Cart, expectedTotalMinor: number): OrderCheck {
  if (cart.lines.length === 0) return { ok: false, code: "CART_EMPTY" };
  if (cart.currency === null) return { ok: false, code: "CURRENCY_MIXED" };
  if (cart.totalMinor !== expectedTotalMinor) return { ok: false, ...refusePrice(cart, expectedTotalMinor) };
  const stock = new Map(cart.lines.map((line) => [line.variantId, line.stock]));
  for (const [variantId, quantity] of sumPerVariant(cart.lines)) {
    const left = stock.get(variantId) ?? 0;
    if (quantity > left) return { ok: false, ...refuseStock(variantId, quantity, left) };
  }
  return { ok: true, currency: cart.currency };
}

/** The refusal for a total that is no longer the one that was shown. */
export function refusePrice(cart: Cart | null, expectedTotalMinor: number): OrderRefusal {
  const { totalMinor, currency } = cart ?? { totalMinor: 0, currency: null };
  const total = currency === null ? null : toDecimal(totalMinor, currency);
  return { code: "PRICE_CHANGED", details: { expectedTotalMinor, totalMinor, currency, total } };
}

/** The refusal for a variant of which `left` units are there and more are wanted. */
export function refuseStock(variantId: string, wanted: number, left: number): OrderRefusal {
  return { code: "OUT_OF_STOCK", details: { variantId, wanted, left } };
}
