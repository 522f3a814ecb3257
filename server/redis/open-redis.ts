import type { Config } from "../process/config.ts";
import type { Logger } from "../process/log.ts";
import { connectRedis, type Redis } from "./connection.ts";
import { launchRedis } from "./launcher.ts";

/**
 * Connects to the Redis of REDIS_URL or, without it, to a private one that is started and stopped with this process.
 * @param searchPath directories to look for a server program in, as in PATH
 * @throws Error with one sentence for the operator
 */
export async function openRedis(
  config: Pick<Config, "REDIS_URL" | "DATA_DIR">,
  searchPath: string,
  log: Logger,
): Promise<Redis> {
  if (config.REDIS_URL) return connectRedis({ url: config.REDIS_URL }, log);
  const server = await launchRedis(config.DATA_DIR, searchPath, log);
  try {
    const redis = await connectRedis({ socketPath: server.socketPath }, log);
    log.info({ adopted: server.adopted }, "Private Redis is running");
    const close = async () => {
      await redis.close();
      await server.stop();
    };
    return { ...redis, close };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
