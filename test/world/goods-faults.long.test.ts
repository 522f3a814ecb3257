import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ModelVersion } from "../../rooms/protocol/goods.ts";
import { ask } from "../support/ask.ts";
import { buildBox } from "../support/models/build-box.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";
import { type GoodsWorker, startGoodsWorker } from "../support/start-goods-worker.ts";
import { waitFor } from "../support/wait.ts";

const WAIT_MS = 60_000;
/** Larger than any file that is written while it is set, save the uploaded one. */
const FILE_MAX_BYTES = 50_000;

let app: RunningApp;
let workers: GoodsWorker[] = [];

beforeAll(async () => {
  app = await startApp();
  // What the fixture brought is not of interest here.
  for (const productId of ["stool", "crate", "lamp"]) {
    for (const { id } of await list(productId)) await act(productId, `${id}/cancel`);
  }
});
afterAll(async () => {
  for (const worker of workers) await worker.kill();
  await app?.close();
});

const asBrand = (request: string, body?: unknown) => ask(app.url, request, { token: app.keys.brand, body });
const at = (productId: string) => `/api/v1/products/${productId}/model/versions`;
const list = async (productId: string): Promise<ModelVersion[]> => (await asBrand(`GET ${at(productId)}`)).body.items;
const act = (productId: string, action: string) => asBrand(`POST ${at(productId)}/${action}`);
const shelf = async () => (await asBrand("GET /api/v1/products/stool")).body.model;

let boxes = 0;
async function upload(): Promise<ModelVersion> {
  const box = await buildBox(0.3, 0.4, 0.5 + 0.001 * ++boxes);
  return (await asBrand(`POST ${at("stool")}?publish=when-ready&fileName=box.glb`, box)).body;
}

const reach = (version: ModelVersion, ...states: ModelVersion["state"][]) =>
  waitFor(
    `the version to be ${states}`,
    async () => {
      const now = (await asBrand(`GET ${at("stool")}/${version.id}`)).body as ModelVersion;
      return states.includes(now.state) && now;
    },
    WAIT_MS,
  );

function startWorker(options?: Parameters<typeof startGoodsWorker>[1]): GoodsWorker {
  const worker = startGoodsWorker(app, options);
  workers.push(worker);
  return worker;
}

async function stopWorkers(): Promise<void> {
  for (const worker of workers) await worker.kill();
  workers = [];
}

const keptNames = async () =>
  (await readdir(join(app.dataDirectory, "models"))).filter((name) => /^[0-9a-f]{64}\./.test(name));

/** Whether each file that is kept has the content that its name says. */
async function assertWhole(): Promise<void> {
  for (const name of await keptNames()) {
    if (/\.(br|gz)$/.test(name)) continue;
    const bytes = await readFile(join(app.dataDirectory, "models", name));
    expect(createHash("sha256").update(bytes).digest("hex"), name).toBe(name.slice(0, 64));
  }
}

describe("a worker that is killed", () => {
  test.each(["checking", "optimising", "made", "stored"] as const)(
    "when the model is %s leaves nothing half-published, and another one does it again",
    async (diesAt) => {
      const before = await shelf();
      const version = await upload();
      expect(await startWorker({ diesAt }).ended()).toBe("SIGKILL");
      expect(await shelf()).toEqual(before);
      expect((await list("stool")).find(({ id }) => id === version.id)).toMatchObject({ isOnShelf: false });
      await assertWhole();
      startWorker();
      const ready = await reach(version, "ready");
      await waitFor("the shelf", async () => (await shelf()).versionId === version.id, WAIT_MS);
      expect((await fetch(app.url + ready.model?.url)).status).toBe(200);
      await stopWorkers();
    },
    WAIT_MS,
  );
});

describe("a limit", () => {
  test(
    "that even reading a model breaks is told, and what was on the shelf stays there",
    async () => {
      const put = await asBrand("PUT /api/v1/products/stool/model", await buildBox(0.6, 0.4, 0.5));
      const { versionId } = put.body.model;
      startWorker({ memoryMB: 40 });
      const failed = await reach({ ...put.body.model, id: versionId }, "failed");
      expect(failed.refusal).toMatchObject({ code: "PIPELINE_OUT_OF_MEMORY" });
      expect(await shelf()).toEqual(put.body.model);
      const again = await asBrand(`POST ${at("stool")}/${versionId}/publish`, {});
      expect(again).toMatchObject({ status: 200, body: { isOnShelf: true } });
      await stopWorkers();
    },
    WAIT_MS,
  );
});

/** Sets how large a file this process may write; the system then answers as a full disk does. */
function limitFiles(bytes: number | "unlimited"): void {
  execFileSync("prlimit", ["--pid", String(process.pid), `--fsize=${bytes}:unlimited`]);
}

const canLimitFiles = process.platform === "linux";

describe.skipIf(!canLimitFiles)("a full disk", () => {
  test("is told to whoever uploads, and nothing half-kept stays", async () => {
    const before = [await keptNames(), await list("lamp")];
    const large = new Uint8Array(4 * FILE_MAX_BYTES);
    limitFiles(FILE_MAX_BYTES);
    try {
      const answer = await asBrand(`POST ${at("lamp")}`, large);
      expect(answer).toMatchObject({ status: 507, body: { error: { code: "STORAGE_FULL" } } });
      const put = await asBrand("PUT /api/v1/products/lamp/model", large);
      expect(put).toMatchObject({ status: 507, body: { error: { code: "STORAGE_FULL" } } });
    } finally {
      limitFiles("unlimited");
    }
    expect([await keptNames(), await list("lamp")]).toEqual(before);
    const folders = await readdir(join(app.dataDirectory, "models"));
    expect(folders.filter((name) => name.startsWith("upload-"))).toEqual([]);
  });

  test("ends a resumable upload, which can be begun again when there is room", async () => {
    const length = 4 * FILE_MAX_BYTES;
    const tus = { "Tus-Resumable": "1.0.0" };
    const metadata = `productId ${btoa("lamp")},fileName ${btoa("lamp.glb")}`;
    const create = () =>
      ask(app.url, "POST /api/v1/uploads", {
        token: app.keys.brand,
        headers: { ...tus, "Upload-Length": String(length), "Upload-Metadata": metadata },
      });
    const send = (location: string) =>
      ask(app.url, `PATCH ${location}`, {
        token: app.keys.brand,
        body: new Uint8Array(length),
        headers: { ...tus, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream" },
      });
    const location = (await create()).headers.get("Location") ?? "";
    limitFiles(FILE_MAX_BYTES);
    try {
      const answer = await send(location);
      expect([answer.status, JSON.parse(answer.body).error.code]).toEqual([507, "STORAGE_FULL"]);
    } finally {
      limitFiles("unlimited");
    }
    expect(await readdir(join(app.dataDirectory, "models", "uploads"))).toEqual([]);
    const again = (await create()).headers.get("Location") ?? "";
    expect((await send(again)).status).toBe(204);
  });

  test(
    "while a model is prepared fails the version and says so; it is done once more when there is room",
    async () => {
      const version = await upload();
      // A worker inherits the limit of whoever starts it. Even the smallest report is larger.
      startWorker({ fileBytesMax: 500 });
      const failed = await reach(version, "failed");
      expect(failed.refusal).toMatchObject({ code: "STORAGE_FULL" });
      await stopWorkers();
      startWorker();
      await act("stool", `${version.id}/retry`);
      await reach(version, "ready");
      await stopWorkers();
    },
    WAIT_MS,
  );
});
