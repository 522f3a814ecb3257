import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { startFauxqs } from "fauxqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../../../server/process/config.ts";
import { openStorage } from "../../../server/storage/open-storage.ts";
import type { Storage } from "../../../server/storage/storage.ts";

let directory: string;
let s3: Awaited<ReturnType<typeof startFauxqs>>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "vitrine-test-"));
  s3 = await startFauxqs({ port: 0, host: "127.0.0.1", logger: false, init: { buckets: ["goods"] } });
});
afterAll(async () => {
  await s3?.stop();
  await rm(directory, { recursive: true, force: true });
});

const KINDS: Record<string, () => Record<string, string>> = {
  "a local folder": () => ({}),
  "a bucket of an S3-compatible server": () => ({
    S3_BUCKET: "goods",
    S3_ENDPOINT: `http://127.0.0.1:${s3.port}`,
    S3_KEY_PREFIX: "vitrine/",
    S3_ACCESS_KEY_ID: "test",
    S3_SECRET_ACCESS_KEY: "test",
  }),
};

async function open(settings: Record<string, string>): Promise<Storage> {
  const result = readConfig(settings);
  if (!result.ok) throw new Error(result.problems.join());
  return openStorage(result.config, join(directory, "kept"));
}

/** A file beside the storage, and the name that its content has. */
async function makeFile(bytes = randomBytes(100_000)) {
  const path = join(directory, `new-${randomBytes(6).toString("hex")}`);
  await writeFile(path, bytes);
  return { path, bytes, name: `${createHash("sha256").update(bytes).digest("hex")}.glb` };
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

async function readAll(storage: Storage, name: string, range?: { start: number; end: number }): Promise<Buffer | null> {
  const body = await storage.open(name, range);
  return body && buffer(body);
}

describe.each(Object.keys(KINDS))("storage in %s", (kind) => {
  let storage: Storage;
  beforeAll(async () => {
    storage = await open(KINDS[kind]?.() ?? {});
  });

  test("takes a file over and gives it back, whole and in parts", async () => {
    const { path, bytes, name } = await makeFile();
    await storage.put(path, name);
    expect(await isThere(path)).toBe(false);
    expect(await storage.stat(name)).toEqual({ bytes: bytes.length });
    expect(await readAll(storage, name)).toEqual(bytes);
    expect(await readAll(storage, name, { start: 10, end: 19 })).toEqual(bytes.subarray(10, 20));
  });

  test("keeps the same content once", async () => {
    const { path, bytes, name } = await makeFile();
    await storage.put(path, name);
    const again = await makeFile(bytes);
    await storage.put(again.path, name);
    expect(await isThere(again.path)).toBe(false);
    expect(await readAll(storage, name)).toEqual(bytes);
  });

  test("knows nothing of what was never put, or was deleted", async () => {
    const { path, name } = await makeFile();
    expect([await storage.stat(name), await storage.open(name)]).toEqual([null, null]);
    await expect(storage.fetch(name, join(directory, "out"))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await storage.put(path, name);
    await storage.delete(name);
    await storage.delete(name);
    expect(await storage.stat(name)).toBeNull();
  });

  test("writes a file where work is done on it", async () => {
    const { path, bytes, name } = await makeFile();
    await storage.put(path, name);
    const out = join(directory, `out-${name}`);
    await storage.fetch(name, out);
    expect(await readFile(out)).toEqual(bytes);
    await rm(out);
    expect(await storage.stat(name)).not.toBeNull();
  });
});

test("a bucket's objects have a type, and the prefix of the settings", async () => {
  const storage = await open(KINDS["a bucket of an S3-compatible server"]?.() ?? {});
  const { path, name } = await makeFile();
  await storage.put(path, name);
  const object = await fetch(`http://127.0.0.1:${s3.port}/goods/vitrine/${name}`);
  expect([object.status, object.headers.get("Content-Type")]).toEqual([200, "model/gltf-binary"]);
});

test("a local folder holds finished files only", async () => {
  const names = await readdir(join(directory, "kept"));
  expect(names.filter((name) => !/^[0-9a-f]{64}\.glb$/.test(name))).toEqual([]);
});
