import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Product } from "../../rooms/protocol/catalog.ts";
import { ask, startVisit } from "../support/ask.ts";
import { type MainProcess, runMain } from "../support/run-main.ts";

const START_MS = 240_000;
let directory: string;
let server: MainProcess;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "vitrine-test-"));
});
afterAll(async () => {
  server.signal("SIGTERM");
  await server.exit();
  await rm(directory, { recursive: true, force: true });
});

function start(): MainProcess {
  server = runMain({ PORT: "0", HOST: "127.0.0.1", DATA_DIR: directory });
  return server;
}

const readKey = async (name: string): Promise<string> =>
  (await readFile(join(directory, "keys", `${name}.key`), "utf8")).trim();

async function firstProduct(url: string): Promise<Product> {
  return (await ask(url, "GET /api/v1/products")).body.items[0];
}

test(
  "an order, its stock, its events and the visit survive a server that is killed",
  async () => {
    const url = await start().address(START_MS);
    const marketer = await readKey("marketer");
    const showroom = (await ask(url, "GET /api/v1/showrooms")).body.items[0];
    const { token, visitor } = await startVisit(url, showroom.id);
    const before = await firstProduct(url);
    const [variant] = before.variants;
    if (!variant) throw new Error("the demo product has no variant");
    const line = { token, body: { quantity: 2 } };
    const { body: cart } = await ask(url, `PUT /api/v1/cart/lines/${variant.id}`, line);
    const payment = { provider: "test", method: "test-approve" };
    const order = await ask(url, "POST /api/v1/orders", {
      token,
      headers: { "Idempotency-Key": "once" },
      body: { expectedTotalMinor: cart.totalMinor, payment },
    });
    expect(order.status).toBe(201);
    server.signal("SIGKILL");
    expect(await server.exit()).toBeNull();

    const again = await start().address(START_MS);
    expect((await ask(again, "GET /api/v1/guests/me", { token })).body.visitor).toEqual(visitor);
    expect((await ask(again, "GET /api/v1/orders", { token })).body.items).toEqual([order.body]);
    expect((await firstProduct(again)).variants[0]?.stock).toBe(variant.stock - 2);
    const events = await ask(again, "GET /api/v1/analytics/export?format=ndjson", { token: marketer });
    expect(events.body).toContain(order.body.id);

    server.signal("SIGTERM");
    expect(await server.exit()).toBe(0);
    expect(server.output()).not.toContain("vt_");
    expect(server.output()).not.toContain("Setting up");
    await start().address(START_MS);
  },
  3 * START_MS,
);
