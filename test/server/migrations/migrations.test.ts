import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MIGRATIONS } from "../../../server/migrations/migrations.ts";

test("the versions go from 1 upwards without a gap, and each says in a sentence what it does", () => {
  expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  for (const { what } of MIGRATIONS) expect(what).toMatch(/^[A-Z].+\.$/);
});

test("every migration beyond the first has a test that starts on data from before it, titled by its version", async () => {
  const files = (await readdir(import.meta.dirname)).filter((name) => name.endsWith(".test.ts"));
  const tests = await Promise.all(files.map((name) => readFile(join(import.meta.dirname, name), "utf8")));
  const withStoredData = tests.filter((text) => text.includes("copyStoredData")).join("\n");
  const titled = [...withStoredData.matchAll(/\btest\(\s*"version (\d+) /g)].map(([, version]) => Number(version));
  const wanted = MIGRATIONS.slice(1).map(({ version }) => version);
  expect(wanted.filter((version) => !titled.includes(version))).toEqual([]);
});
