import { CART_LINES_MAX } from "../../../rooms/protocol/limits.ts";
import type { RedisClient } from "../../redis/connection.ts";
import type { Keys } from "../../redis/keys.ts";
import { defineScript } from "../../redis/script.ts";
import type { CartQuantities } from "./cart-pricing.ts";

const CART_REST_SECONDS = 30 * 24 * 3600;

const setCartLine = defineScript(new URL("./set-cart-line.lua", import.meta.url), Number);

export type CartStore = ReturnType<typeof createCartStore>;

/** Carts in Redis, forgotten when nobody has looked into them for thirty days. */
export function createCartStore(redis: RedisClient, keys: Keys) {
  return {
    /** Units by variant id; empty when there is no cart. Looking into it counts as use. */
    async readCart(brandId: string, visitorId: string): Promise<CartQuantities> {
      const cart = keys.brand(brandId).cart(visitorId);
      const [found] = await Promise.all([redis.hGetAll(cart), redis.expire(cart, CART_REST_SECONDS)]);
      return new Map(Object.entries(found).map(([variantId, quantity]) => [variantId, Number(quantity)]));
    },

    /** Sets a line and returns the units it had before, or null when the cart has no room for another line. */
    async setCartLine(brandId: string, visitorId: string, variantId: string, quantity: number): Promise<number | null> {
      const args = [variantId, quantity, CART_LINES_MAX, CART_REST_SECONDS].map(String);
      const before = await setCartLine(redis, { keys: [keys.brand(brandId).cart(visitorId)], args });
      return before < 0 ? null : before;
    },

    /** Takes these variants out of the cart. */
    async dropCartLines(brandId: string, visitorId: string, variantIds: readonly string[]): Promise<void> {
      if (variantIds.length > 0) await redis.hDel(keys.brand(brandId).cart(visitorId), [...variantIds]);
    },

    /** Empties the cart and returns what was in it. */
    async clearCart(brandId: string, visitorId: string): Promise<CartQuantities> {
      const cart = keys.brand(brandId).cart(visitorId);
      const [found] = await redis.multi().hGetAll(cart).del(cart).execTyped();
      return new Map(Object.entries(found).map(([variantId, quantity]) => [variantId, Number(quantity)]));
    },
  };
}
