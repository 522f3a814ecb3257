import { z } from "zod";
import type { CartLine } from "../../../rooms/protocol/purchases.ts";
import { type Order, order } from "../../../rooms/protocol/purchases.ts";
import type { RedisClient } from "../../redis/connection.ts";
import type { Keys } from "../../redis/keys.ts";
import { defineScript } from "../../redis/script.ts";
import type { OrderRefusal } from "./order-checks.ts";
import type { SETTLEMENT_OF } from "./order-states.ts";

/** How long a request is answered as the first time: twice what Stripe promises. */
const ATTEMPT_KEPT_MS = 48 * 3600 * 1000;

/** A try that is silent for so long has crashed; the next request under its key resumes it. */
export const ATTEMPT_LEASE_MS = 30_000;

/** Names one attempt to buy: `keyHash` is derived from the Idempotency-Key. */
export type AttemptId = { readonly brandId: string; readonly visitorId: string; readonly keyHash: string };

/** One try at an attempt; its `token` proves that no other try has taken over. */
export type Try = AttemptId & { readonly orderId: string; readonly token: string };

/** How an attempt ended, and what every repetition is answered with. */
export type Outcome =
  | { readonly state: "paid"; readonly order: Order }
  | { readonly state: "refused"; readonly refusal: OrderRefusal };

/** What a request finds under its key. */
type Beginning =
  | { readonly state: "started"; readonly orderId: string }
  | { readonly state: "reused" }
  | { readonly state: "busy" }
  | Outcome;

type SoldLine = Pick<CartLine, "productId" | "variantId" | "quantity" | "unitPriceMinor"> & {
  readonly currency: string;
};

/** An order that is to be written, with all that is written beside it. */
export type Placement = {
  readonly order: Omit<Order, "number">;
  readonly lines: readonly SoldLine[];
  readonly placedAtMs: number;
  /** Stream entries for the brand's event stream, each as [field, value, …]. */
  readonly events: readonly (readonly string[])[];
};

type PlacementResult =
  | { readonly kind: "placed"; readonly order: Order }
  | { readonly kind: "superseded" | "cart_changed" | "price_changed" }
  | { readonly kind: "out_of_stock"; readonly variantId: string; readonly wanted: number; readonly left: number };

const strings = z.array(z.string());
const beginAttempt = defineScript(new URL("./begin-attempt.lua", import.meta.url), parseBeginning);
const releaseAttempt = defineScript(new URL("./release-attempt.lua", import.meta.url), Boolean);
const refuseAttempt = defineScript(new URL("./refuse-attempt.lua", import.meta.url), Boolean);
const placeOrder = defineScript(new URL("./place-order.lua", import.meta.url), parsePlacement);

export type OrderStore = ReturnType<typeof createOrderStore>;

/** Attempts to buy, orders and what is to happen to their payments, in Redis; all of one brand share a hash slot. */
export function createOrderStore(redis: RedisClient, keys: Keys) {
  const attemptKey = (attempt: AttemptId) => keys.brand(attempt.brandId).attempt(attempt.visitorId, attempt.keyHash);
  return {
    /** Opens the attempt or says what became of it; an attempt whose try went silent is resumed under its order id. */
    begin(attempt: AttemptId, next: { fingerprint: string; orderId: string; token: string }, nowMs: number) {
      const args = [next.fingerprint, next.orderId, next.token, nowMs, ATTEMPT_LEASE_MS, ATTEMPT_KEPT_MS].map(String);
      return beginAttempt(redis, { keys: [attemptKey(attempt)], args });
    },

    /** Lets the next request resume at once; false when the try is no longer the current one. */
    release(current: Try): Promise<boolean> {
      return releaseAttempt(redis, { keys: [attemptKey(current)], args: [current.token] });
    },

    /** Ends the attempt with a refusal; false when the try is no longer the current one. */
    refuse(current: Try, refusal: OrderRefusal): Promise<boolean> {
      const args = [current.token, current.orderId, JSON.stringify(refusal), String(ATTEMPT_KEPT_MS)];
      return refuseAttempt(redis, { keys: [attemptKey(current), keys.brand(current.brandId).settlements], args });
    },

    /** Takes the stock and writes order, events and stock changes in one step, or changes nothing. */
    place(current: Try, placement: Placement): Promise<PlacementResult> {
      const { brandId, visitorId, orderId, token } = current;
      const brand = keys.brand(brandId);
      return placeOrder(redis, {
        keys: [
          attemptKey(current),
          brand.cart(visitorId),
          brand.products,
          brand.stock,
          brand.consent(visitorId),
          brand.orders,
          brand.orderVisitors,
          brand.orderIndex,
          brand.visitorOrders(visitorId),
          brand.orderSequence,
          brand.settlements,
          brand.events,
        ],
        args: [
          token,
          orderId,
          visitorId,
          JSON.stringify(placement.order),
          placement.order.placedAt.slice(0, 4),
          JSON.stringify(placement.lines),
          brand.changes,
          String(placement.placedAtMs),
          JSON.stringify(placement.events),
          String(ATTEMPT_KEPT_MS),
        ],
      });
    },

    /** An order of the brand, or null; with `visitorId` only if that visitor placed it. */
    async readOrder(brandId: string, orderId: string, visitorId: string | null): Promise<Order | null> {
      const brand = keys.brand(brandId);
      const [found, owner] = await Promise.all([
        redis.hGet(brand.orders, orderId),
        redis.hGet(brand.orderVisitors, orderId),
      ]);
      if (found === null || (visitorId !== null && owner !== visitorId)) return null;
      return parseOrder(found);
    },

    /** Orders with a number below `before`, newest first; with `visitorId` only that visitor's. */
    async listOrders(brandId: string, visitorId: string | null, before: number, limit: number) {
      const brand = keys.brand(brandId);
      const index = visitorId === null ? brand.orderIndex : brand.visitorOrders(visitorId);
      const range = { BY: "SCORE", REV: true, LIMIT: { offset: 0, count: limit } } as const;
      const entries = await redis.zRangeWithScores(index, `(${before}`, "-inf", range);
      if (entries.length === 0) return [];
      const found = await redis.hmGet(
        brand.orders,
        entries.map((entry) => entry.value),
      );
      return entries.flatMap(({ score }, at) => {
        const json = found[at];
        return typeof json === "string" ? [{ sequence: score, order: parseOrder(json) }] : [];
      });
    },

    /** Payments of ended attempts that are still to be captured or voided, by order id. */
    async listSettlements(
      brandId: string,
    ): Promise<ReadonlyMap<string, (typeof SETTLEMENT_OF)[keyof typeof SETTLEMENT_OF]>> {
      const found = await redis.hGetAll(keys.brand(brandId).settlements);
      return new Map(Object.entries(found).map(([orderId, to]) => [orderId, to === "captured" ? to : "voided"]));
    },

    /** Notes that the payment of that order needs nothing more. */
    async endSettlement(brandId: string, orderId: string): Promise<void> {
      await redis.hDel(keys.brand(brandId).settlements, orderId);
    },
  };
}

function parseOrder(json: string): Order {
  return order.parse(JSON.parse(json));
}

function parseBeginning(reply: unknown): Beginning {
  const [state, detail = ""] = strings.parse(reply);
  if (state === "started") return { state, orderId: detail };
  if (state === "reused" || state === "busy") return { state };
  if (state === "paid") return { state, order: parseOrder(detail) };
  if (state === "refused") return { state, refusal: JSON.parse(detail) as OrderRefusal };
  throw new Error(`Unknown state of an attempt: ${state}`);
}

function parsePlacement(reply: unknown): PlacementResult {
  const [kind, detail = "", wanted, left] = strings.parse(reply);
  if (kind === "placed") return { kind, order: parseOrder(detail) };
  if (kind === "superseded" || kind === "cart_changed" || kind === "price_changed") return { kind };
  if (kind === "out_of_stock") return { kind, variantId: detail, wanted: Number(wanted), left: Number(left) };
  throw new Error(`Unknown answer to an order: ${kind}`);
}
