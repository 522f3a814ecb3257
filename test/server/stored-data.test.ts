import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Product } from "../../rooms/protocol/catalog.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";
import {
  askAs,
  copyStoredData,
  listStoredData,
  readStoredAnswers,
  STORED_PREFIX,
  UPLOADED_PRODUCT,
} from "../support/stored-data.ts";

const everyVersion = await listStoredData();

test("there are data directories to start on", () => {
  expect(everyVersion).toContain("0.1");
});

describe.each(everyVersion)("the data that Vitrine %s left", async (madeBy) => {
  const stored = await readStoredAnswers(madeBy);
  const leftAtMs = Date.parse(stored.leftAt);
  let app: RunningApp;
  let asked: ReturnType<typeof askAs>;

  beforeAll(async () => {
    const startedMs = performance.now();
    const clock = { now: () => leftAtMs + Math.round(performance.now() - startedMs) };
    const continues = { dataDirectory: await copyStoredData(madeBy), keyPrefix: STORED_PREFIX };
    app = await startApp({ continues, clock });
    asked = askAs(app, stored);
  });
  afterAll(() => app?.close());

  test.each(stored.answers)("$as reads $request as it was left", async ({ as, request, body }) => {
    const answer = await asked(as, request);
    expect(answer.status).toBe(200);
    // What is added to an answer later is no loss; what was there must be there, word for word.
    if (typeof body === "string") expect(answer.body).toBe(body);
    else expect(answer.body).toMatchObject(body as object);
  });

  test("gives out the file of every model, byte for byte", async () => {
    const { items } = (await asked("nobody", "GET /api/v1/products")).body as { items: Product[] };
    expect(items.length).toBe(4);
    for (const { name, model } of items) {
      const file = new Uint8Array(await (await fetch(app.url + model?.url)).arrayBuffer());
      expect(createHash("sha256").update(file).digest("hex"), name).toBe(model?.hash);
    }
  });

  test("asks the same Idempotency-Key for the order that it led to, and takes no stock again", async () => {
    const payment = { provider: "test", method: "test-approve" };
    const request = { expectedTotalMinor: 29_800, payment };
    const before = (await asked("guest", "GET /api/v1/orders")).body.items;
    const again = await asked("guest", "POST /api/v1/orders", request, { "Idempotency-Key": "stored" });
    expect([again.status, [again.body]]).toEqual([201, before]);
  });

  test("is gone on with: the cart that was left is bought, as the next order, from the stock that was left", async () => {
    const { body: table } = await asked("guest", `PUT /api/v1/cart/lines/${UPLOADED_PRODUCT.variantId}`, {
      quantity: 3,
    });
    expect(table.lines.map(({ variantId }: { variantId: string }) => variantId)).toEqual(["lamp-oak", "table-oak"]);
    const request = { expectedTotalMinor: table.totalMinor, payment: { provider: "test", method: "test-approve" } };
    const { body: order } = await asked("guest", "POST /api/v1/orders", request, { "Idempotency-Key": "next" });
    expect(order).toMatchObject({ number: expect.stringMatching(/^V-\d{4}-000002$/), totalMinor: 87_600 });
    const { items } = (await asked("nobody", "GET /api/v1/products")).body as { items: Product[] };
    const stock = new Map(items.flatMap(({ variants }) => variants.map(({ id, stock }) => [id, stock])));
    expect([stock.get("lamp-oak"), stock.get("stool-ink"), stock.get("table-oak")]).toEqual([9, 1, 4]);
  });
});
