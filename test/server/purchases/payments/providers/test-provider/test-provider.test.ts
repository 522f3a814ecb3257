import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openShop, type TestShop } from "../../../open-shop.ts";

let shop: TestShop;
let brandId: string;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => {
  brandId = shop.newBrand();
});

const request = (method = "test-approve", amountMinor = 500) => ({
  brandId,
  key: "o1",
  amountMinor,
  currency: "EUR",
  method,
});

describe("the test provider", () => {
  test("knows a payment by its key: asked again, it answers with the first amount", async () => {
    const first = await shop.provider.authorize(request());
    expect(first).toEqual({ ok: true, reference: "test_o1", amountMinor: 500, currency: "EUR" });
    expect(await shop.provider.authorize(request("test-approve", 900))).toEqual(first);
    expect(await shop.payments(brandId)).toEqual(new Map([["o1", "authorized"]]));
  });

  test("declines when it is told to and remembers nothing", async () => {
    expect(await shop.provider.authorize(request("test-decline"))).toEqual({ ok: false });
    expect(await shop.payments(brandId)).toEqual(new Map());
  });

  test("captures once, however often it is asked, and then gives nothing back", async () => {
    await shop.provider.authorize(request());
    await shop.provider.capture(brandId, "o1");
    await shop.provider.capture(brandId, "o1");
    await expect(shop.provider.void(brandId, "o1")).rejects.toThrow("captured");
    expect(await shop.payments(brandId)).toEqual(new Map([["o1", "captured"]]));
  });

  test("gives back once and then neither captures nor authorises", async () => {
    await shop.provider.authorize(request());
    await shop.provider.void(brandId, "o1");
    await shop.provider.void(brandId, "o1");
    await expect(shop.provider.capture(brandId, "o1")).rejects.toThrow("voided");
    expect(await shop.provider.authorize(request())).toEqual({ ok: false });
  });

  test("gives nothing back for a payment that it does not know, and captures none", async () => {
    await shop.provider.void(brandId, "unknown");
    await expect(shop.provider.capture(brandId, "unknown")).rejects.toThrow("unknown");
  });
});
