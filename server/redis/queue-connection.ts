import { Redis as QueueConnection } from "ioredis";
import type { Logger } from "../process/log.ts";
import type { RedisAddress } from "./connection.ts";

export type { QueueConnection };

const RECONNECT_DELAY_MAX_MS = 1_000;

/**
 * A connection as the job queue needs it: it waits for a Redis that is away and never gives a command up. The caller
 * disconnects it.
 */
export function openQueueConnection(address: RedisAddress, log: Logger): QueueConnection {
  const options = {
    maxRetriesPerRequest: null,
    retryStrategy: (tries: number) => Math.min(50 * 2 ** Math.min(tries, 6), RECONNECT_DELAY_MAX_MS),
  };
  const connection =
    "url" in address
      ? new QueueConnection(address.url, options)
      : new QueueConnection({ ...options, path: address.socketPath });
  connection.on("error", (error) => log.debug({ reason: error.message }, "The queue's connection to Redis failed"));
  return connection;
}
