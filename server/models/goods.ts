import { join } from "node:path";
import type { Clock } from "../../rooms/ports.ts";
import type { Catalog } from "../catalog/service.ts";
import { toVitrineError } from "../http/errors.ts";
import type { Config } from "../process/config.ts";
import type { Logger } from "../process/log.ts";
import type { Redis } from "../redis/connection.ts";
import type { Keys } from "../redis/keys.ts";
import { openStorage } from "../storage/open-storage.ts";
import { createGoodsKeeper } from "./preparing/goods-keeper.ts";
import { createPreparing, type PreparingDeps } from "./preparing/preparing.ts";
import { createModelFiles } from "./uploads/files.ts";
import { createModels, type Inspection } from "./uploads/service.ts";
import { createUploads } from "./uploads/uploads.ts";
import { createShares } from "./versions/shares.ts";
import { createShelf } from "./versions/shelf.ts";
import { createVersionStore } from "./versions/store.ts";
import { createVersionBook } from "./versions/version-book.ts";
import { createVersions } from "./versions/versions.ts";

/** How models are read and prepared; the asset pipeline. */
export type GoodsPipeline = Pick<PreparingDeps, "runPrepare" | "making"> & {
  inspect(bytes: Uint8Array): Promise<Inspection>;
  /** After this long without a sign of life a worker counts as dead. */
  readonly lockMs: number;
};

export type GoodsDeps = {
  readonly config: Config;
  readonly redis: Redis;
  readonly keys: Keys;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly log: Logger;
  readonly pipeline: GoodsPipeline;
  nameBrand(brandId: string): Promise<string>;
};

/** Everything about models, from their upload to the shelf. */
export type Goods = Awaited<ReturnType<typeof createGoods>>;

/** Constructs the parts in the order in which they need each other. Nothing is prepared before `keeper.start`. */
export async function createGoods(deps: GoodsDeps) {
  const { config, redis, keys, catalog, clock, log, pipeline, nameBrand } = deps;
  const directory = join(config.DATA_DIR, "models");
  const storage = await openStorage(config, directory);
  const files = createModelFiles(directory, storage);
  const store = createVersionStore(redis.commands, keys);
  const book = createVersionBook(store, clock);
  const shelf = createShelf({ catalog, store, book, clock, log });
  const { inspect } = pipeline;
  const limits = { seconds: config.GOODS_SECONDS, memoryMB: config.GOODS_MEMORY_MB };
  const preparing = createPreparing({ ...pipeline, catalog, book, shelf, files, storage, log, limits });
  const openQueue = async () => {
    // Loaded with the first model that is to be prepared: a start need not wait for it.
    const { openJobQueue } = await import("./preparing/job-queue.ts");
    const { address } = redis;
    const concurrency = config.GOODS_WORKERS;
    return openJobQueue({ address, keys, store, preparing, log, concurrency, lockMs: pipeline.lockMs });
  };
  const tidy = async () => {
    await files.tidy();
    await uploads.tidy();
  };
  const hasWorkers = config.GOODS_WORKERS > 0;
  const keeper = createGoodsKeeper({ store, shelf, log, openQueue: hasWorkers ? openQueue : null, tidy });
  const onQueued = () => keeper.wake();
  const maxBytes = config.MODEL_MAX_BYTES;
  const models = createModels({ catalog, files, book, shelf, clock, maxBytes, inspect, onQueued });
  const versions = createVersions({ catalog, store, book, shelf, storage, clock, onQueued });
  const explain = (thrown: unknown) => toVitrineError(thrown, log);
  const uploads = createUploads({ catalog, models, book, directory, maxBytes, explain });
  const shares = createShares({ store, versions, catalog, clock, nameBrand });
  return { storage, models, versions, shares, uploads, keeper };
}
