import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CatalogChange } from "../../../../rooms/ports.ts";
import { ask } from "../../../support/ask.ts";
import { FIXTURE } from "../../../support/fixture-shop.ts";
import { buildBox } from "../../../support/models/build-box.ts";
import { type RunningApp, startApp } from "../../../support/start-app.ts";
import { waitFor } from "../../../support/wait.ts";

const MAX_BYTES = 300_000;
let app: RunningApp;

beforeAll(async () => {
  app = await startApp({ settings: { MODEL_MAX_BYTES: String(MAX_BYTES) } });
});
afterAll(() => app?.close());

const upload = (body: Uint8Array, productId = "stool", token = app.keys.brand, headers = {}) =>
  ask(app.url, `PUT /api/v1/products/${productId}/model`, { token, body, headers });
const storedFiles = async () => (await readdir(join(app.dataDirectory, "models"))).sort();

describe("uploading a model", () => {
  test("keeps it under its hash, gives it to the product and tells the rooms", async () => {
    const heard: CatalogChange[] = [];
    const stop = app.app.shop.ports.catalog.subscribe(FIXTURE.brandId, (change) => heard.push(change));
    const box = await buildBox(0.6, 0.7, 0.8);
    const hash = createHash("sha256").update(box).digest("hex");
    const answer = await upload(box);
    expect(answer).toMatchObject({ status: 200, body: { id: "stool", model: { hash, url: `/models/${hash}.glb` } } });
    const { measures } = answer.body.model;
    expect(measures.boundsMin[1]).toBeCloseTo(0);
    expect(measures.boundsMax[1]).toBeCloseTo(0.7);
    expect(measures).toMatchObject({ bytes: box.byteLength, triangles: 12 });
    const change = await waitFor("the rooms' message", () => heard[0]);
    expect(change).toMatchObject({ kind: "product", product: { revision: answer.body.revision, model: { hash } } });
    stop();
  });

  test("twice with the same content keeps one file and both products have it", async () => {
    const box = await buildBox(0.11, 0.12, 0.13);
    const first = await upload(box, "stool");
    const before = await storedFiles();
    const second = await upload(box, "lamp");
    expect(second.body.model.url).toBe(first.body.model.url);
    expect(await storedFiles()).toEqual(before);
  });

  test("that is no model is refused with what is wrong, and nothing changes", async () => {
    const before = await ask(app.url, "GET /api/v1/products/stool");
    const files = await storedFiles();
    const broken = await buildBox(1, 1, 1);
    broken.fill(0xff, 200, 400);
    for (const bytes of [new TextEncoder().encode("not a model"), new Uint8Array(0), broken]) {
      const answer = await upload(bytes);
      expect(answer).toMatchObject({ status: 422, body: { error: { code: "MODEL_INVALID" } } });
      expect(answer.body.error.details[0]).toMatchObject({ severity: "error", message: expect.any(String) });
    }
    expect((await ask(app.url, "GET /api/v1/products/stool")).body).toEqual(before.body);
    expect(await storedFiles()).toEqual(files);
  });

  test("that says it is too large is refused", async () => {
    const files = await storedFiles();
    const answer = await upload(new Uint8Array(MAX_BYTES + 1));
    expect(answer).toMatchObject({ status: 413, body: { error: { code: "MODEL_TOO_LARGE" } } });
    expect(await storedFiles()).toEqual(files);
  });

  test("that turns out too large while it arrives is refused, and no piece of it stays", async () => {
    const files = await storedFiles();
    const response = await fetch(`${app.url}/api/v1/products/stool/model`, {
      method: "PUT",
      duplex: "half",
      headers: { Authorization: `Bearer ${app.keys.brand}`, "Content-Type": "model/gltf-binary" },
      body: new ReadableStream({
        start(controller) {
          for (let sent = 0; sent <= MAX_BYTES; sent += 50_000) controller.enqueue(new Uint8Array(50_000));
          controller.close();
        },
      }),
    } as RequestInit);
    expect(response.status).toBe(413);
    expect(await storedFiles()).toEqual(files);
  });

  test("that breaks off leaves nothing behind", async () => {
    const files = await storedFiles();
    const sending = request(`${app.url}/api/v1/products/stool/model`, {
      method: "PUT",
      headers: {
        Authorization: `Bearer ${app.keys.brand}`,
        "Content-Type": "model/gltf-binary",
        "Content-Length": String(MAX_BYTES),
      },
    });
    sending.on("error", () => {});
    sending.write(new Uint8Array(10_000));
    await waitFor("the beginning of the upload", async () => (await storedFiles()).length > files.length);
    sending.destroy();
    await waitFor("the temporary folder to go", async () => (await storedFiles()).length === files.length);
    expect(await storedFiles()).toEqual(files);
  });

  test("needs a brand's key, a model's media type and a product", async () => {
    const box = await buildBox(1, 1, 1);
    expect((await upload(box, "stool", app.keys.marketer)).status).toBe(403);
    expect((await upload(box, "stool", app.keys.brand, { "Content-Type": "text/plain" })).status).toBe(415);
    expect((await upload(box, "nothing")).status).toBe(404);
  });
});

describe("a stored model", () => {
  test("is served for ever under its hash, in ranges too", async () => {
    const box = await buildBox(0.2, 0.3, 0.4);
    const { model } = (await upload(box)).body;
    const whole = await fetch(app.url + model.url);
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(new Uint8Array(box));
    expect(whole.headers.get("Content-Type")).toBe("model/gltf-binary");
    expect(whole.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    const etag = whole.headers.get("ETag") ?? "";
    expect(etag).toBe(`"${model.hash}"`);
    const part = await fetch(app.url + model.url, { headers: { Range: "bytes=0-3" } });
    expect([part.status, await part.text()]).toEqual([206, "glTF"]);
    // Without a Cache-Control of its own, fetch adds `no-cache`, which asks for the whole file.
    const headers = { "If-None-Match": etag, "Cache-Control": "max-age=0" };
    expect((await fetch(app.url + model.url, { headers })).status).toBe(304);
  });

  test("is described at its product", async () => {
    const { body } = await ask(app.url, "GET /api/v1/products/crate/model");
    expect(body).toMatchObject({ hash: expect.stringMatching(/^[0-9a-f]{64}$/), measures: { triangles: 12 } });
  });

  test("is the only thing that the address of models gives out", async () => {
    for (const path of ["/models/", "/models/../keys/brand.key", "/models/%2e%2e/keys/brand.key", "/models/x.glb"]) {
      expect((await ask(app.url, `GET ${path}`)).status).toBe(404);
    }
  });
});
