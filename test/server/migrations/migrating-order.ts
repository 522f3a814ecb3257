import { type Config, readConfig } from "../../../server/process/config.ts";

/** What a migrating process is told. */
export type MigratingOrder = {
  readonly socketPath: string;
  readonly keyPrefix: string;
  readonly leaseMs: number;
  /** The step after which it kills itself as `kill -9` would: never, if none is given. */
  readonly diesAt?: string;
};

/** The settings that it migrates with. */
export function makeConfig(keyPrefix: string): Config {
  const result = readConfig({ REDIS_KEY_PREFIX: keyPrefix });
  if (!result.ok) throw new Error(result.problems.join("; "));
  return result.config;
}
