import { spawn } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { Logger } from "../log.ts";

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
export async function findRedisServer(searchPath: string, log: Logger): Promise<string> {
  const found = await findOnPath(searchPath);
  if (found) return found;
  if (process.getuid?.() === 0 && (await isExecutable("/usr/bin/apt-get"))) {
    log.info({}, "No Redis on this machine: installing Debian's redis-server with apt-get");
    await installWithApt();
    const installed = await findOnPath(searchPath);
    if (installed) return installed;
  }
  throw new Error(HOW_TO_GET_REDIS);
}

async function findOnPath(searchPath: string): Promise<string | null> {
  for (const name of BINARIES) {
    for (const directory of searchPath.split(delimiter)) {
      const candidate = join(directory, name);
      if (await isExecutable(candidate)) return candidate;
    }
  }
  return null;
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Installs the package but leaves no system-wide service running: Vitrine starts its own, private server. */
async function installWithApt(): Promise<void> {
  const environment = { DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1", PATH: "/usr/sbin:/usr/bin:/sbin:/bin" };
  const run = (command: string, args: readonly string[]): Promise<number> =>
    new Promise((done) => {
      const child = spawn(command, args, { env: environment, stdio: "ignore" });
      child.on("exit", (code) => done(code ?? 1));
      child.on("error", () => done(1));
    });
  const install = ["install", "--yes", "--no-install-recommends", "redis-server"];
  if ((await run("apt-get", install)) !== 0) {
    await run("apt-get", ["update"]);
    await run("apt-get", install);
  }
  if ((await run("systemctl", ["disable", "--now", "redis-server"])) !== 0)
    await run("service", ["redis-server", "stop"]);
}
