import { describe, expect, test } from "vitest";
import { ApiError, errorFromReply, localError } from "../../../client-demo/sdk/api-error.ts";
import { createCheckoutAttempts, isSettled } from "../../../client-demo/sdk/checkout-attempt.ts";
import type { Cart, OrderRequest } from "../../../rooms/protocol/purchases.ts";
import { createMemoryStorage } from "./memory-storage.ts";

const cartOf = (quantity: number): Cart => ({
  lines: [
    {
      productId: "lamp",
      variantId: "lamp-brass",
      sku: "LAMP-BRASS",
      productName: "Arc lamp",
      variantName: "Brass",
      quantity,
      unitPriceMinor: 48_900,
      lineTotalMinor: 48_900 * quantity,
      stock: 9,
    },
  ],
  totalMinor: 48_900 * quantity,
  currency: "EUR",
});
const requestFor = (cart: Cart, method: OrderRequest["payment"]["method"] = "test-approve"): OrderRequest => ({
  expectedTotalMinor: cart.totalMinor,
  payment: { provider: "test", method },
});

function createAttempts() {
  const storage = createMemoryStorage();
  let made = 0;
  const makeKey = () => `key-${++made}`;
  return { attempts: createCheckoutAttempts(storage, makeKey), again: () => createCheckoutAttempts(storage, makeKey) };
}

describe("a checkout attempt", () => {
  test("keeps its key while it is retried, also after a reload", () => {
    const { attempts, again } = createAttempts();
    const cart = cartOf(1);
    const key = attempts.keyFor(cart, requestFor(cart));
    expect(attempts.keyFor(cart, requestFor(cart))).toBe(key);
    expect(again().keyFor(cart, requestFor(cart))).toBe(key);
  });

  test("has a new key once the one before it is settled", () => {
    const { attempts } = createAttempts();
    const cart = cartOf(1);
    const key = attempts.keyFor(cart, requestFor(cart));
    attempts.settle();
    expect(attempts.keyFor(cart, requestFor(cart))).not.toBe(key);
  });

  test("has a new key for another cart or another payment", () => {
    const { attempts } = createAttempts();
    const keys = [
      attempts.keyFor(cartOf(1), requestFor(cartOf(1))),
      attempts.keyFor(cartOf(2), requestFor(cartOf(2))),
      attempts.keyFor(cartOf(2), requestFor(cartOf(2), "test-decline")),
    ];
    expect(new Set(keys).size).toBe(3);
  });

  test("is settled by an answer, not by silence nor by an answer that may change", () => {
    expect(isSettled(new ApiError("PAYMENT_DECLINED", "", 402))).toBe(true);
    expect(isSettled(errorFromReply(409, { error: { code: "OUT_OF_STOCK", message: "" } }))).toBe(true);
    expect(isSettled(localError("NETWORK"))).toBe(false);
    expect(isSettled(errorFromReply(409, { error: { code: "IDEMPOTENCY_IN_PROGRESS", message: "" } }))).toBe(false);
    expect(isSettled(errorFromReply(500, null))).toBe(false);
  });
});
