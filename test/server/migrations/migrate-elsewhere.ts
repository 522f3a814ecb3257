import { fork } from "node:child_process";
import { once } from "node:events";
import { type Config, readConfig } from "../../../server/process/config.ts";

/** What a migrating process is told. */
export type MigratingOrder = {
  readonly socketPath: string;
  readonly keyPrefix: string;
  readonly leaseMs: number;
  /** The step after which it kills itself as `kill -9` would: never, if none is given. */
  readonly diesAt?: string;
};

export function makeConfig(keyPrefix: string): Config {
  const result = readConfig({ REDIS_KEY_PREFIX: keyPrefix });
  if (!result.ok) throw new Error(result.problems.join("; "));
  return result.config;
}

/** Migrates in a process of its own; gives its exit code, or the signal that ended it. */
export async function migrateElsewhere(order: MigratingOrder): Promise<number | NodeJS.Signals> {
  const child = fork(new URL("./migrating-process.ts", import.meta.url), {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const end = once(child, "exit");
  child.send(order);
  const [code, signal] = await end;
  return signal ?? code;
}
