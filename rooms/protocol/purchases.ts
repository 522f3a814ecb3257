import { z } from "zod";
import { amountMinor, currency } from "./catalog.ts";
import { id } from "./identity.ts";
import { CART_QUANTITY_MAX } from "./limits.ts";

export const cartLineEdit = z.object({ quantity: z.int().min(0).max(CART_QUANTITY_MAX) }).strict();

/** A line of a cart, priced by the server at the moment of reading. */
const cartLine = z.object({
  productId: id,
  variantId: id,
  sku: z.string(),
  productName: z.string(),
  variantName: z.string(),
  swatch: z.string().optional(),
  quantity: z.int().min(1),
  unitPriceMinor: amountMinor,
  lineTotalMinor: amountMinor,
  /** How many are left in stock now; less than `quantity` means that checkout would be refused. */
  stock: z.int().min(0),
});
export type CartLine = z.infer<typeof cartLine>;

export const cart = z.object({
  lines: z.array(cartLine),
  totalMinor: amountMinor,
  currency: currency.nullable(),
  /** Variants that were in the cart and are no longer sold: they were taken out, and this says so once. */
  dropped: z.array(id).optional(),
});
export type Cart = z.infer<typeof cart>;

/**
 * Asks to buy the whole cart. `expectedTotalMinor` is the total that the shopper saw: a different one is refused
 * with PRICE_CHANGED. `payment.method` names what the provider is to do.
 */
export const orderRequest = z
  .object({
    expectedTotalMinor: amountMinor,
    payment: z.object({ provider: z.literal("test"), method: z.enum(["test-approve", "test-decline"]) }).strict(),
  })
  .strict();
export type OrderRequest = z.infer<typeof orderRequest>;

export const order = z.object({
  id,
  number: z.string(),
  status: z.enum(["paid"]),
  lines: z.array(cartLine.omit({ stock: true })),
  totalMinor: amountMinor,
  currency,
  payment: z.object({ provider: z.literal("test"), reference: z.string() }),
  placedAt: z.iso.datetime(),
});
export type Order = z.infer<typeof order>;

export const orderPage = z.object({ items: z.array(order), nextCursor: z.string().nullable() });
export type OrderPage = z.infer<typeof orderPage>;
