import { createClient } from "redis";
import type { Logger } from "../process/log.ts";

/** Where a Redis answers. */
export type RedisAddress = { readonly url: string } | { readonly socketPath: string };

const CONNECT_TIMEOUT_MS = 3_000;
const PING_INTERVAL_MS = 2_000;
/**
 * After this silence the connection is given up: waiting commands fail and a new connection is tried. Long enough
 * that a busy moment of our own, such as building a demo model on a slow machine, is not taken for Redis's silence.
 */
const SILENCE_MAX_MS = 20_000;
const RECONNECT_DELAY_MAX_MS = 1_000;

function createRedisClient(address: RedisAddress, log: Logger) {
  let wasReady = false;
  const client = createClient({
    ...("url" in address ? { url: address.url } : {}),
    // A command sent while the connection is down fails at once: a request must not wait for an unknown time.
    disableOfflineQueue: true,
    // A server that stalls keeps the connection open: pings tell it from one that has nothing to say.
    pingInterval: PING_INTERVAL_MS,
    socket: {
      ...("socketPath" in address ? { path: address.socketPath } : {}),
      connectTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: SILENCE_MAX_MS,
      // At start a dead server is reported; once it has answered, it is waited for.
      reconnectStrategy: (tries: number, cause: Error) =>
        wasReady ? Math.min(50 * 2 ** Math.min(tries, 6), RECONNECT_DELAY_MAX_MS) : cause,
    },
  });
  client.on("ready", () => {
    if (wasReady) log.info({}, "Redis answers again");
    wasReady = true;
  });
  client.on("error", (error: Error) => {
    if (wasReady) log.warn({ reason: error.message }, "Redis connection failed");
  });
  return client;
}

/** A connection for commands. */
export type RedisClient = ReturnType<typeof createRedisClient>;

/** One connection for commands and, because a subscriber can send no commands, one for channels. */
export type Redis = {
  readonly commands: RedisClient;
  readonly channels: RedisClient;
  /** Where it answers, for a library that brings connections of its own. */
  readonly address: RedisAddress;
  close(): Promise<void>;
};

/**
 * Connects both connections. They come back by themselves after an interruption; meanwhile commands reject.
 * @throws Error with one sentence naming the address (without its password) when nothing answers there
 */
export async function connectRedis(address: RedisAddress, log: Logger): Promise<Redis> {
  const commands = createRedisClient(address, log);
  const channels = createRedisClient(address, log);
  try {
    await Promise.all([commands.connect(), channels.connect()]);
  } catch (error) {
    const reason = error instanceof Error ? error.message || String(Reflect.get(error, "code")) : String(error);
    for (const client of [commands, channels]) if (client.isOpen) client.destroy();
    throw new Error(`Redis does not answer at ${describeAddress(address)}: ${reason}`);
  }
  return {
    commands,
    channels,
    address,
    async close() {
      for (const client of [commands, channels]) if (client.isOpen) client.destroy();
    },
  };
}

/** Names the address without user and password. */
export function describeAddress(address: RedisAddress): string {
  if ("socketPath" in address) return address.socketPath;
  const { protocol, host } = new URL(address.url);
  return `${protocol}//${host}`;
}
