import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { BehaviourEvent } from "../../../../rooms/protocol/events.ts";
import { ATTEMPT_LEASE_MS } from "../../../../server/purchases/orders/store.ts";
import { codeOf, openShop, patiently, payment, type TestShop } from "../open-shop.ts";

let shop: TestShop;
let brandId: string;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const ann = () => ({ brandId, visitorId: "ann" });
const bob = () => ({ brandId, visitorId: "bob" });

beforeEach(async () => {
  brandId = shop.newBrand();
  await shop.sell(brandId, "Chair", [{ id: "oak", priceMinor: 24_900, stock: 7 }]);
  await shop.sell(brandId, "Sofa", [
    { id: "red", priceMinor: 129_900, stock: 3 },
    { id: "blue", priceMinor: 129_900, stock: 1 },
  ]);
});

async function eventsOf(): Promise<BehaviourEvent[]> {
  await shop.events.flush();
  const range = { fromMs: 0, toMs: shop.clock.now() + 1 };
  return (await shop.analytics.listEvents(brandId, { ...range, type: undefined, cursor: null, limit: 1_000 })).items;
}

describe("buying a cart", () => {
  test("takes the stock, empties the cart, captures the payment and writes a readable number", async () => {
    const purchases = shop.openPurchases();
    await purchases.setCartLine(ann(), "oak", 2);
    await purchases.setCartLine(ann(), "red", 1);
    const order = await purchases.placeOrder(ann(), "key", payment(179_700));
    const year = new Date(shop.clock.now()).getUTCFullYear();
    expect(order).toMatchObject({ number: `V-${year}-000001`, status: "paid", totalMinor: 179_700, currency: "EUR" });
    expect(order.lines.map((line) => [line.variantId, line.quantity])).toEqual([
      ["oak", 2],
      ["red", 1],
    ]);
    expect([await shop.stockOf(brandId, "oak"), await shop.stockOf(brandId, "red")]).toEqual([5, 2]);
    expect((await purchases.readCart(ann())).lines).toEqual([]);
    expect(await shop.payments(brandId)).toEqual(new Map([[order.id, "captured"]]));
    expect(await shop.store.listSettlements(brandId)).toEqual(new Map());
  });

  test("tells every room the new stock on the brand's channel", async () => {
    const told: unknown[] = [];
    const channel = shop.keys.brand(brandId).changes;
    const listener = shop.redis.commands.duplicate();
    await listener.connect();
    await listener.subscribe(channel, (message) => void told.push(JSON.parse(message)));
    const purchases = shop.openPurchases();
    await purchases.setCartLine(ann(), "oak", 3);
    await purchases.placeOrder(ann(), "key", payment(74_700));
    await expect.poll(() => told).toEqual([{ kind: "stock", variantId: "oak", stock: 4 }]);
    listener.destroy();
  });

  test("writes an event for each line when the visitor agreed", async () => {
    await shop.agree(brandId, "ann");
    const purchases = shop.openPurchases();
    await purchases.setCartLine(ann(), "oak", 2);
    await purchases.setCartLine(ann(), "oak", 1);
    const order = await purchases.placeOrder(ann(), "key", payment(24_900));
    const events = await eventsOf();
    expect(events.map(({ type, quantity, valueMinor }) => [type, quantity, valueMinor]).toSorted()).toEqual([
      ["cart.added", 2, 49_800],
      ["cart.removed", 1, 24_900],
      ["order.placed", 1, 24_900],
    ]);
    expect(events.find(({ type }) => type === "order.placed")).toMatchObject({ orderId: order.id, currency: "EUR" });
    expect(new Set(events.map(({ visitor }) => visitor)).size).toBe(1);
    expect(JSON.stringify(events)).not.toContain('"ann"');
  });

  test("writes no event without consent, and none after it was withdrawn", async () => {
    const purchases = shop.openPurchases();
    await purchases.setCartLine(bob(), "oak", 1);
    await purchases.placeOrder(bob(), "key", payment(24_900));
    await shop.agree(brandId, "ann");
    await purchases.setCartLine(ann(), "oak", 1);
    await shop.agree(brandId, "ann", false);
    await purchases.placeOrder(ann(), "key", payment(24_900));
    expect(await eventsOf()).toEqual([]);
  });

  test("numbers the orders of each brand one after the other", async () => {
    const purchases = shop.openPurchases();
    const numbers = [];
    for (const key of ["one", "two", "three"]) {
      await purchases.setCartLine(ann(), "oak", 1);
      numbers.push((await purchases.placeOrder(ann(), key, payment(24_900))).number.slice(-6));
    }
    expect(numbers).toEqual(["000001", "000002", "000003"]);
  });

  test("refuses an empty cart", async () => {
    expect(await codeOf(shop.openPurchases().placeOrder(ann(), "key", payment(0)))).toBe("CART_EMPTY");
  });

  test("takes nothing and keeps the cart when one line of several is out of stock", async () => {
    const purchases = shop.openPurchases();
    await purchases.setCartLine(ann(), "oak", 1);
    await purchases.setCartLine(ann(), "blue", 2);
    expect(await codeOf(purchases.placeOrder(ann(), "key", payment(284_700)))).toBe("OUT_OF_STOCK");
    expect([await shop.stockOf(brandId, "oak"), await shop.stockOf(brandId, "blue")]).toEqual([7, 1]);
    expect((await purchases.readCart(ann())).lines).toHaveLength(2);
  });

  test("takes nothing and keeps the cart when the payment is declined, and a new attempt can succeed", async () => {
    const purchases = shop.openPurchases();
    await purchases.setCartLine(ann(), "oak", 1);
    const declined = () => purchases.placeOrder(ann(), "key", payment(24_900, "test-decline"));
    expect(await codeOf(declined())).toBe("PAYMENT_DECLINED");
    expect(await shop.stockOf(brandId, "oak")).toBe(7);
    expect((await purchases.readCart(ann())).lines).toHaveLength(1);
    expect(await codeOf(declined())).toBe("PAYMENT_DECLINED");
    expect(await shop.payments(brandId)).toEqual(new Map());
    expect(await codeOf(purchases.placeOrder(ann(), "another key", payment(24_900)))).toBe("none");
  });

  test("does not sell what has vanished from the catalog", async () => {
    const purchases = shop.openPurchases();
    await purchases.setCartLine(ann(), "oak", 1);
    await purchases.setCartLine(ann(), "blue", 1);
    const sofa = (await shop.catalog.findVariant(brandId, "red"))!.product;
    const variants = sofa.variants.filter(({ id }) => id !== "blue");
    const { name, tagline, description, category } = sofa;
    await shop.catalog.updateProduct(brandId, sofa.id, { name, tagline, description, category, variants }, "1");
    expect(await codeOf(purchases.placeOrder(ann(), "key", payment(154_800)))).toBe("PRICE_CHANGED");
    expect(await shop.stockOf(brandId, "oak")).toBe(7);
    const order = await purchases.placeOrder(ann(), "next", payment(24_900));
    expect(order.lines.map(({ variantId }) => variantId)).toEqual(["oak"]);
  });
});

describe("what changes while the payment is being authorised", () => {
  /** Purchases whose provider lets something happen at the worst moment, once. */
  function whileAuthorising(happen: () => Promise<unknown>) {
    let isDone = false;
    return shop.openPurchases({
      async authorize(request) {
        const authorization = await shop.provider.authorize(request);
        if (!isDone) {
          isDone = true;
          await happen();
        }
        return authorization;
      },
    });
  }

  async function setPrice(variantId: string, priceMinor: number) {
    const { product } = (await shop.catalog.findVariant(brandId, variantId))!;
    const { id, name, tagline, description, category, revision } = product;
    const variants = product.variants.map((each) => (each.id === variantId ? { ...each, priceMinor } : each));
    const edit = { name, tagline, description, category, variants };
    await shop.catalog.updateProduct(brandId, id, edit, String(revision));
  }

  test("a changed price refuses the order, gives the money back and keeps the cart", async () => {
    const purchases = whileAuthorising(() => setPrice("oak", 19_900));
    await purchases.setCartLine(ann(), "oak", 1);
    await expect(purchases.placeOrder(ann(), "key", payment(24_900))).rejects.toMatchObject({
      code: "PRICE_CHANGED",
      details: { totalMinor: 19_900, total: "199.00" },
    });
    expect([...(await shop.payments(brandId)).values()]).toEqual(["voided"]);
    expect(await shop.stockOf(brandId, "oak")).toBe(7);
    expect((await purchases.readCart(ann())).totalMinor).toBe(19_900);
  });

  test("the last piece sold to somebody else refuses the order and gives the money back", async () => {
    const others = shop.openPurchases();
    await others.setCartLine(bob(), "blue", 1);
    const purchases = whileAuthorising(() => others.placeOrder(bob(), "key", payment(129_900)));
    await purchases.setCartLine(ann(), "blue", 1);
    await expect(purchases.placeOrder(ann(), "key", payment(129_900))).rejects.toMatchObject({
      code: "OUT_OF_STOCK",
      details: { variantId: "blue", wanted: 1, left: 0 },
    });
    expect([...(await shop.payments(brandId)).values()].toSorted()).toEqual(["captured", "voided"]);
    expect(await shop.stockOf(brandId, "blue")).toBe(0);
  });

  test("a cart that grew is not sold for the old total", async () => {
    const others = shop.openPurchases();
    const purchases = whileAuthorising(() => others.setCartLine(ann(), "red", 1));
    await purchases.setCartLine(ann(), "oak", 1);
    expect(await codeOf(purchases.placeOrder(ann(), "key", payment(24_900)))).toBe("PRICE_CHANGED");
    expect([...(await shop.payments(brandId)).values()]).toEqual(["voided"]);
    expect((await purchases.readCart(ann())).lines).toHaveLength(2);
  });

  test("a cart with other contents of the same total is bought as it is", async () => {
    const others = shop.openPurchases();
    const purchases = whileAuthorising(async () => {
      await others.setCartLine(ann(), "red", 0);
      await others.setCartLine(ann(), "blue", 1);
    });
    await purchases.setCartLine(ann(), "red", 1);
    const order = await purchases.placeOrder(ann(), "key", payment(129_900));
    expect(order.lines.map(({ variantId }) => variantId)).toEqual(["blue"]);
    expect([await shop.stockOf(brandId, "red"), await shop.stockOf(brandId, "blue")]).toEqual([3, 0]);
  });

  test("an edit that leaves the price alone does not disturb the order", async () => {
    const purchases = whileAuthorising(() => setPrice("oak", 24_900));
    await purchases.setCartLine(ann(), "oak", 1);
    expect(await codeOf(purchases.placeOrder(ann(), "key", payment(24_900)))).toBe("none");
  });
});

describe("an idempotency key", () => {
  test("makes one order of twenty requests at once, all answered alike", async () => {
    const purchases = shop.openPurchases();
    await purchases.setCartLine(ann(), "oak", 2);
    const asked = Array.from({ length: 20 }, () =>
      patiently(() => purchases.placeOrder(ann(), "key", payment(49_800))),
    );
    const answers = await Promise.all(asked);
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(await shop.stockOf(brandId, "oak")).toBe(5);
    expect((await shop.payments(brandId)).size).toBe(1);
    expect((await purchases.listOrders(ann(), null, 10)).items).toHaveLength(1);
  });

  test("answers a request in progress so, and stores nothing for it", async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    let isAsked = false;
    const purchases = shop.openPurchases({
      async authorize(request) {
        isAsked = true;
        await gate;
        return shop.provider.authorize(request);
      },
    });
    await purchases.setCartLine(ann(), "oak", 1);
    const first = purchases.placeOrder(ann(), "key", payment(24_900));
    await expect.poll(() => isAsked).toBe(true);
    expect(await codeOf(purchases.placeOrder(ann(), "key", payment(24_900)))).toBe("IDEMPOTENCY_IN_PROGRESS");
    expect(await codeOf(purchases.placeOrder(ann(), "key", payment(1)))).toBe("IDEMPOTENCY_KEY_REUSED");
    open();
    const order = await first;
    expect(await purchases.placeOrder(ann(), "key", payment(24_900))).toEqual(order);
  });

  test("cannot be used for another request", async () => {
    const purchases = shop.openPurchases();
    await purchases.setCartLine(ann(), "oak", 1);
    await purchases.placeOrder(ann(), "key", payment(24_900));
    expect(await codeOf(purchases.placeOrder(ann(), "key", payment(24_901)))).toBe("IDEMPOTENCY_KEY_REUSED");
  });

  test("repeats a refusal, with its details, even when the same order would now be possible", async () => {
    const purchases = shop.openPurchases();
    await purchases.setCartLine(ann(), "blue", 2);
    const ask = () => purchases.placeOrder(ann(), "key", payment(259_800)).catch((error) => error.toBody());
    const first = await ask();
    const sofa = (await shop.catalog.findVariant(brandId, "blue"))!.product;
    await shop.catalog.setStock(brandId, sofa.id, "blue", 10);
    expect(first.error).toMatchObject({ code: "OUT_OF_STOCK", details: { wanted: 2, left: 1 } });
    expect(await ask()).toEqual(first);
    expect(await codeOf(purchases.placeOrder(ann(), "next", payment(259_800)))).toBe("none");
  });

  test("belongs to one visitor: another may use the same", async () => {
    const purchases = shop.openPurchases();
    await purchases.setCartLine(ann(), "oak", 1);
    await purchases.setCartLine(bob(), "oak", 1);
    const orders = [
      await purchases.placeOrder(ann(), "key", payment(24_900)),
      await purchases.placeOrder(bob(), "key", payment(24_900)),
    ];
    expect(new Set(orders.map(({ id }) => id)).size).toBe(2);
  });
});

describe("a crash", () => {
  const never = new Promise<never>(() => {});

  test("between authorising and buying ends in one order and one payment when the request is repeated", async () => {
    let isAuthorised = false;
    const crashing = shop.openPurchases({
      async authorize(request) {
        await shop.provider.authorize(request);
        isAuthorised = true;
        return never;
      },
    });
    await crashing.setCartLine(ann(), "oak", 1);
    void crashing.placeOrder(ann(), "key", payment(24_900));
    await expect.poll(() => isAuthorised).toBe(true);

    const restarted = shop.openPurchases();
    expect(await codeOf(restarted.placeOrder(ann(), "key", payment(24_900)))).toBe("IDEMPOTENCY_IN_PROGRESS");
    shop.clock.ms += ATTEMPT_LEASE_MS + 1;
    const order = await restarted.placeOrder(ann(), "key", payment(24_900));
    expect(await shop.payments(brandId)).toEqual(new Map([[order.id, "captured"]]));
    expect(await shop.stockOf(brandId, "oak")).toBe(6);
  });

  /** Purchases whose provider pauses after it has authorised, until it is let go with the answer that it gives. */
  function pausing() {
    let proceed: (isApproved: boolean) => void = () => {};
    const pause = new Promise<boolean>((resolve) => {
      proceed = resolve;
    });
    const state = { isPaused: false };
    const purchases = shop.openPurchases({
      async authorize(request) {
        const authorization = await shop.provider.authorize(request);
        state.isPaused = true;
        return (await pause) ? authorization : { ok: false };
      },
    });
    return { purchases, state, proceed: (isApproved: boolean) => proceed(isApproved) };
  }

  test.each([true, false])(
    "that was only a long pause yields to the repetition and tells the same order (approved late: %s)",
    async (isApproved) => {
      const slow = pausing();
      await slow.purchases.setCartLine(ann(), "oak", 1);
      const late = slow.purchases.placeOrder(ann(), "key", payment(24_900));
      await expect.poll(() => slow.state.isPaused).toBe(true);
      shop.clock.ms += ATTEMPT_LEASE_MS + 1;
      const order = await shop.openPurchases().placeOrder(ann(), "key", payment(24_900));
      slow.proceed(isApproved);
      expect(await late).toEqual(order);
      expect(await shop.stockOf(brandId, "oak")).toBe(6);
      expect(await shop.payments(brandId)).toEqual(new Map([[order.id, "captured"]]));
    },
  );

  test.each([true, false])(
    "that was only a long pause decides nothing while the repetition is at work (approved late: %s)",
    async (isApproved) => {
      const slow = pausing();
      const repetition = pausing();
      await slow.purchases.setCartLine(ann(), "oak", 1);
      const late = codeOf(slow.purchases.placeOrder(ann(), "key", payment(24_900)));
      await expect.poll(() => slow.state.isPaused).toBe(true);
      shop.clock.ms += ATTEMPT_LEASE_MS + 1;
      const repeated = repetition.purchases.placeOrder(ann(), "key", payment(24_900));
      await expect.poll(() => repetition.state.isPaused).toBe(true);
      slow.proceed(isApproved);
      expect(await late).toBe("IDEMPOTENCY_IN_PROGRESS");
      expect(await shop.stockOf(brandId, "oak")).toBe(7);
      repetition.proceed(true);
      const order = await repeated;
      expect(await shop.payments(brandId)).toEqual(new Map([[order.id, "captured"]]));
    },
  );

  test("between buying and capturing is made good by the next order of the brand", async () => {
    const crashing = shop.openPurchases({ capture: () => Promise.reject(new Error("the provider is away")) });
    await crashing.setCartLine(ann(), "oak", 1);
    const order = await crashing.placeOrder(ann(), "key", payment(24_900));
    expect(await shop.payments(brandId)).toEqual(new Map([[order.id, "authorized"]]));

    const restarted = shop.openPurchases();
    await restarted.setCartLine(bob(), "oak", 1);
    await restarted.placeOrder(bob(), "key", payment(24_900));
    expect((await shop.payments(brandId)).get(order.id)).toBe("captured");
    expect(await shop.store.listSettlements(brandId)).toEqual(new Map());
  });

  test("of the provider leaves the attempt open: the same request resumes it at once", async () => {
    const broken = shop.openPurchases({ authorize: () => Promise.reject(new Error("the provider is away")) });
    await broken.setCartLine(ann(), "oak", 1);
    await expect(broken.placeOrder(ann(), "key", payment(24_900))).rejects.toThrow("the provider is away");
    const order = await shop.openPurchases().placeOrder(ann(), "key", payment(24_900));
    expect(order.totalMinor).toBe(24_900);
    expect(await shop.stockOf(brandId, "oak")).toBe(6);
  });
});
