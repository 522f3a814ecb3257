import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "../rooms/ports.ts";
import { openRooms, processLoad, type RunningRooms } from "./fleet/rooms.ts";
import { createPipeline } from "./goods-pipeline.ts";
import { createOriginPolicy } from "./http/origins.ts";
import { createRateLimits } from "./http/rate-limit.ts";
import { migrateStoredData } from "./migrations/migrate-stored-data.ts";
import type { GoodsPipeline } from "./models/goods.ts";
import type { Config } from "./process/config.ts";
import type { Logger } from "./process/log.ts";
import type { Redis } from "./redis/connection.ts";
import { createShop, type Shop } from "./shop.ts";
import { createShopApp } from "./shop-app.ts";

export type AppDeps = {
  readonly config: Config;
  readonly redis: Redis;
  readonly log: Logger;
  readonly clock?: Clock;
  /** How models are prepared; without it, as the settings say and with no directories to look for a browser in. */
  readonly pipeline?: GoodsPipeline;
};

export type App = {
  readonly shop: Shop;
  /** Starts to serve and returns the address. @throws the system's error when the port cannot be had */
  listen(): Promise<string>;
  /**
   * Stops in order: nobody new, visitors told, rooms closed, models put back into the queue, running requests answered, events written. Takes
   * DRAIN_SECONDS at most; what has not ended by then is cut off. Redis stays open: it belongs to the caller.
   */
  drain(): Promise<void>;
};

/** A large model over a slow line takes minutes; the headers of a request never do. */
const REQUEST_TIMEOUT_MS = 15 * 60_000;
const HEADERS_TIMEOUT_MS = 20_000;

/**
 * Puts the server together, on stored data of its version: the shop's features, the web application, the rooms. Used by
 * main and by tests alike. @throws StoredDataError when the stored data is not this program's to use
 */
export async function createApp(deps: AppDeps): Promise<App> {
  const { config, redis, log, clock = { now: () => Date.now() }, pipeline = createPipeline(config, "") } = deps;
  await migrateStoredData({ config, redis, log });
  const shop = await createShop({ config, redis, log, clock, load: processLoad, pipeline });
  const origins = createOriginPolicy(config);
  const rateLimits = createRateLimits(redis.commands, shop.keys, config);
  const answer = createShopApp({ config, log, origins, rateLimits, shop });
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: HEADERS_TIMEOUT_MS });
  let rooms: RunningRooms | null = null;
  return {
    shop,
    async listen() {
      rooms = await openRooms({
        server,
        answer,
        config,
        log,
        origins,
        rateLimits,
        ports: shop.ports,
        isDraining: shop.operations.isDraining,
      });
      await startListening(server, config);
      shop.goods.keeper.start();
      return addressOf(server, config);
    },
    async drain() {
      shop.operations.beginDraining();
      const deadline = setTimeout(() => server.closeAllConnections(), config.DRAIN_SECONDS * 1000);
      const cutOff = new Promise<void>((done) => setTimeout(done, config.DRAIN_SECONDS * 1000).unref());
      await Promise.race([Promise.all([stopServing(server, rooms, log), shop.goods.keeper.stop()]), cutOff]);
      clearTimeout(deadline);
      await Promise.race([shop.events.close(), cutOff]);
    },
  };
}

function startListening(server: HttpServer, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port: config.PORT, ...(config.HOST === undefined ? {} : { host: config.HOST }) }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function stopServing(server: HttpServer, rooms: RunningRooms | null, log: Logger): Promise<void> {
  const closed = new Promise<void>((done) => (server.listening ? server.once("close", done) : done()));
  try {
    await rooms?.close();
  } catch (error) {
    log.error({ err: error }, "The rooms could not be closed");
  }
  if (server.listening) server.close();
  server.closeIdleConnections();
  await closed;
}

function addressOf(server: HttpServer, config: Config): string {
  const { port } = server.address() as AddressInfo;
  const isEverywhere = config.HOST === undefined || config.HOST === "::" || config.HOST === "0.0.0.0";
  const host = isEverywhere ? "localhost" : config.HOST;
  return `http://${host?.includes(":") ? `[${host}]` : host}:${port}`;
}
