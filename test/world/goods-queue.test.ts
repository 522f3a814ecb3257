import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inspectInThread } from "../../assets/inspection/inspect-in-thread.ts";
import type { ModelVersion } from "../../rooms/protocol/goods.ts";
import { createLogger } from "../../server/process/log.ts";
import { findRedisServer } from "../../server/redis/server-binary.ts";
import { ask } from "../support/ask.ts";
import { FIXTURE } from "../support/fixture-shop.ts";
import { buildBox } from "../support/models/build-box.ts";
import { plainPrepare } from "../support/models/plain-prepare.ts";
import { addBrand } from "../support/other-brand.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";
import { waitFor } from "../support/wait.ts";

const AWAY_MS = 10_000;
const WAIT_MS = 60_000;

let directory: string;
let port: number;
let redis: ReturnType<typeof spawn>;
let app: RunningApp;
let isOpen = false;
let runningMost = 0;
let runningNow = 0;
/** Files in the order in which their preparation began. */
const begun: string[] = [];

async function findPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

async function startRedis(): Promise<void> {
  const program = await findRedisServer(process.env.PATH ?? "", createLogger("silent"));
  const options = [
    "--port",
    String(port),
    "--bind",
    "127.0.0.1",
    "--dir",
    directory,
    "--appendonly",
    "yes",
    "--save",
    "",
  ];
  redis = spawn(program, options, { stdio: "ignore" });
  await waitFor("Redis", async () => {
    const socket = connect(port, "127.0.0.1");
    const isUp = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "error").then(() => false),
    ]).catch(() => false);
    socket.destroy();
    return isUp;
  });
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "vitrine-test-"));
  port = await findPort();
  await startRedis();
  const gate = async (fileName: string, signal: AbortSignal | undefined) => {
    begun.push(fileName);
    runningMost = Math.max(runningMost, ++runningNow);
    const isFirst = begun.length === 1;
    await waitFor("the gate", () => isOpen || isFirst || signal?.aborted, WAIT_MS);
    runningNow--;
  };
  app = await startApp({
    settings: { GOODS_WORKERS: "1", REDIS_URL: `redis://127.0.0.1:${port}` },
    pipeline: { runPrepare: plainPrepare(gate), inspect: inspectInThread, lockMs: 2_000 },
  });
});
afterAll(async () => {
  isOpen = true;
  await app?.close();
  redis?.kill("SIGKILL");
  await rm(directory, { recursive: true, force: true });
});

type Owner = { readonly name: string; readonly key: string; readonly productId: string };

let boxes = 0;
async function upload({ name, key, productId }: Owner): Promise<ModelVersion> {
  const path = `/api/v1/products/${productId}/model/versions?publish=when-ready&fileName=${name}`;
  const answer = await ask(app.url, `POST ${path}`, {
    token: key,
    body: await buildBox(0.3, 0.4, 0.5 + 0.001 * ++boxes),
  });
  expect(answer.status).toBe(202);
  return answer.body;
}

const readState = async ({ key, productId }: Owner, { id }: ModelVersion): Promise<string> =>
  (await ask(app.url, `GET /api/v1/products/${productId}/model/versions/${id}`, { token: key })).body.state;

test(
  "twenty-one uploads of three brands at once are prepared one at a time, and the brands take turns",
  async () => {
    const [tern, plover] = [await addBrand(app, "tern"), await addBrand(app, "plover")];
    const big: Owner = { name: "nordlys", key: app.keys.brand, productId: "stool" };
    const small: Owner[] = [tern, plover].map(({ brandId, ...each }) => ({ name: brandId, ...each }));
    const owners = [...Array<Owner>(15).fill(big), ...small, ...small, ...small];
    // A model that the fixture brought is held while all the others come: one that is last in line, with another behind it.
    await waitFor("the second of the fixture", () => begun.length === 2, WAIT_MS);
    const versions = await Promise.all(owners.map((owner) => upload(owner)));
    const everyone = owners.map((owner, index) => [owner, versions[index]] as const);
    const ofFixture = FIXTURE.productIds.length - begun.length;
    const isQueued = async () =>
      (await app.redis.commands.zCard(`{${app.keyPrefix}:jobs}:models:prioritized`)) >= owners.length + ofFixture;
    await waitFor("the queue", isQueued, WAIT_MS);
    isOpen = true;
    for (const [owner, version] of everyone)
      await waitFor("all to be ready", async () => version && (await readState(owner, version)) === "ready", WAIT_MS);
    const uploaded = begun.filter((name) => !name.endsWith(".glb"));
    expect(uploaded).toHaveLength(21);
    // Three turns in which each brand has one, in whatever order it came.
    for (const name of ["tern", "plover"])
      expect(uploaded.slice(0, 10).filter((each) => each === name)).toHaveLength(3);
    const isDone = () => begun.length === owners.length + FIXTURE.productIds.length && runningNow === 0;
    await waitFor("the rest of the fixture", isDone, WAIT_MS);
    expect(runningMost).toBe(1);
  },
  WAIT_MS,
);

test(
  "a model that is done while Redis is away for ten seconds is ready and on the shelf afterwards",
  async () => {
    isOpen = false;
    const owner: Owner = { name: "away", key: app.keys.brand, productId: "lamp" };
    const version = await upload(owner);
    await waitFor("the work to begin", () => begun.includes("away"), WAIT_MS);
    redis.kill("SIGTERM");
    await once(redis, "exit");
    isOpen = true;
    const refused = await ask(app.url, "GET /api/v1/products/lamp");
    expect(refused.status).toBe(503);
    // The outage itself is what is tested.
    await new Promise((resolve) => setTimeout(resolve, AWAY_MS));
    await startRedis();
    await waitFor(
      "the shelf",
      async () => {
        const { status, body } = await ask(app.url, "GET /api/v1/products/lamp");
        return status === 200 && body.model.versionId === version.id;
      },
      WAIT_MS,
    );
    expect(await readState(owner, version)).toBe("ready");
  },
  WAIT_MS,
);
