import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Upload } from "tus-js-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask } from "../../../support/ask.ts";
import { buildBox } from "../../../support/models/build-box.ts";
import { addBrand, type OtherBrand } from "../../../support/other-brand.ts";
import { type RunningApp, startApp } from "../../../support/start-app.ts";

const MAX_BYTES = 300_000;
const PART_BYTES = 1_000;
let app: RunningApp;
let other: OtherBrand;

beforeAll(async () => {
  app = await startApp({ settings: { MODEL_MAX_BYTES: String(MAX_BYTES) } });
  other = await addBrand(app, "tern");
});
afterAll(() => app?.close());

const encode = (metadata: Record<string, string>) =>
  Object.entries(metadata)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString("base64")}`)
    .join(",");

/** Creates an upload for the stool unless told otherwise. */
const create = (length: number, metadata: Record<string, string> = {}, token = app.keys.brand) =>
  ask(app.url, "POST /api/v1/uploads", {
    token,
    headers: {
      "Tus-Resumable": "1.0.0",
      "Upload-Length": String(length),
      "Upload-Metadata": encode({ productId: "stool", fileName: "stool.glb", ...metadata }),
    },
  });

const sendPart = (location: string, part: Uint8Array, offset: number, token = app.keys.brand) =>
  ask(app.url, `PATCH ${location}`, {
    token,
    body: part,
    headers: {
      "Tus-Resumable": "1.0.0",
      "Upload-Offset": String(offset),
      "Content-Type": "application/offset+octet-stream",
    },
  });

const standing = (location: string, token = app.keys.brand) =>
  fetch(app.url + location, {
    method: "HEAD",
    headers: { "Tus-Resumable": "1.0.0", Authorization: `Bearer ${token}` },
  });

const listVersions = async (productId = "stool") =>
  (await ask(app.url, `GET /api/v1/products/${productId}/model/versions`, { token: app.keys.brand })).body.items;

const uploadedFiles = async () => {
  const names = await readdir(join(app.dataDirectory, "models", "uploads")).catch(() => []);
  return names.filter((name) => !name.endsWith(".json"));
};

describe("a resumable upload", () => {
  test("by the usual client becomes a version, and the client is told which", async () => {
    const box = Buffer.from(await buildBox(0.3, 0.4, 0.5));
    const versionId = await new Promise<string | undefined>((resolve, reject) => {
      const upload = new Upload(box, {
        endpoint: `${app.url}/api/v1/uploads`,
        chunkSize: PART_BYTES,
        headers: { Authorization: `Bearer ${app.keys.brand}` },
        metadata: { productId: "stool", fileName: "Stool final.glb", publish: "when-ready" },
        onSuccess: ({ lastResponse }) => resolve(lastResponse.getHeader("Vitrine-Version")),
        onError: reject,
      });
      upload.start();
    });
    const hash = createHash("sha256").update(box).digest("hex");
    expect((await listVersions())[0]).toMatchObject({
      id: versionId,
      fileName: "Stool final.glb",
      state: "queued",
      publishWhenReady: true,
      original: { hash, url: `/goods/${hash}.glb`, bytes: box.length },
    });
    const kept = await fetch(`${app.url}/goods/${hash}.glb`);
    expect(Buffer.from(await kept.arrayBuffer())).toEqual(box);
    expect(await uploadedFiles()).toEqual([]);
  });

  test("goes on where it was broken off, and says afterwards what became of it", async () => {
    const box = await buildBox(0.31, 0.4, 0.5);
    const { status, headers } = await create(box.length);
    expect(status).toBe(201);
    const location = headers.get("Location") ?? "";
    expect(location).toMatch(/^\/api\/v1\/uploads\/[0-9a-f]{32}$/);
    expect(Date.parse(headers.get("Upload-Expires") ?? "")).toBeGreaterThan(Date.now());
    await sendPart(location, box.subarray(0, PART_BYTES), 0);
    expect((await standing(location)).headers.get("Upload-Offset")).toBe(String(PART_BYTES));
    const early = await sendPart(location, box.subarray(2 * PART_BYTES), 2 * PART_BYTES);
    expect([early.status, JSON.parse(early.body).error.code]).toEqual([409, "UPLOAD_CONFLICT"]);
    const last = await sendPart(location, box.subarray(PART_BYTES), PART_BYTES);
    const versionId = last.headers.get("Vitrine-Version");
    expect([last.status, versionId]).toEqual([204, expect.stringMatching(/^mv_/)]);
    const after = await standing(location);
    expect([after.headers.get("Upload-Offset"), after.headers.get("Vitrine-Version")]).toEqual([
      String(box.length),
      versionId,
    ]);
  });

  test("can be given up, and nothing of it stays", async () => {
    const { headers } = await create(5_000);
    const location = headers.get("Location") ?? "";
    await sendPart(location, new Uint8Array(1_000), 0);
    expect(await uploadedFiles()).toHaveLength(1);
    const ended = await ask(app.url, `DELETE ${location}`, {
      token: app.keys.brand,
      headers: { "Tus-Resumable": "1.0.0" },
    });
    expect(ended.status).toBe(204);
    expect(await uploadedFiles()).toEqual([]);
    expect((await standing(location)).status).toBe(404);
  });

  test("that is too large, or says nothing of use about itself, is refused before anything is sent", async () => {
    expect(JSON.parse((await create(MAX_BYTES + 1)).body).error.code).toBe("MODEL_TOO_LARGE");
    expect((await create(100, { productId: "../x" })).status).toBe(422);
    expect((await create(100, { productId: "nothing" })).status).toBe(404);
    expect((await create(100, { publish: "yesterday" })).status).toBe(422);
    expect(await uploadedFiles()).toEqual([]);
  });

  test("belongs to a brand: another one cannot see it, add to it or end it", async () => {
    expect((await create(100, {}, other.key)).status).toBe(403);
    expect((await create(100, {}, app.keys.marketer)).status).toBe(403);
    const { headers } = await create(100);
    const location = headers.get("Location") ?? "";
    expect((await standing(location, other.key)).status).toBe(403);
    expect((await sendPart(location, new Uint8Array(10), 0, other.key)).status).toBe(403);
    const ended = await ask(app.url, `DELETE ${location}`, {
      token: other.key,
      headers: { "Tus-Resumable": "1.0.0" },
    });
    expect(ended.status).toBe(403);
    expect((await standing(location)).headers.get("Upload-Offset")).toBe("0");
  });

  test("is offered with its limits", async () => {
    const answer = await fetch(`${app.url}/api/v1/uploads`, { method: "OPTIONS" });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("Tus-Extension")).toBe("creation,creation-with-upload,termination,expiration");
    expect(answer.headers.get("Tus-Max-Size")).toBe(String(MAX_BYTES));
  });
});

describe("an upload in one request", () => {
  test("becomes a version that nobody has checked yet", async () => {
    const box = await buildBox(0.32, 0.4, 0.5);
    const before = await ask(app.url, "GET /api/v1/products/lamp");
    const answer = await ask(
      app.url,
      "POST /api/v1/products/lamp/model/versions?fileName=lamp.glb&publish=when-ready",
      {
        token: app.keys.brand,
        body: box,
      },
    );
    expect(answer).toMatchObject({ status: 202, body: { state: "queued", model: null, isOnShelf: false } });
    expect(answer.headers.get("Vitrine-Version")).toBe(answer.body.id);
    expect((await ask(app.url, "GET /api/v1/products/lamp")).body).toEqual(before.body);
  });

  test("of another brand's product is refused", async () => {
    const path = "POST /api/v1/products/lamp/model/versions";
    expect((await ask(app.url, path, { token: other.key, body: new Uint8Array(9) })).status).toBe(403);
  });
});
