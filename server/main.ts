import { type App, createApp } from "./app.ts";
import { createPipeline } from "./goods-pipeline.ts";
import { ensureMemberKeys, type NewMemberKeys } from "./identity/member-keys.ts";
import { explainStartFailure, isPeerFailure } from "./operations/failures.ts";
import { probePort } from "./operations/probe-port.ts";
import { ensureClientBuild } from "./pages/client-build.ts";
import { type Config, readConfig } from "./process/config.ts";
import { createLogger, type Logger } from "./process/log.ts";
import { openRedis } from "./redis/open-redis.ts";
import { seedShop } from "./seed.ts";

const say = (text: string): boolean => process.stdout.write(`${text}\n`);

/** Ends the process; the text is all that the operator sees. */
function fail(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

function requireConfig(): Config {
  const result = readConfig(process.env);
  return result.ok ? result.config : fail(`Wrong settings: ${result.problems.join("; ")}.`);
}

/** Config → Redis → app → listen; whatever fails on the way, what was started before is stopped. */
async function start(): Promise<void> {
  const config = requireConfig();
  const log = createLogger(config.LOG_LEVEL, process.stdout.isTTY);
  const redis = await probePort(config)
    .then(() => openRedis(config, process.env.PATH ?? "", log))
    .catch((error: unknown) => fail(explainStartFailure(error, config)));
  let app: App | null = null;
  const stop = createStop(log, async () => {
    await app?.drain();
    await redis.close();
  });
  try {
    const pipeline = createPipeline(config, process.env.PATH ?? "");
    app = await createApp({ config, redis, log, pipeline });
    // Loaded here, because the modelling code takes a second: a start that fails has failed before.
    const content = await import("../assets/showroom/seed-content.ts");
    const newKeys = await ensureMemberKeys(content.seedBrand.id, app.shop.keyFiles, app.shop.identityStore);
    await seedShop(content, app.shop);
    await ensureClientBuild(log);
    announce(config, await app.listen(), newKeys);
  } catch (error) {
    log.debug({ err: error }, "The start failed");
    await stop(1, explainStartFailure(error, config));
  }
}

/** Stops once, however often it is asked; installs the signals and the last resort for bugs. */
function createStop(log: Logger, close: () => Promise<void>): (exitCode: number, lastWords?: string) => Promise<void> {
  let stopping = false;
  const stop = async (exitCode: number, lastWords?: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await close().catch((error: unknown) => log.error({ err: error }, "Stopping failed"));
    if (lastWords !== undefined) process.stderr.write(`${lastWords}\n`);
    process.exit(exitCode);
  };
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    log.info({ signal }, "Stopping");
    void stop(0);
  };
  let rejections = 0;
  const isHarmless = (error: unknown): boolean => {
    // A connection that broke under us is the peer's doing.
    if (!isPeerFailure(error)) return false;
    log.warn({ err: error }, "A connection failed where nobody listened");
    return true;
  };
  const onRejection = (error: unknown) => {
    if (isHarmless(error)) return;
    // One piece of work has failed by itself: no reason to close the rooms.
    rejections += 1;
    log.error({ err: error, rejections }, "A promise failed where nobody listened");
  };
  const onException = (error: unknown) => {
    if (isHarmless(error)) return;
    // Whatever it was thrown through was left half-way: the state cannot be trusted.
    log.fatal({ err: error }, "A bug: stopping");
    void stop(1);
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
  process.on("uncaughtException", onException);
  process.on("unhandledRejection", onRejection);
  return stop;
}

function announce(config: Config, address: string, newKeys: NewMemberKeys): void {
  const url = config.PUBLIC_URL ?? address;
  say(`\nVitrine is open at ${url}`);
  say(`  brand console ${url}/brand, insights ${url}/insights, API ${url}/api/docs`);
  if (Object.keys(newKeys).length === 0) return;
  say(`\nKeys, shown this once and kept in ${config.DATA_DIR}/keys:`);
  for (const [name, key] of Object.entries(newKeys)) say(`  ${name.padEnd(9)} ${key}`);
  say("");
}

await start();
