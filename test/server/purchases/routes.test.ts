import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Order, OrderPage } from "../../../rooms/protocol/purchases.ts";
import { FIXTURE, fixtureContent } from "../../support/fixture-shop.ts";
import { type RunningApp, startApp } from "../../support/start-app.ts";
import { type Ask, askAs, startVisit } from "./ask.ts";
import { payment } from "./open-shop.ts";

let app: RunningApp;

beforeAll(async () => {
  app = await startApp();
  await app.app.shop.showrooms.addBrand({ id: "other", name: "Other" });
  const showroom = { ...fixtureContent.seedShowroom, id: "elsewhere" };
  await app.app.shop.showrooms.addShowroom({ id: "other", name: "Other" }, showroom);
});
afterAll(() => app.close());

async function newGuest(showroomId: string = FIXTURE.showroomId): Promise<Ask> {
  return askAs(app.url, (await startVisit(app.url, showroomId)).token);
}

const put = (guest: Ask, variantId: string, quantity: number) =>
  guest("PUT", `/cart/lines/${variantId}`, { body: { quantity } });

const order = (guest: Ask, key: string, body: unknown) =>
  guest("POST", "/orders", { body, headers: { "Idempotency-Key": key } });

async function buy(guest: Ask, variantId: string, key: string = crypto.randomUUID()): Promise<Order> {
  const cart = (await put(guest, variantId, 1)).body as { totalMinor: number };
  const answer = await order(guest, key, payment(cart.totalMinor));
  expect(answer.status).toBe(201);
  return answer.body as Order;
}

async function addProduct(brandId: string, id: string, variants: number, currency = "EUR") {
  const all = Array.from({ length: variants }, (_, at) => `${id}-${at}`);
  await app.app.shop.catalog.createProduct(
    brandId,
    {
      name: id,
      tagline: "",
      description: "",
      category: "Any",
      variants: all.map((each) => ({ id: each, sku: each, name: each, priceMinor: 100, currency, stock: 5 })),
    },
    id,
  );
  return all;
}

describe("the cart", () => {
  test("is priced by the server, and setting the same line twice is setting it once", async () => {
    const guest = await newGuest();
    await put(guest, "stool-oak", 2);
    const { body } = await put(guest, "stool-oak", 2);
    expect(body).toMatchObject({
      lines: [
        { productName: "Stool", variantName: "Oak", quantity: 2, unitPriceMinor: 12_900, lineTotalMinor: 25_800 },
      ],
      totalMinor: 25_800,
      currency: "EUR",
    });
    expect((await guest("GET", "/cart")).body).toEqual(body);
  });

  test("loses a line at quantity 0 and everything when it is deleted", async () => {
    const guest = await newGuest();
    await put(guest, "stool-oak", 2);
    await put(guest, "lamp-ink", 1);
    expect((await put(guest, "lamp-ink", 0)).body).toMatchObject({ totalMinor: 25_800 });
    expect((await guest("DELETE", "/cart")).status).toBe(204);
    expect((await guest("GET", "/cart")).body).toEqual({ lines: [], totalMinor: 0, currency: null });
  });

  test("belongs to one visitor", async () => {
    await put(await newGuest(), "stool-oak", 2);
    expect((await (await newGuest())("GET", "/cart")).body).toMatchObject({ lines: [] });
  });

  test("refuses variants of nobody and of another brand", async () => {
    const [foreign = ""] = await addProduct("other", "foreign", 1);
    const guest = await newGuest();
    for (const variantId of ["nothing", foreign]) {
      const { status, body } = await put(guest, variantId, 1);
      expect([status, body]).toEqual([
        404,
        expect.objectContaining({ error: expect.objectContaining({ code: "VARIANT_UNKNOWN" }) }),
      ]);
    }
  });

  test.each([-1, 21, 1.5, "2"])("refuses the quantity %j", async (quantity) => {
    const { status, body } = await (await newGuest())("PUT", "/cart/lines/stool-oak", { body: { quantity } });
    expect([status, body]).toMatchObject([422, { error: { code: "VALIDATION_FAILED" } }]);
  });

  test("holds 50 lines and no more, while a line that is there can still change", async () => {
    const all = [
      ...(await addProduct(FIXTURE.brandId, "wide", 50)),
      ...(await addProduct(FIXTURE.brandId, "extra", 1)),
    ];
    const guest = await newGuest();
    for (const variantId of all.slice(0, 50)) await put(guest, variantId, 1);
    expect((await put(guest, all[50] ?? "", 1)).body).toMatchObject({ error: { code: "CART_FULL" } });
    expect((await put(guest, all[0] ?? "", 3)).status).toBe(200);
  });

  test("holds one currency at a time", async () => {
    const [yen = ""] = await addProduct(FIXTURE.brandId, "yen", 1, "JPY");
    const guest = await newGuest();
    await put(guest, "stool-oak", 1);
    expect((await put(guest, yen, 1)).body).toMatchObject({ error: { code: "CURRENCY_MIXED" } });
    await put(guest, "stool-oak", 0);
    expect((await put(guest, yen, 1)).body).toMatchObject({ currency: "JPY" });
  });

  test("drops what is no longer sold and says so once", async () => {
    const [kept = "", gone = ""] = await addProduct(FIXTURE.brandId, "shrinking", 2);
    const guest = await newGuest();
    await put(guest, kept, 1);
    await put(guest, gone, 1);
    const { catalog } = app.app.shop;
    const { name, tagline, description, category, variants } = await catalog.readProduct(FIXTURE.brandId, "shrinking");
    const edit = { name, tagline, description, category, variants: variants.slice(0, 1) };
    await catalog.updateProduct(FIXTURE.brandId, "shrinking", edit, "1");
    expect((await guest("GET", "/cart")).body).toMatchObject({ lines: [{ variantId: kept }], dropped: [gone] });
    expect((await guest("GET", "/cart")).body).not.toHaveProperty("dropped");
  });
});

describe("an order request", () => {
  test("needs an Idempotency-Key of 1 to 255 characters", async () => {
    const guest = await newGuest();
    await put(guest, "crate-oak", 1);
    const body = payment(12_900);
    expect((await guest("POST", "/orders", { body })).body).toMatchObject({
      error: { code: "IDEMPOTENCY_KEY_REQUIRED" },
    });
    expect((await order(guest, "k".repeat(256), body)).body).toMatchObject({ error: { code: "VALIDATION_FAILED" } });
    expect((await order(guest, "k".repeat(255), body)).status).toBe(201);
  });

  test("that is malformed stores nothing under its key", async () => {
    const guest = await newGuest();
    await put(guest, "crate-oak", 1);
    const malformed = { ...payment(12_900), expectedTotalMinor: "12900" };
    expect((await order(guest, "key", malformed)).status).toBe(422);
    expect((await order(guest, "key", payment(12_900))).status).toBe(201);
  });

  test("sent twenty times at once makes one order with identical answers", async () => {
    const guest = await newGuest();
    await put(guest, "lamp-oak", 1);
    const before = (await app.app.shop.catalog.findVariant(FIXTURE.brandId, "lamp-oak"))!.variant.stock;
    const persist = async () => {
      for (;;) {
        const answer = await order(guest, "key", payment(12_900));
        if (answer.status !== 409) return answer;
        expect(answer.body).toMatchObject({ error: { code: "IDEMPOTENCY_IN_PROGRESS" } });
        expect(answer.headers.get("Retry-After")).toBe("1");
      }
    };
    const answers = await Promise.all(Array.from({ length: 20 }, persist));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect((await app.app.shop.catalog.findVariant(FIXTURE.brandId, "lamp-oak"))!.variant.stock).toBe(before - 1);
    expect(((await guest("GET", "/orders")).body as OrderPage).items).toHaveLength(1);
  });

  test("cannot use a key again for something else", async () => {
    const guest = await newGuest();
    await buy(guest, "crate-oak", "key");
    const answer = await order(guest, "key", payment(1));
    expect([answer.status, answer.body]).toMatchObject([422, { error: { code: "IDEMPOTENCY_KEY_REUSED" } }]);
  });

  test("that is declined says so with status 402 and charges nothing", async () => {
    const guest = await newGuest();
    await put(guest, "crate-oak", 1);
    const answer = await order(guest, "key", payment(12_900, "test-decline"));
    expect([answer.status, answer.body]).toMatchObject([402, { error: { code: "PAYMENT_DECLINED" } }]);
    expect((await guest("GET", "/cart")).body).toMatchObject({ totalMinor: 12_900 });
    expect((await guest("GET", "/orders")).body).toMatchObject({ items: [] });
  });
});

describe("orders", () => {
  test("can be read by the visitor who placed them and by the brand's editor, by nobody else", async () => {
    const guest = await newGuest();
    const placed = await buy(guest, "crate-oak");
    const path = `/orders/${placed.id}`;
    expect((await guest("GET", path)).body).toEqual(placed);
    expect((await askAs(app.url, app.keys.brand)("GET", path)).body).toEqual(placed);
    expect((await (await newGuest())("GET", path)).status).toBe(404);
    expect((await (await newGuest("elsewhere"))("GET", path)).status).toBe(404);
    expect((await askAs(app.url, app.keys.marketer)("GET", path)).status).toBe(403);
    expect((await askAs(app.url, null)("GET", path)).status).toBe(401);
  });

  test("of another brand are not in anybody's list, and its numbers are its own", async () => {
    const [variantId = ""] = await addProduct("other", "theirs", 1);
    const placed = await buy(await newGuest("elsewhere"), variantId);
    expect(placed.number).toMatch(/^V-\d{4}-000001$/);
    const { items } = (await askAs(app.url, app.keys.brand)("GET", "/orders?limit=100")).body as OrderPage;
    expect(items.map(({ id }) => id)).not.toContain(placed.id);
    expect(items.length).toBeGreaterThan(0);
  });

  test("are listed newest first, page by page, each once", async () => {
    const guest = await newGuest();
    const [variantId = ""] = await addProduct(FIXTURE.brandId, "paged", 1);
    const placed = [];
    for (let at = 0; at < 5; at += 1) placed.unshift((await buy(guest, variantId)).id);
    const listed: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: OrderPage = (await guest("GET", `/orders?limit=2${cursor && `&cursor=${cursor}`}`)).body as OrderPage;
      listed.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(listed).toEqual(placed);
  });

  test("cannot be placed by members of the brand", async () => {
    for (const key of [app.keys.brand, app.keys.marketer, app.keys.operator])
      expect((await order(askAs(app.url, key), "key", payment(0))).status).toBe(403);
  });
});

test("cart, order, stock and the answer to a repeated request outlive a restart", async () => {
  const first = await startApp();
  const { token } = await startVisit(first.url, FIXTURE.showroomId);
  const guest = askAs(first.url, token);
  await put(guest, "stool-ink", 1);
  const placed = await order(guest, "key", payment(14_900));
  await put(guest, "lamp-oak", 2);
  await first.close({ keepData: true });

  const second = await startApp({ continues: first });
  try {
    const again = askAs(second.url, token);
    const repeated = await order(again, "key", payment(14_900));
    expect([repeated.status, repeated.text]).toEqual([201, placed.text]);
    expect((await again("GET", "/cart")).body).toMatchObject({ lines: [{ variantId: "lamp-oak", quantity: 2 }] });
    expect((await again("GET", "/orders")).body).toMatchObject({ items: [placed.body] });
    expect((await second.app.shop.catalog.findVariant(FIXTURE.brandId, "stool-ink"))?.variant.stock).toBe(2);
  } finally {
    await second.close();
  }
});
