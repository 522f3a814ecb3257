import { describe, expect, test } from "vitest";
import { ApiError, errorFromReply } from "../../../../client-demo/sdk/api-error.ts";
import { explainRefusal } from "../../../../client-demo/visit/panels/cart/order-refusal.ts";
import type { Cart } from "../../../../rooms/protocol/purchases.ts";

const cart: Cart = {
  lines: [
    {
      productId: "lamp",
      variantId: "lamp-brass",
      sku: "LAMP-BRASS",
      productName: "Arc lamp",
      variantName: "Brass",
      quantity: 3,
      unitPriceMinor: 40_000,
      lineTotalMinor: 120_000,
      stock: 3,
    },
  ],
  totalMinor: 120_000,
  currency: "EUR",
};
const refusal = (code: string, details?: unknown) =>
  explainRefusal(errorFromReply(409, { error: { code, message: "", details } }), cart);

describe("a refused order", () => {
  test("names what ran out and how many are left", () => {
    expect(refusal("OUT_OF_STOCK", { variantId: "lamp-brass", wanted: 3, left: 1 }).what).toBe(
      "Only 1 left of Arc lamp, Brass.",
    );
    expect(refusal("OUT_OF_STOCK", { variantId: "lamp-brass", wanted: 3, left: 0 }).what).toBe(
      "Arc lamp, Brass is sold out.",
    );
  });

  test("names the total before and after a price change", () => {
    const { what } = refusal("PRICE_CHANGED", { expectedTotalMinor: 120_000, totalMinor: 135_000, currency: "EUR" });
    expect(what).toMatch(/1[,.]?200.*1[,.]?350/);
  });

  test("is still understandable without details", () => {
    for (const code of ["OUT_OF_STOCK", "PRICE_CHANGED", "CART_EMPTY", "INTERNAL"]) {
      expect(refusal(code).what, code).not.toBe("");
      expect(refusal(code).whatToDo, code).not.toBe("");
    }
  });

  test("promises that a retry after a lost answer does not charge twice", () => {
    expect(explainRefusal(new ApiError("NETWORK", ""), cart).whatToDo).toMatch(/not be charged twice/);
  });
});
