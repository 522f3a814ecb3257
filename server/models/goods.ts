import { join } from "node:path";
import type { Clock } from "../../rooms/ports.ts";
import type { Catalog } from "../catalog/service.ts";
import type { Config } from "../config.ts";
import { toVitrineError } from "../http/errors.ts";
import type { Logger } from "../log.ts";
import type { Redis } from "../redis/connection.ts";
import type { Keys } from "../redis/keys.ts";
import { openStorage } from "../storage/open-storage.ts";
import { createModelFiles } from "./files.ts";
import { createModels } from "./service.ts";
import { createShares } from "./shares.ts";
import { createShelf } from "./shelf.ts";
import { createVersionStore } from "./store.ts";
import { createUploads } from "./uploads.ts";
import { createVersionBook } from "./version-book.ts";
import { createVersions } from "./versions.ts";

export type GoodsDeps = {
  readonly config: Config;
  readonly redis: Redis;
  readonly keys: Keys;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly log: Logger;
  nameBrand(brandId: string): Promise<string>;
};

/** Everything about models, from their upload to the shelf. */
export type Goods = Awaited<ReturnType<typeof createGoods>>;

/** Constructs the parts of the goods pipeline in the order in which they need each other. */
export async function createGoods({ config, redis, keys, catalog, clock, log, nameBrand }: GoodsDeps) {
  const directory = join(config.DATA_DIR, "models");
  const storage = await openStorage(config, directory);
  const files = createModelFiles(directory, storage);
  const store = createVersionStore(redis.commands, keys);
  const book = createVersionBook(store, clock);
  const shelf = createShelf({ catalog, store, book, clock, log });
  const onQueued = () => undefined;
  const onCancelled = () => undefined;
  // Loaded with the first model: the glTF libraries are half of what a start would have to read.
  const inspect = async (bytes: Uint8Array) => (await import("../../assets/pipeline.ts")).inspectModel(bytes);
  const maxBytes = config.MODEL_MAX_BYTES;
  const models = createModels({ catalog, files, book, shelf, clock, maxBytes, inspect, onQueued });
  const versions = createVersions({ catalog, store, book, shelf, storage, clock, onQueued, onCancelled });
  const explain = (thrown: unknown) => toVitrineError(thrown, log);
  return {
    storage,
    models,
    versions,
    shares: createShares({ store, versions, catalog, clock, nameBrand }),
    uploads: createUploads({ catalog, models, book, directory, maxBytes, explain }),
  };
}
