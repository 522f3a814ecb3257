/*
 * A process that migrates, as a server that starts does, and can be told to die in the middle. Started by
 * `migrateElsewhere`.
 */

import { migrateStoredData } from "../../../server/migrations/migrate-stored-data.ts";
import { createLogger } from "../../../server/process/log.ts";
import { connectRedis } from "../../../server/redis/connection.ts";
import { exampleMigrations } from "./example-migrations.ts";
import { type MigratingOrder, makeConfig } from "./migrating-order.ts";

process.once("message", async ({ socketPath, keyPrefix, leaseMs, diesAt }: MigratingOrder) => {
  const log = createLogger("silent");
  const redis = await connectRedis({ socketPath }, log);
  const onStep = async (step: string) => {
    if (step === diesAt) process.kill(process.pid, "SIGKILL");
  };
  const migrations = exampleMigrations(onStep);
  await migrateStoredData({ config: makeConfig(keyPrefix), redis, log }, { migrations, leaseMs });
  await redis.close();
  process.disconnect();
});
