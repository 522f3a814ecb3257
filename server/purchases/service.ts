import type { EventSink } from "../../rooms/ports.ts";
import { VitrineError } from "../../rooms/protocol/errors.ts";
import type { EventType } from "../../rooms/protocol/events.ts";
import { multiplyMinor } from "../../rooms/protocol/money.ts";
import type { Cart, Order, OrderPage } from "../../rooms/protocol/purchases.ts";
import { type CartQuantities, type Offer, priceCart } from "./carts/cart-pricing.ts";
import type { CartStore } from "./carts/store.ts";
import { type CheckoutDeps, createCheckout, type Shopper } from "./orders/checkout.ts";

export type PurchasesDeps = Omit<CheckoutDeps, "readPricedCart"> & {
  readonly carts: CartStore;
  readonly events: EventSink;
  /** What the brand sells under that variant id now, or null. */
  findOffer(brandId: string, variantId: string): Promise<Offer | null>;
};

/** Whose orders are asked for: one visitor's, or all of the brand when `visitorId` is null. */
export type OrderScope = { readonly brandId: string; readonly visitorId: string | null };

export type Purchases = ReturnType<typeof createPurchases>;

/** Carts and orders: the use cases behind the shop's routes. */
export function createPurchases(deps: PurchasesDeps) {
  const readCart = (shopper: Shopper) => readPricedCart(deps, shopper);
  const { placeOrder, sweep } = createCheckout({ ...deps, readPricedCart: readCart });
  return {
    placeOrder,
    ...orderReading(deps),

    /** The visitor's cart at today's prices. What is no longer sold is taken out and named in `dropped`, once. */
    readCart,

    /**
     * Sets how many units of a variant are in the cart; 0 takes it out.
     * @throws VitrineError VARIANT_UNKNOWN, CART_FULL, CURRENCY_MIXED
     */
    async setCartLine(shopper: Shopper, variantId: string, quantity: number): Promise<Cart> {
      const { brandId, visitorId } = shopper;
      await sweep(brandId);
      const offer = await deps.findOffer(brandId, variantId);
      if (quantity > 0) await assertFits(deps, shopper, offer);
      const before = await deps.carts.setCartLine(brandId, visitorId, variantId, quantity);
      if (before === null) throw new VitrineError("CART_FULL");
      await recordChange(deps, shopper, { variantId, offer, units: quantity - before });
      return readCart(shopper);
    },

    /** Empties the cart. */
    async clearCart(shopper: Shopper): Promise<void> {
      const removed = await deps.carts.clearCart(shopper.brandId, shopper.visitorId);
      for (const [variantId, units] of removed) {
        const offer = await deps.findOffer(shopper.brandId, variantId);
        await recordChange(deps, shopper, { variantId, offer, units: -units });
      }
    },
  };
}

function orderReading({ store }: Pick<PurchasesDeps, "store">) {
  return {
    /** @throws VitrineError NOT_FOUND, also for an order outside of the scope */
    async readOrder({ brandId, visitorId }: OrderScope, orderId: string): Promise<Order> {
      const order = await store.readOrder(brandId, orderId, visitorId);
      if (order === null) throw new VitrineError("NOT_FOUND");
      return order;
    },

    /** Newest first. `before` is the number behind the last page's end, from its cursor. */
    async listOrders({ brandId, visitorId }: OrderScope, before: number | null, limit: number): Promise<OrderPage> {
      const found = await store.listOrders(brandId, visitorId, before ?? Number.MAX_SAFE_INTEGER, limit + 1);
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      return { items: page.map(({ order }) => order), nextCursor: last === undefined ? null : String(last.sequence) };
    },
  };
}

async function readPricedCart(deps: PurchasesDeps, { brandId, visitorId }: Shopper): Promise<Cart> {
  const quantities = await deps.carts.readCart(brandId, visitorId);
  const { cart, dropped } = priceCart(quantities, await findOffers(deps, brandId, quantities));
  if (dropped.length === 0) return cart;
  await deps.carts.dropCartLines(brandId, visitorId, dropped);
  return { ...cart, dropped: [...dropped] };
}

async function findOffers({ findOffer }: PurchasesDeps, brandId: string, quantities: CartQuantities) {
  const found = await Promise.all(
    [...quantities.keys()].map(async (variantId) => [variantId, await findOffer(brandId, variantId)] as const),
  );
  return new Map(found.flatMap(([variantId, offer]) => (offer === null ? [] : [[variantId, offer] as const])));
}

/** A friendly answer while filling the cart; what counts is checked again when the order is placed. */
async function assertFits(deps: PurchasesDeps, { brandId, visitorId }: Shopper, offer: Offer | null): Promise<void> {
  if (offer === null) throw new VitrineError("VARIANT_UNKNOWN");
  const quantities = await deps.carts.readCart(brandId, visitorId);
  for (const variantId of quantities.keys()) {
    if (variantId === offer.variant.id) continue;
    const other = await deps.findOffer(brandId, variantId);
    if (other === null) continue;
    if (other.variant.currency !== offer.variant.currency) throw new VitrineError("CURRENCY_MIXED");
    // Whatever else is in the cart has come past the same question.
    return;
  }
}

type CartChange = { readonly variantId: string; readonly offer: Offer | null; readonly units: number };

async function recordChange(deps: PurchasesDeps, { brandId, visitorId }: Shopper, change: CartChange): Promise<void> {
  const { variantId, offer, units } = change;
  if (units === 0) return;
  const type: EventType = units > 0 ? "cart.added" : "cart.removed";
  const quantity = Math.abs(units);
  const priced = offer && {
    productId: offer.product.id,
    valueMinor: multiplyMinor(offer.variant.priceMinor, quantity),
    currency: offer.variant.currency,
  };
  deps.events.record({ brandId, visitorId }, { type, variantId, quantity, ...priced });
}
