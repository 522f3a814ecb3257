import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openShop, payment, type TestShop } from "./open-shop.ts";

const DAY_SECONDS = 24 * 3600;

let shop: TestShop;
let brandId: string;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  brandId = shop.newBrand();
  await shop.sell(brandId, "Chair", [
    { id: "oak", priceMinor: 24_900, stock: 7 },
    { id: "ash", priceMinor: 19_900, stock: 7 },
  ]);
});

const ann = () => ({ brandId, visitorId: "ann" });

describe("a cart", () => {
  test("is forgotten after 30 days of rest, and looking into it is no rest", async () => {
    const purchases = shop.openPurchases();
    const key = shop.keys.brand(brandId).cart("ann");
    await purchases.setCartLine(ann(), "oak", 1);
    expect(await shop.redis.commands.ttl(key)).toBeGreaterThan(30 * DAY_SECONDS - 60);
    await shop.redis.commands.expire(key, DAY_SECONDS);
    await purchases.readCart(ann());
    expect(await shop.redis.commands.ttl(key)).toBeGreaterThan(30 * DAY_SECONDS - 60);
  });

  test("takes lines that are set at once, each of them", async () => {
    const purchases = shop.openPurchases();
    await Promise.all([purchases.setCartLine(ann(), "oak", 2), purchases.setCartLine(ann(), "ash", 3)]);
    expect((await purchases.readCart(ann())).totalMinor).toBe(2 * 24_900 + 3 * 19_900);
  });

  test("shows how many are left, so that too large a wish is seen before checkout", async () => {
    const { lines } = await shop.openPurchases().setCartLine(ann(), "oak", 9);
    expect(lines).toMatchObject([{ quantity: 9, stock: 7 }]);
  });

  test("tells what was put in and what was taken out, down to emptying it", async () => {
    await shop.agree(brandId, "ann");
    const purchases = shop.openPurchases();
    await purchases.setCartLine(ann(), "oak", 3);
    await purchases.setCartLine(ann(), "oak", 3);
    await purchases.setCartLine(ann(), "oak", 1);
    await purchases.clearCart(ann());
    await shop.events.flush();
    const range = { fromMs: 0, toMs: shop.clock.now() + 1, type: undefined, cursor: null, limit: 10 };
    const { items } = await shop.analytics.listEvents(brandId, range);
    expect(items.map(({ type, quantity, valueMinor }) => [type, quantity, valueMinor])).toEqual([
      ["cart.added", 3, 74_700],
      ["cart.removed", 2, 49_800],
      ["cart.removed", 1, 24_900],
    ]);
  });
});

test("the answer to an order request is kept for more than 24 hours", async () => {
  const purchases = shop.openPurchases();
  await purchases.setCartLine(ann(), "oak", 1);
  const attempt = (key: string) =>
    shop.keys.brand(brandId).attempt("ann", createHash("sha256").update(key).digest("hex"));
  await purchases.placeOrder(ann(), "bought", payment(24_900));
  await purchases.placeOrder(ann(), "refused", payment(24_900)).catch(() => {});
  for (const key of ["bought", "refused"])
    expect(await shop.redis.commands.ttl(attempt(key))).toBeGreaterThan(DAY_SECONDS);
});
