import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { MIGRATIONS } from "../../../server/migrations/migrations.ts";
import { createLogger } from "../../../server/process/log.ts";
import { connectRedis } from "../../../server/redis/connection.ts";
import { createKeys } from "../../../server/redis/keys.ts";
import { launchRedis } from "../../../server/redis/launcher.ts";
import { runMain } from "../../support/run-main.ts";
import { startApp } from "../../support/start-app.ts";
import { copyStoredData, STORED_PREFIX } from "../../support/stored-data.ts";

// Whole servers start here.
vi.setConfig({ testTimeout: 120_000 });

const newest = String(MIGRATIONS.at(-1)?.version);
const log = createLogger("silent");
const directories: string[] = [];

afterEach(async () => {
  for (const directory of directories.splice(0)) await rm(directory, { recursive: true, force: true });
});

test("the first start of a server gives its data the newest version", async () => {
  const app = await startApp();
  const { storedData } = createKeys(app.keyPrefix);
  expect(await app.redis.commands.hGetAll(storedData)).toEqual({ version: newest });
  await app.close();
});

test("a start on data of 0.1, which has no version, leaves it with the newest one", async () => {
  const continues = { dataDirectory: await copyStoredData("0.1"), keyPrefix: STORED_PREFIX };
  const app = await startApp({ continues });
  const { storedData } = createKeys(STORED_PREFIX);
  expect(await app.redis.commands.hGetAll(storedData)).toEqual({ version: newest, cursor: "" });
  await app.close();
});

test("a server whose data is newer says so in one line, and has changed nothing", async () => {
  const directory = await copyStoredData("0.1");
  directories.push(directory);
  await withRedis(directory, async (commands) => {
    await commands.hSet(createKeys(STORED_PREFIX).storedData, "version", "1000");
  });
  await rm(join(directory, "keys", "session.key"));
  const before = await readStore(directory);

  const main = runMain({ PORT: "0", HOST: "127.0.0.1", DATA_DIR: directory });
  expect(await main.exit()).toBe(1);
  expect(main.errors()).toBe(
    `The stored data has version 1000 and this program knows no later one than ${newest}: a newer Vitrine has used it. Start that one, or restore a backup from before the upgrade.\n`,
  );
  expect(await readdir(join(directory, "keys"))).toEqual(["brand.key", "marketer.key", "operator.key"]);
  expect(await readStore(directory)).toEqual(before);
});

/** Starts the Redis of a data directory for a moment. */
async function withRedis(
  directory: string,
  use: (commands: Awaited<ReturnType<typeof connectRedis>>["commands"]) => Promise<void>,
): Promise<void> {
  const server = await launchRedis(directory, process.env.PATH ?? "", log);
  const redis = await connectRedis({ socketPath: server.socketPath }, log);
  await use(redis.commands);
  await redis.close();
  await server.stop();
}

/** What the append-only file says, by the names of its parts. */
async function readStore(directory: string): Promise<Record<string, string>> {
  const folder = join(directory, "redis", "appendonlydir");
  const names = await readdir(folder);
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), "latin1")])),
  );
}
