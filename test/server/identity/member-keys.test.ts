import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureMemberKeys, makeMemberKey } from "../../../server/identity/member-keys.ts";
import { ask } from "../../support/ask.ts";
import { FIXTURE } from "../../support/fixture-shop.ts";
import { type RunningApp, startApp } from "../../support/start-app.ts";

let app: RunningApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const stockPath = "PUT /api/v1/products/stool/variants/stool-oak/stock";
const editWith = (token: string) => ask(app.url, stockPath, { token, body: { stock: 5 } });

describe("member keys", () => {
  test("are kept in files that only their owner can read, with 256 random bits", async () => {
    const directory = join(app.dataDirectory, "keys");
    const files = (await readdir(directory)).sort();
    expect(files).toEqual(["brand.key", "marketer.key", "operator.key", "session.key"]);
    for (const file of files) expect((await stat(join(directory, file))).mode & 0o777).toBe(0o600);
    expect(app.keys.brand).toMatch(/^vt_brand_[0-9a-f]{8}_[\w-]{43}$/);
  });

  test("are not in Redis, in no form that could be used", async () => {
    const stored = JSON.stringify(await app.redis.commands.hGetAll(app.app.shop.keys.memberKeys));
    for (const key of Object.values(app.keys)) {
      expect(stored).not.toContain(key);
      expect(stored).not.toContain(key.slice(-43));
    }
  });

  test("open what their role may do and nothing else", async () => {
    expect((await editWith(app.keys.brand)).status).toBe(200);
    for (const key of [app.keys.marketer, app.keys.operator]) {
      expect(await editWith(key)).toMatchObject({ status: 403, body: { error: { code: "FORBIDDEN" } } });
    }
  });

  test("that were never given out, or differ in one letter, are refused", async () => {
    const changed = app.keys.brand.slice(0, -1) + (app.keys.brand.endsWith("A") ? "B" : "A");
    for (const key of [changed, makeMemberKey("brand"), "vt_", `${app.keys.brand}x`]) {
      expect(await editWith(key)).toMatchObject({ status: 401, body: { error: { code: "UNAUTHENTICATED" } } });
    }
  });

  test("stay the same at the next start, and a removed file makes a new key that replaces the old one", async () => {
    const { keyFiles, identityStore } = app.app.shop;
    expect(await ensureMemberKeys(FIXTURE.brandId, keyFiles, identityStore)).toEqual({});
    await rm(join(app.dataDirectory, "keys", "brand.key"));
    const made = await ensureMemberKeys(FIXTURE.brandId, keyFiles, identityStore);
    expect(Object.keys(made)).toEqual(["brand"]);
    expect((await readFile(join(app.dataDirectory, "keys", "brand.key"), "utf8")).trim()).toBe(made.brand);
    expect((await editWith(app.keys.brand)).status).toBe(401);
    expect((await editWith(made.brand ?? "")).status).toBe(200);
  });
});
