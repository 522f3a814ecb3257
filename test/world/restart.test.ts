import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Showroom } from "../../rooms/protocol/showroom.ts";
import { ask } from "../support/ask.ts";
import { enterRoom } from "../support/visitor-bot.ts";
import { waitFor } from "../support/wait.ts";

let dataDirectory = "";
let running: ChildProcess | null = null;

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "vitrine-restart-"));
});
afterAll(async () => {
  await stop("SIGTERM");
  await rm(dataDirectory, { recursive: true, force: true });
});

/** A port that was free a moment ago. */
function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Starts the server as an operator does, and waits until it is ready. */
async function start(): Promise<string> {
  const port = await findFreePort();
  const env = { ...process.env, PORT: String(port), HOST: "127.0.0.1", DATA_DIR: dataDirectory, LOG_LEVEL: "warn" };
  running = spawn(process.execPath, ["server/main.ts"], { env, stdio: ["ignore", "ignore", "inherit"] });
  const url = `http://127.0.0.1:${port}`;
  const isReady = () =>
    fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
  await waitFor("the server to be ready", isReady, 90_000);
  return url;
}

function stop(signal: NodeJS.Signals): Promise<void> {
  const child = running;
  running = null;
  if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill(signal);
  });
}

it("keeps orders, stock, carts and events when the server is killed without warning", async () => {
  const url = await start();
  const [showroom] = (await ask(url, "GET /api/v1/showrooms")).body.items as Showroom[];
  if (!showroom) throw new Error("no showroom was set up");
  const products = (await ask(url, `GET /api/v1/products?showroom=${showroom.id}&limit=50`)).body.items;
  const variant = products[0].variants[0];
  const mia = await enterRoom({ url, showroomId: showroom.id, layout: showroom.layout, name: "Mia" });
  const { token } = mia.guest;
  await ask(url, `PUT /api/v1/cart/lines/${variant.id}`, { token, body: { quantity: 2 } });
  const payment = { provider: "test", method: "test-approve" };
  const order = await ask(url, "POST /api/v1/orders", {
    token,
    body: { expectedTotalMinor: 2 * variant.priceMinor, payment },
    headers: { "Idempotency-Key": "once" },
  });
  expect(order.status).toBe(201);
  await ask(url, `PUT /api/v1/cart/lines/${variant.id}`, { token, body: { quantity: 1 } });
  const marketer = (await readFile(join(dataDirectory, "keys", "marketer.key"), "utf8")).trim();
  const typesAt = async (address: string): Promise<string[]> => {
    const answer = await ask(address, "GET /api/v1/analytics/export?format=ndjson", { token: marketer });
    const lines = String(answer.body).trim().split("\n").filter(Boolean);
    return lines.map((line) => JSON.parse(line).type);
  };
  await waitFor("the events to be written", async () => {
    const types = await typesAt(url);
    return types.includes("order.placed") && types.includes("visitor.entered");
  });

  await stop("SIGKILL");
  const again = await start();

  const orders = (await ask(again, "GET /api/v1/orders", { token })).body.items;
  expect(orders).toEqual([order.body]);
  const after = (await ask(again, `GET /api/v1/products/${products[0].id}`)).body;
  expect(after.variants[0].stock).toBe(variant.stock - 2);
  expect((await ask(again, "GET /api/v1/cart", { token })).body.lines[0]).toMatchObject({
    variantId: variant.id,
    quantity: 1,
  });
  const types = await typesAt(again);
  expect(types.filter((type) => type === "order.placed")).toHaveLength(1);
  expect(types).toContain("visitor.entered");
  const replay = await ask(again, "POST /api/v1/orders", {
    token,
    body: { expectedTotalMinor: 2 * variant.priceMinor, payment },
    headers: { "Idempotency-Key": "once" },
  });
  expect(replay.body).toEqual(order.body);
}, 240_000);
