import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../../rooms/ports.ts";
import { type App, createApp } from "../../server/app.ts";
import { type Config, readConfig } from "../../server/config.ts";
import { ensureMemberKeys, type MemberKeyName } from "../../server/identity/member-keys.ts";
import { createLogger, type Logger } from "../../server/log.ts";
import { connectRedis, type Redis } from "../../server/redis/connection.ts";
import { launchRedis, type PrivateRedis } from "../../server/redis/launcher.ts";
import { type SeedContent, seedShop } from "../../server/seed.ts";
import { fixtureContent } from "./fixture-shop.ts";

export type StartOptions = {
  /** Settings that differ from the ones for tests, by name. */
  readonly settings?: Readonly<Record<string, string>>;
  /** What the shop is furnished with; the small fixture by default, null for an empty shop. */
  readonly content?: SeedContent | null;
  readonly clock?: Clock;
  /** Starts on what another app left behind: its data directory, key prefix and Redis. */
  readonly continues?: Pick<RunningApp, "dataDirectory" | "keyPrefix">;
};

/** A real server on a free port with a Redis and a data directory of its own. */
export type RunningApp = {
  readonly url: string;
  readonly wsUrl: string;
  readonly keys: Readonly<Record<MemberKeyName, string>>;
  readonly app: App;
  readonly redis: Redis;
  readonly config: Config;
  readonly dataDirectory: string;
  readonly keyPrefix: string;
  /** Drains the server and stops its Redis; the data directory is removed unless `keepData`. */
  close(options?: { readonly keepData?: boolean }): Promise<void>;
};

/** Boots the real app. Requests are not limited unless RATE_LIMIT_FACTOR is set, because tests come from one address. */
export async function startApp(options: StartOptions = {}): Promise<RunningApp> {
  const { settings = {}, content = fixtureContent, clock, continues } = options;
  const dataDirectory = continues?.dataDirectory ?? (await mkdtemp(join(tmpdir(), "vitrine-test-")));
  const keyPrefix = continues?.keyPrefix ?? `test-${randomBytes(6).toString("hex")}`;
  const config = makeConfig({ DATA_DIR: dataDirectory, REDIS_KEY_PREFIX: keyPrefix, ...settings });
  const log = createLogger(config.LOG_LEVEL);
  const { server, redis } = await openTestRedis(config, log);
  const app = await createApp({ config, redis, log, ...(clock ? { clock } : {}) });
  const brandId = (content ?? fixtureContent).seedBrand.id;
  await ensureMemberKeys(brandId, app.shop.keyFiles, app.shop.identityStore);
  if (content) await seedShop(content, { ...app.shop, log });
  const url = await app.listen();
  return {
    url,
    wsUrl: url.replace("http", "ws"),
    keys: await readKeys(app),
    app,
    redis,
    config,
    dataDirectory,
    keyPrefix,
    async close({ keepData = false } = {}) {
      await app.drain();
      await redis.close();
      await server?.stop();
      if (!keepData) await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

function makeConfig(settings: Readonly<Record<string, string>>): Config {
  const defaults = { PORT: "0", HOST: "127.0.0.1", LOG_LEVEL: "fatal", RATE_LIMIT_FACTOR: "10000", DRAIN_SECONDS: "5" };
  const result = readConfig({ ...defaults, ...settings });
  if (!result.ok) throw new Error(result.problems.join("; "));
  return result.config;
}

async function openTestRedis(config: Config, log: Logger): Promise<{ server: PrivateRedis | null; redis: Redis }> {
  if (config.REDIS_URL) return { server: null, redis: await connectRedis({ url: config.REDIS_URL }, log) };
  const server = await launchRedis(config.DATA_DIR, process.env.PATH ?? "", log);
  return { server, redis: await connectRedis({ socketPath: server.socketPath }, log) };
}

async function readKeys(app: App): Promise<Record<MemberKeyName, string>> {
  const read = async (name: MemberKeyName) => (await app.shop.keyFiles.read(name)) ?? "";
  return { brand: await read("brand"), marketer: await read("marketer"), operator: await read("operator") };
}
