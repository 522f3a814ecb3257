import { describe, expect, test } from "vitest";
import type { Product, Variant } from "../../../../rooms/protocol/catalog.ts";
import { type Offer, priceCart, sumPerVariant } from "../../../../server/purchases/carts/cart-pricing.ts";
import { checkOrder } from "../../../../server/purchases/orders/order-checks.ts";

function offer(productName: string, variant: Partial<Variant> & Pick<Variant, "id">): Offer {
  const full: Variant = { sku: variant.id, name: variant.id, priceMinor: 1_000, currency: "EUR", stock: 5, ...variant };
  const product: Product = {
    id: productName.toLowerCase(),
    brandId: "b",
    name: productName,
    tagline: "",
    description: "",
    category: "Chairs",
    variants: [full],
    model: null,
    revision: 1,
    updatedAt: "2026-01-01T00:00:00.000Z",
  };
  return { product, variant: full };
}

const offers = new Map(
  [
    offer("Sofa", { id: "sofa-red", priceMinor: 129_900 }),
    offer("Chair", { id: "chair-oak", priceMinor: 24_950 }),
    offer("Lamp", { id: "lamp-yen", currency: "JPY" }),
  ].map((each) => [each.variant.id, each]),
);

describe("cart pricing", () => {
  test("prices every line and the whole from the catalog", () => {
    const { cart } = priceCart(new Map(Object.entries({ "sofa-red": 1, "chair-oak": 2 })), offers);
    expect(cart.lines.map((line) => [line.variantId, line.quantity, line.lineTotalMinor])).toEqual([
      ["chair-oak", 2, 49_900],
      ["sofa-red", 1, 129_900],
    ]);
    expect(cart).toMatchObject({ totalMinor: 179_800, currency: "EUR" });
  });

  test("reads the same whatever was put in first", () => {
    const one = priceCart(new Map(Object.entries({ "sofa-red": 1, "chair-oak": 2 })), offers);
    const other = priceCart(new Map(Object.entries({ "chair-oak": 2, "sofa-red": 1 })), offers);
    expect(one).toEqual(other);
  });

  test("names the variants that are no longer sold and leaves them out", () => {
    const { cart, dropped } = priceCart(new Map(Object.entries({ "sofa-red": 1, gone: 3 })), offers);
    expect(dropped).toEqual(["gone"]);
    expect(cart.lines).toHaveLength(1);
    expect(cart.totalMinor).toBe(129_900);
  });

  test("gives an empty cart no currency", () => {
    expect(priceCart(new Map(), offers).cart).toEqual({ lines: [], totalMinor: 0, currency: null });
  });

  test("sums the lines of one variant", () => {
    const lines = [
      { variantId: "a", quantity: 2 },
      { variantId: "b", quantity: 1 },
      { variantId: "a", quantity: 3 },
    ];
    expect([...sumPerVariant(lines)]).toEqual([
      ["a", 5],
      ["b", 1],
    ]);
  });
});

describe("order check", () => {
  const cartOf = (quantities: Record<string, number>) => priceCart(new Map(Object.entries(quantities)), offers).cart;

  test("lets a cart pass whose total is the one that was shown", () => {
    expect(checkOrder(cartOf({ "chair-oak": 2 }), 49_900)).toEqual({ ok: true, currency: "EUR" });
  });

  test("refuses an empty cart", () => {
    expect(checkOrder(cartOf({}), 0)).toMatchObject({ ok: false, code: "CART_EMPTY" });
  });

  test("refuses two currencies at once", () => {
    expect(checkOrder(cartOf({ "chair-oak": 1, "lamp-yen": 1 }), 25_950)).toMatchObject({ code: "CURRENCY_MIXED" });
  });

  test("refuses another total than the one that was shown, and tells the right one", () => {
    expect(checkOrder(cartOf({ "chair-oak": 2 }), 49_899)).toEqual({
      ok: false,
      code: "PRICE_CHANGED",
      details: { expectedTotalMinor: 49_899, totalMinor: 49_900, currency: "EUR", total: "499.00" },
    });
  });

  test("refuses more units than there are, and tells how many are left", () => {
    expect(checkOrder(cartOf({ "chair-oak": 6 }), 149_700)).toEqual({
      ok: false,
      code: "OUT_OF_STOCK",
      details: { variantId: "chair-oak", wanted: 6, left: 5 },
    });
  });

  test("adds up two lines that draw on one stock", () => {
    const cart = cartOf({ "chair-oak": 3 });
    const doubled = { ...cart, lines: [...cart.lines, ...cart.lines], totalMinor: 2 * cart.totalMinor };
    expect(checkOrder(doubled, doubled.totalMinor)).toMatchObject({ code: "OUT_OF_STOCK", details: { wanted: 6 } });
  });
});
