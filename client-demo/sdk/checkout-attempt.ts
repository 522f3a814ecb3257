import type { Cart, OrderRequest } from "../../rooms/protocol/purchases.ts";
import { ApiError } from "./api-error.ts";
import type { KeyValueStorage } from "./guest-session.ts";

const STORAGE_KEY = "vitrine.checkout";

/** Gives each checkout attempt one Idempotency-Key. */
export type CheckoutAttempts = {
  /** The key of the attempt that is under way for exactly this purchase, else a new one. */
  keyFor(cart: Cart, request: OrderRequest): string;
  /** Ends the attempt: the next one gets a new key. */
  settle(): void;
};

/**
 * Keeps the key of an attempt in `storage`, so that a retry after a lost answer, or even after a reload, is the
 * same attempt and cannot buy twice. Another cart, total or payment method is another attempt.
 */
export function createCheckoutAttempts(storage: KeyValueStorage, makeKey: () => string): CheckoutAttempts {
  return {
    keyFor(cart, request) {
      const purchase = fingerprint(cart, request);
      const [storedKey, storedPurchase] = (storage.getItem(STORAGE_KEY) ?? "").split("\n");
      if (storedKey && storedPurchase === purchase) return storedKey;
      const key = makeKey();
      storage.setItem(STORAGE_KEY, `${key}\n${purchase}`);
      return key;
    },
    settle: () => storage.removeItem(STORAGE_KEY),
  };
}

/** Whether the server has decided: an answer that a retry with the same key would only repeat. */
export function isSettled(thrown: unknown): boolean {
  return thrown instanceof ApiError && thrown.status !== 0 && !thrown.retryable;
}

function fingerprint(cart: Cart, request: OrderRequest): string {
  const lines = cart.lines.map((line) => `${line.variantId}×${line.quantity}`);
  return JSON.stringify([lines, cart.currency, request.expectedTotalMinor, request.payment.method]);
}
