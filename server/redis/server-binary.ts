import { canInstallPackages, findProgram, installPackage, runQuietly } from "../process/system-programs.ts";

const BINARIES = ["redis-server", "valkey-server"] as const;

const HOW_TO_GET_REDIS = [
  "Vitrine needs Redis 7.0 or Valkey 8 and found neither redis-server nor valkey-server. Any one of these helps:",
  "  Debian, Ubuntu   sudo apt-get install redis-server",
  "  macOS            brew install redis",
  "  Docker           docker run -d -p 6379:6379 redis:7 --appendonly yes",
  "                   and then REDIS_URL=redis://localhost:6379 npm start",
].join("\n");

/**
 * Finds a server program; as root on Debian or Ubuntu, installs one when there is none.
 * @throws Error with the commands that install one
 */
export async function findRedisServer(
  searchPath: string,
  log: { info(fields: object, line: string): void },
): Promise<string> {
  const found = await findProgram(BINARIES, searchPath);
  if (found) return found;
  if (await canInstallPackages()) {
    log.info({}, "No Redis on this machine: installing Debian's redis-server with apt-get");
    await installPackage("redis-server");
    await stopSystemService();
    const installed = await findProgram(BINARIES, searchPath);
    if (installed) return installed;
  }
  throw new Error(HOW_TO_GET_REDIS);
}

/** The package starts a service for the whole system; Vitrine starts its own, private server. */
async function stopSystemService(): Promise<void> {
  const stopped = await runQuietly("systemctl", ["disable", "--now", "redis-server"]);
  if (stopped !== 0) await runQuietly("service", ["redis-server", "stop"]);
}
