import type { Order, OrderRequest } from "../../../rooms/protocol/purchases.ts";
import { showToast } from "../../kit/toasts.ts";
import { explainError } from "../../sdk/api-error.ts";
import { createCheckoutAttempts, isSettled } from "../../sdk/checkout-attempt.ts";
import { hasCode } from "../../sdk/http.ts";
import { cart, lastOrder, stock } from "../state/store.ts";
import { shop } from "./shop.ts";

const attempts = createCheckoutAttempts(sessionStorage, () => crypto.randomUUID());

/** Reads the cart again; the one that is shown stays when that fails. */
export async function refreshCart(): Promise<void> {
  try {
    cart.value = await shop.readCart();
  } catch (thrown) {
    showToast(explainError(thrown), "danger");
  }
}

/** Sets how many of a variant are in the cart, 0 to remove it. False when it was refused; a toast says why. */
export async function setCartQuantity(variantId: string, quantity: number): Promise<boolean> {
  try {
    cart.value = await shop.setCartLine(variantId, quantity);
    return true;
  } catch (thrown) {
    showToast(explainCartRefusal(thrown, stock.value.get(variantId)), "danger");
    return false;
  }
}

/** Adds to what is in the cart already. */
export function addToCart(variantId: string, quantity: number): Promise<boolean> {
  const present = cart.value?.lines.find((line) => line.variantId === variantId)?.quantity ?? 0;
  return setCartQuantity(variantId, present + quantity);
}

/**
 * Buys the cart as it is shown. The same attempt may be repeated after a lost answer without buying twice.
 * @throws ApiError PRICE_CHANGED, OUT_OF_STOCK, PAYMENT_DECLINED …; the cart is read again after a refusal
 */
export async function buyCart(method: OrderRequest["payment"]["method"]): Promise<Order> {
  const shown = cart.value ?? (await shop.readCart());
  const request: OrderRequest = { expectedTotalMinor: shown.totalMinor, payment: { provider: "test", method } };
  try {
    const placed = await shop.placeOrder(request, attempts.keyFor(shown, request));
    attempts.settle();
    lastOrder.value = placed;
    await refreshCart();
    return placed;
  } catch (thrown) {
    if (isSettled(thrown)) attempts.settle();
    if (hasCode(thrown, "PRICE_CHANGED", "OUT_OF_STOCK", "CART_EMPTY", "VARIANT_UNKNOWN")) await refreshCart();
    throw thrown;
  }
}

function explainCartRefusal(thrown: unknown, left: number | undefined): string {
  if (!hasCode(thrown, "OUT_OF_STOCK") || left === undefined) return explainError(thrown);
  return left === 0 ? "This one is sold out. Another colour may be available." : `Only ${left} left in stock.`;
}
