import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ImportResult } from "../../../rooms/protocol/catalog-table.ts";
import { ask } from "../../support/ask.ts";
import { FIXTURE } from "../../support/fixture-shop.ts";
import { type RunningApp, startApp } from "../../support/start-app.ts";

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const read = (productId: string) => ask(app.url, `GET /api/v1/products/${productId}`);
const exportCsv = async () =>
  (await ask(app.url, "GET /api/v1/products.csv", { token: app.keys.brand })).body as string;

async function importCsv(text: string, dryRun: boolean, token = app.keys.brand, type = "text/csv") {
  const response = await fetch(`${app.url}/api/v1/products/import?dryRun=${dryRun}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": type },
    body: text,
  });
  return { status: response.status, body: await response.json() };
}

describe("the catalog as a table", () => {
  test("is exported, changed in a spreadsheet and imported again; a second time nothing changes", async () => {
    const before = await exportCsv();
    const changed = before.replace(/STOOL-OAK,Oak,129.00/, "STOOL-OAK,Oak,119.00");
    expect(changed).not.toBe(before);
    const dry: { body: ImportResult } = await importCsv(changed, true);
    expect(dry.body).toMatchObject({ applied: false, counts: { create: 0, change: 1, same: 5, error: 0 } });
    expect((await read("stool")).body.variants[0].priceMinor).toBe(12_900);

    expect(await importCsv(changed, false)).toMatchObject({ status: 200, body: { applied: true } });
    expect((await read("stool")).body).toMatchObject({ name: "Stool", variants: [{ priceMinor: 11_900 }, {}] });
    expect((await importCsv(changed, false)).body.counts).toEqual({ create: 0, change: 0, same: 6, error: 0 });
    expect(await exportCsv()).toBe(changed);
  });

  test("makes new products once, however often it is imported", async () => {
    const text = "name,category,sku,variant_name,price,currency,stock\nBench,seating,BE-1,Oak,99,EUR,5\n";
    expect((await importCsv(text, false)).body.counts.create).toBe(1);
    expect((await importCsv(text, false)).body.counts).toMatchObject({ create: 0, same: 1 });
    const { body } = await ask(app.url, `GET /api/v1/products?brand=${FIXTURE.brandId}&q=BE-1`);
    expect(body.items).toMatchObject([{ name: "Bench", variants: [{ priceMinor: 9_900, stock: 5 }] }]);
  });

  test("writes nothing while a row is wrong, and says which", async () => {
    const text = "sku,price\nCRATE-OAK,1.00\nCRATE-INK,free\nLAMP-OAK,2.00\n";
    const dry = await importCsv(text, true);
    expect(dry).toMatchObject({ status: 200, body: { counts: { error: 2, change: 1 } } });
    const refused = await importCsv(text, false);
    expect(refused).toMatchObject({ status: 422, body: { error: { code: "CSV_INVALID" } } });
    expect(refused.body.error.details).toContainEqual({ line: 3, message: expect.stringContaining("free") });
    expect((await read("lamp")).body.variants[0].priceMinor).toBe(12_900);
  });

  test("is refused when it is too large, no table, or somebody else's", async () => {
    expect(await importCsv(`sku\n${"x".repeat(2_000_001)}`, true)).toMatchObject({ status: 413 });
    expect(await importCsv("{}", true, app.keys.brand, "application/json")).toMatchObject({ status: 415 });
    expect(await importCsv("nonsense", true)).toMatchObject({ status: 422, body: { error: { code: "CSV_INVALID" } } });
    expect(await importCsv("sku\nA", true, app.keys.marketer)).toMatchObject({ status: 403 });
    expect((await ask(app.url, "GET /api/v1/products.csv")).status).toBe(401);
  });
});

describe("deleting a product", () => {
  test("is refused while it stands in a showroom, and says in which", async () => {
    const answer = await ask(app.url, "DELETE /api/v1/products/stool", { token: app.keys.brand });
    expect(answer).toMatchObject({ status: 409, body: { error: { code: "PRODUCT_PLACED" } } });
    expect(answer.body.error.details).toEqual([{ showroomId: FIXTURE.showroomId, name: "Gallery" }]);
    expect((await read("stool")).status).toBe(200);
  });

  test("takes its variants along, so that their ids are free again", async () => {
    const variant = { id: "gone-v", sku: "GONE", name: "One", priceMinor: 1, currency: "EUR", stock: 7 };
    const body = { name: "Gone", tagline: "", description: "", category: "c", variants: [variant] };
    const token = app.keys.brand;
    const made = await ask(app.url, "POST /api/v1/products", { token, body });
    expect((await ask(app.url, `DELETE /api/v1/products/${made.body.id}`, { token })).status).toBe(204);
    expect((await read(made.body.id)).status).toBe(404);
    expect((await ask(app.url, `DELETE /api/v1/products/${made.body.id}`, { token })).status).toBe(404);
    const again = await ask(app.url, "POST /api/v1/products", {
      token,
      body: { ...body, variants: [{ ...variant, stock: 2 }] },
    });
    expect(again).toMatchObject({ status: 201, body: { variants: [{ stock: 2 }] } });
  });
});
