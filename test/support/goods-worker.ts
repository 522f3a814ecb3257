/*
 * A process that does nothing but prepare models, as another server on the same Redis and disk would; it can be told
 * to die like one that is killed. Started by `startGoodsWorker`.
 */
import { execFileSync } from "node:child_process";
import { createApp } from "../../server/app.ts";
import { createPipeline } from "../../server/goods-pipeline.ts";
import type { GoodsPipeline } from "../../server/models/goods.ts";
import { createLogger } from "../../server/process/log.ts";
import { connectRedis } from "../../server/redis/connection.ts";
import { type GoodsWorkerOrder, makeConfig } from "./goods-worker-order.ts";

const die = () => process.kill(process.pid, "SIGKILL");

function misbehave({ diesAt: moment, memoryMB }: GoodsWorkerOrder, pipeline: GoodsPipeline): GoodsPipeline {
  return {
    ...pipeline,
    async runPrepare(source, options, run) {
      const prepared = await pipeline.runPrepare(source, options, {
        ...run,
        limits: { ...run.limits, ...(memoryMB === undefined ? {} : { memoryMB }) },
        say(state, stage, progress) {
          run.say?.(state, stage, progress);
          if (state === moment) die();
        },
      });
      if (moment === "made") die();
      return prepared;
    },
  };
}

process.once("message", async (order: GoodsWorkerOrder) => {
  const { fileBytesMax } = order;
  if (fileBytesMax !== undefined) execFileSync("prlimit", ["--pid", String(process.pid), `--fsize=${fileBytesMax}`]);
  const config = makeConfig(order);
  const log = createLogger(config.LOG_LEVEL);
  const redis = await connectRedis({ socketPath: order.socketPath }, log);
  const making = { pictures: false, extras: false };
  const pipeline = { ...createPipeline(config, ""), making, lockMs: order.lockMs };
  const app = await createApp({ config, redis, log, pipeline: misbehave(order, pipeline) });
  if (order.diesAt === "stored") {
    const { put } = app.shop.storage;
    Object.assign(app.shop.storage, { put: (path: string, name: string) => put(path, name).then(die) });
  }
  app.shop.goods.keeper.start();
});
process.once("disconnect", () => process.exit(0));
