import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Order } from "../../../../rooms/protocol/purchases.ts";
import { codeOf, openShop, payment, type TestShop } from "../open-shop.ts";

let shop: TestShop;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

describe("stock", () => {
  test("of 7 pieces goes to exactly 7 of 50 buyers at once, and nobody else is charged", async () => {
    const brandId = shop.newBrand();
    await shop.sell(brandId, "Watch", [{ id: "watch", stock: 7 }]);
    const purchases = shop.openPurchases();
    const buyers = Array.from({ length: 50 }, (_, at) => ({ brandId, visitorId: `buyer-${at}` }));
    await Promise.all(buyers.map((buyer) => purchases.setCartLine(buyer, "watch", 1)));
    const codes = await Promise.all(buyers.map((buyer) => codeOf(purchases.placeOrder(buyer, "key", payment(1_000)))));
    expect(codes.filter((code) => code === "none")).toHaveLength(7);
    expect(codes.filter((code) => code === "OUT_OF_STOCK")).toHaveLength(43);
    expect(await shop.stockOf(brandId, "watch")).toBe(0);
    const everyone = await purchases.listOrders({ brandId, visitorId: null }, null, 100);
    const payments = await shop.payments(brandId);
    const charged = [...payments].filter(([, state]) => state === "captured").map(([orderId]) => orderId);
    expect(charged.toSorted()).toEqual(everyone.items.map(({ id }) => id).toSorted());
    expect([...payments.values()]).not.toContain("authorized");
  });

  test("that two lines of one order share is summed before it is compared", async () => {
    const brandId = shop.newBrand();
    const product = await shop.sell(brandId, "Vase", [{ id: "vase", stock: 5 }]);
    const shopper = { brandId, visitorId: "ann" };
    const attempt = { ...shopper, keyHash: "k", orderId: "order", token: "t" };
    await shop.store.begin(attempt, { fingerprint: "f", orderId: "order", token: "t" }, shop.clock.now());
    const line = { productId: product.id, variantId: "vase", quantity: 3, unitPriceMinor: 1_000, currency: "EUR" };
    await shop.openPurchases().setCartLine(shopper, "vase", 6);
    const order = {
      id: "order",
      status: "paid",
      lines: [],
      totalMinor: 6_000,
      currency: "EUR",
      payment: { provider: "test", reference: "r" },
      placedAt: new Date(shop.clock.now()).toISOString(),
    } satisfies Omit<Order, "number">;
    const placement = { order, lines: [line, line], placedAtMs: shop.clock.now(), events: [] };
    const refused = { kind: "out_of_stock", variantId: "vase", wanted: 6, left: 5 };
    expect(await shop.store.place(attempt, placement)).toEqual(refused);
    expect(await shop.stockOf(brandId, "vase")).toBe(5);
    await shop.catalog.setStock(brandId, product.id, "vase", 8);
    expect(await shop.store.place(attempt, placement)).toMatchObject({ kind: "placed" });
    expect(await shop.stockOf(brandId, "vase")).toBe(2);
  });

  const VARIANTS = ["a", "b", "c"] as const;
  const quantities = fc.record(
    Object.fromEntries(VARIANTS.map((id) => [id, fc.nat(4)])) as Record<string, fc.Arbitrary<number>>,
  );

  test("plus what was sold is what there was, whatever the interleaving of orders", async () => {
    await fc.assert(
      fc.asyncProperty(
        quantities,
        fc.array(fc.record({ cart: quantities, tries: fc.integer({ min: 1, max: 3 }) }), {
          minLength: 2,
          maxLength: 8,
        }),
        fc.scheduler(),
        async (stock, buyers, scheduler) => {
          const brandId = shop.newBrand();
          await shop.sell(
            brandId,
            "Any",
            VARIANTS.map((id) => ({ id, stock: stock[id] ?? 0, priceMinor: 100 })),
          );
          // The scheduler decides whose payment comes through first.
          const purchases = shop.openPurchases({
            async authorize(request) {
              const authorization = await shop.provider.authorize(request);
              await scheduler.schedule(Promise.resolve());
              return authorization;
            },
          });
          const orders = buyers.map(async ({ cart, tries }, at) => {
            const buyer = { brandId, visitorId: `buyer-${at}` };
            for (const [id, quantity] of Object.entries(cart)) await purchases.setCartLine(buyer, id, quantity);
            const total = Object.values(cart).reduce((sum, quantity) => sum + quantity * 100, 0);
            const ask = () => codeOf(purchases.placeOrder(buyer, "key", payment(total)));
            return Promise.all(Array.from({ length: tries }, ask));
          });
          await scheduler.waitFor(Promise.all(orders));
          await expectBooksToBalance(brandId, stock, purchases);
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);

  async function expectBooksToBalance(
    brandId: string,
    initial: Record<string, number>,
    purchases: ReturnType<TestShop["openPurchases"]>,
  ) {
    const { items } = await purchases.listOrders({ brandId, visitorId: null }, null, 100);
    for (const id of VARIANTS) {
      const sold = items.flatMap(({ lines }) => lines).filter((line) => line.variantId === id);
      const left = (await shop.stockOf(brandId, id)) ?? -1;
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left + sold.reduce((sum, line) => sum + line.quantity, 0)).toBe(initial[id]);
    }
    const payments = await shop.payments(brandId);
    for (const [orderId, state] of payments)
      expect(state).toBe(items.some(({ id }) => id === orderId) ? "captured" : "voided");
    expect(items.every(({ id }) => payments.has(id))).toBe(true);
    expect(new Set(items.map(({ number }) => number)).size).toBe(items.length);
  }
});
