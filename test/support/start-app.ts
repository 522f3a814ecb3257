import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../../rooms/ports.ts";
import { type App, createApp } from "../../server/app.ts";
import { createPipeline } from "../../server/goods-pipeline.ts";
import { ensureMemberKeys, type MemberKeyName } from "../../server/identity/member-keys.ts";
import type { GoodsPipeline } from "../../server/models/goods.ts";
import { ensureClientBuild } from "../../server/pages/client-build.ts";
import { type Config, readConfig } from "../../server/process/config.ts";
import { createLogger } from "../../server/process/log.ts";
import type { Redis } from "../../server/redis/connection.ts";
import { openRedis } from "../../server/redis/open-redis.ts";
import { type SeedContent, seedShop } from "../../server/seed.ts";
import { fixtureContent } from "./fixture-shop.ts";

export type StartOptions = {
  /** Settings that differ from the ones for tests, by name. */
  readonly settings?: Readonly<Record<string, string>>;
  /** What the shop is furnished with; the small fixture by default, null for an empty shop. */
  readonly content?: SeedContent | null;
  readonly clock?: Clock;
  /** How models are prepared where GOODS_WORKERS says that they are. */
  readonly pipeline?: Partial<GoodsPipeline>;
  /** Builds the pages too, when their sources are newer than the last build. */
  readonly client?: boolean;
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

/**
 * Boots the real app. Requests are not limited unless RATE_LIMIT_FACTOR is set, because tests come from one address.
 * One app at a time in a process: Colyseus keeps its matchmaker in module variables.
 */
export async function startApp(options: StartOptions = {}): Promise<RunningApp> {
  const { settings = {}, continues } = options;
  const dataDirectory = continues?.dataDirectory ?? (await mkdtemp(join(tmpdir(), "vitrine-test-")));
  const keyPrefix = continues?.keyPrefix ?? `test-${randomBytes(6).toString("hex")}`;
  const config = makeConfig({ DATA_DIR: dataDirectory, REDIS_KEY_PREFIX: keyPrefix, ...settings });
  const redis = await openRedis(config, process.env.PATH ?? "", createLogger(config.LOG_LEVEL));
  try {
    const { app, url } = await furnish(config, redis, options);
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
        if (!keepData) await rm(dataDirectory, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await redis.close();
    throw error;
  }
}

async function furnish(config: Config, redis: Redis, options: StartOptions): Promise<{ app: App; url: string }> {
  const { content = fixtureContent, clock, client = false } = options;
  const log = createLogger(config.LOG_LEVEL);
  const pipeline = { ...createPipeline(config, process.env.PATH ?? ""), ...options.pipeline };
  const app = await createApp({ config, redis, log, pipeline, ...(clock ? { clock } : {}) });
  const brandId = (content ?? fixtureContent).seedBrand.id;
  await ensureMemberKeys(brandId, app.shop.keyFiles, app.shop.identityStore);
  if (content) await seedShop(content, app.shop);
  if (client) await ensureClientBuild(log);
  return { app, url: await app.listen() };
}

function makeConfig(settings: Readonly<Record<string, string>>): Config {
  const defaults = {
    PORT: "0",
    HOST: "127.0.0.1",
    LOG_LEVEL: "fatal",
    RATE_LIMIT_FACTOR: "10000",
    DRAIN_SECONDS: "5",
    // Preparing the fixture's models would take the processor from every test.
    GOODS_WORKERS: "0",
  };
  const result = readConfig({ ...defaults, ...settings });
  if (!result.ok) throw new Error(result.problems.join("; "));
  return result.config;
}

async function readKeys(app: App): Promise<Record<MemberKeyName, string>> {
  const read = async (name: MemberKeyName) => (await app.shop.keyFiles.read(name)) ?? "";
  return { brand: await read("brand"), marketer: await read("marketer"), operator: await read("operator") };
}
