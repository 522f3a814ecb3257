import { createHash, randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readRange } from "../../../../server/models/delivery/byte-range.ts";
import { keepCompressed } from "../../../../server/models/delivery/compress-file.ts";
import { readAcceptedCodings } from "../../../../server/models/delivery/content-coding.ts";
import { type RunningApp, startApp } from "../../../support/start-app.ts";

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

/** Keeps a file as the pipeline does: compressed copies first. */
async function keep(bytes: Buffer, extension = "glb"): Promise<{ url: string; hash: string }> {
  const hash = createHash("sha256").update(bytes).digest("hex");
  const folder = join(app.dataDirectory, "models", `work-${hash.slice(0, 8)}`);
  await mkdir(folder, { recursive: true });
  const path = join(folder, "file");
  await writeFile(path, bytes);
  const { storage } = app.app.shop;
  await keepCompressed(storage, path, `${hash}.${extension}`);
  await storage.put(path, `${hash}.${extension}`);
  return { url: `/goods/${hash}.${extension}`, hash };
}

type Got = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

/** Asks without what fetch adds and undoes by itself. */
function get(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asked = request(`${app.url}${path}`, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    asked.on("error", reject).end();
  });
}

const COMPRESSIBLE = Buffer.alloc(50_000, "a vertex beside another ");

describe("a file of goods", () => {
  test("comes with its type, for ever, to every site and without credentials", async () => {
    for (const [extension, type] of [
      ["glb", "model/gltf-binary"],
      ["usdz", "model/vnd.usdz+zip"],
      ["webp", "image/webp"],
    ]) {
      const { url, hash } = await keep(randomBytes(1_000), extension);
      const { status, headers } = await get(url, { Origin: "https://elsewhere.example" });
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        "content-type": type,
        "content-length": "1000",
        "cache-control": "public, max-age=31536000, immutable",
        etag: `"${hash}"`,
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
        "x-content-type-options": "nosniff",
      });
      expect(headers["access-control-allow-credentials"]).toBeUndefined();
    }
    const preflight = { Origin: "https://elsewhere.example", "Access-Control-Request-Method": "GET" };
    const { url } = await keep(randomBytes(10));
    expect((await get(url, preflight, "OPTIONS")).headers["access-control-allow-headers"]).toContain("Range");
  });

  test("is sent compressed where that is smaller, and as it is to those who cannot read that", async () => {
    const { url, hash } = await keep(COMPRESSIBLE);
    const brotli = await get(url, { "Accept-Encoding": "gzip, deflate, br" });
    expect(brotli.headers).toMatchObject({ "content-encoding": "br", etag: `"${hash}-br"`, vary: "Accept-Encoding" });
    expect(brotliDecompressSync(brotli.body)).toEqual(COMPRESSIBLE);
    const gzip = await get(url, { "Accept-Encoding": "gzip, br;q=0" });
    expect(gunzipSync(gzip.body)).toEqual(COMPRESSIBLE);
    const plain = await get(url);
    expect([plain.headers["content-encoding"], plain.body]).toEqual([undefined, COMPRESSIBLE]);
    const random = await keep(randomBytes(10_000));
    expect((await get(random.url, { "Accept-Encoding": "br, gzip" })).headers["content-encoding"]).toBeUndefined();
  });

  test("is not sent again to whoever has it, in whatever coding", async () => {
    const { url, hash } = await keep(COMPRESSIBLE);
    expect((await get(url, { "If-None-Match": `"${hash}"` })).status).toBe(304);
    const known = { "If-None-Match": `"x", W/"${hash}-br"`, "Accept-Encoding": "br" };
    expect((await get(url, known)).status).toBe(304);
    expect((await get(url, { "If-None-Match": `"${hash}-br"` })).status).toBe(200);
  });

  test("can be asked for in parts", async () => {
    const bytes = randomBytes(1_000);
    const { url, hash } = await keep(bytes);
    const part = await get(url, { Range: "bytes=100-199", "Accept-Encoding": "br" });
    expect([part.status, part.headers["content-range"], part.body]).toEqual([
      206,
      "bytes 100-199/1000",
      bytes.subarray(100, 200),
    ]);
    expect((await get(url, { Range: "bytes=-10" })).body).toEqual(bytes.subarray(990));
    const beyond = await get(url, { Range: "bytes=1000-" });
    expect([beyond.status, beyond.headers["content-range"]]).toEqual([416, "bytes */1000"]);
    expect((await get(url, { Range: "bytes=0-9", "If-Range": `"${hash}"` })).status).toBe(206);
    expect((await get(url, { Range: "bytes=0-9", "If-Range": '"another"' })).status).toBe(200);
    const head = await get(url, {}, "HEAD");
    expect([head.status, head.headers["content-length"], head.body.length]).toEqual([200, "1000", 0]);
  });

  test("is all that its address gives out", async () => {
    const { hash } = await keep(Buffer.from(`{"report":"secret"}`), "json");
    const paths = [
      `/goods/${hash}.json`,
      `/goods/${hash}.glb.br`,
      `/goods/${hash}`,
      "/goods/",
      "/goods/..%2fkeys/brand.key",
    ];
    for (const path of paths) expect((await get(path)).status, path).toBe(404);
    const archive = await keep(randomBytes(10), "zip");
    expect((await get(archive.url)).headers["content-disposition"]).toBe("attachment");
  });
});

test.each([
  [undefined, "whole"],
  ["bytes=0-4", { start: 0, end: 4 }],
  ["bytes=5-", { start: 5, end: 9 }],
  ["bytes=5-100", { start: 5, end: 9 }],
  ["bytes=-3", { start: 7, end: 9 }],
  ["bytes=-100", { start: 0, end: 9 }],
  ["bytes=10-", null],
  ["bytes=-0", null],
  ["bytes=4-2", "whole"],
  ["bytes=0-1,4-5", "whole"],
  ["lines=1-2", "whole"],
  ["bytes=-", "whole"],
])("Range %j of ten bytes is read as %j", (header, range) => {
  expect(readRange(header, 10)).toEqual(range);
});

test.each([
  [undefined, []],
  ["gzip, br", ["br", "gzip"]],
  ["gzip;q=0.5, br; q=0", ["gzip"]],
  ["*", ["br", "gzip"]],
  ["*;q=0, gzip", ["gzip"]],
  ["identity", []],
])("Accept-Encoding %j allows %j", (header, codings) => {
  expect(readAcceptedCodings(header).map(({ coding }) => coding)).toEqual(codings);
});
