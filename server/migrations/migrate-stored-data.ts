import { setTimeout as delay } from "node:timers/promises";
import type { Config } from "../process/config.ts";
import type { Logger } from "../process/log.ts";
import { describeAddress, type Redis } from "../redis/connection.ts";
import { createKeys } from "../redis/keys.ts";
import type { Migration } from "./migration.ts";
import { MIGRATIONS } from "./migrations.ts";
import { createStoredDataStore, type Lease, type StoredDataStore } from "./store.ts";
import { StoredDataError } from "./stored-data-error.ts";

export type MigrateDeps = { readonly config: Config; readonly redis: Redis; readonly log: Logger };

export type MigrateOptions = {
  readonly migrations?: readonly Migration[];
  /** After this silence a process that migrates counts as dead, and another one goes on. */
  readonly leaseMs?: number;
};

const LEASE_MS = 10_000;
const POLL_MS = 100;

/**
 * Makes sure that the stored data is of this program's version, before anything else is read or written: an empty store
 * is given it, older data is migrated, newer data is refused. Processes that start together wait for the one that migrates.
 * @throws StoredDataError
 */
export async function migrateStoredData(
  deps: MigrateDeps,
  { migrations = MIGRATIONS, leaseMs = LEASE_MS }: MigrateOptions = {},
): Promise<void> {
  const { redis, config, log } = deps;
  const store = createStoredDataStore(redis.commands, createKeys(config.REDIS_KEY_PREFIX), leaseMs);
  const newest = migrations.at(-1)?.version ?? 0;
  for (let waits = 0; assertKnown(await store.readVersion(), newest) !== newest; waits++) {
    const lease = await store.takeLease();
    if (lease) return await withLease(lease, leaseMs, () => bringUpToDate(deps, store, lease, migrations));
    if (waits === 0) log.info({}, "Another process migrates the stored data: waiting for it");
    await delay(POLL_MS);
  }
}

/** Gives the version back if this program can have made it. @throws StoredDataError STORED_DATA_NEWER */
function assertKnown(version: number | null, newest: number): number | null {
  if (version === null || version <= newest) return version;
  throw new StoredDataError(
    "STORED_DATA_NEWER",
    `The stored data has version ${version} and this program knows no later one than ${newest}: a newer Vitrine has used it. Start that one, or restore a backup from before the upgrade.`,
  );
}

/** Renews the lease for as long as the work goes on. */
async function withLease(lease: Lease, leaseMs: number, work: () => Promise<void>): Promise<void> {
  // A lease that is lost shows with the next cursor; one that cannot be renewed or given back lapses.
  const renewing = setInterval(() => void lease.write({}).catch(() => {}), leaseMs / 3);
  try {
    await work();
  } finally {
    clearInterval(renewing);
    await lease.giveBack().catch(() => {});
  }
}

async function bringUpToDate(
  deps: MigrateDeps,
  store: Pick<StoredDataStore, "isEmpty">,
  lease: Lease,
  migrations: readonly Migration[],
): Promise<void> {
  const { cursor } = lease.standing;
  const newest = migrations.at(-1)?.version ?? 0;
  const version = assertKnown(lease.standing.version, newest);
  if (version === null && (await store.isEmpty())) {
    await writeOrStop(lease, { version: newest });
    return;
  }
  const missing = migrations.filter((each) => each.version > (version ?? 0));
  const firstChange = missing.find(({ changesData }) => changesData);
  for (const [index, migration] of missing.entries()) {
    if (migration === firstChange) remindOfBackup(deps, version ?? 0, newest);
    await runMigration(deps, lease, migration, index === 0 ? cursor : null);
  }
}

async function runMigration(
  { redis, config, log }: MigrateDeps,
  lease: Lease,
  { version, what, run }: Migration,
  cursor: string | null,
): Promise<void> {
  log.info({ version, what, ...(cursor === null ? {} : { cursor }) }, "Migrating the stored data");
  try {
    await run({
      redis: redis.commands,
      keys: createKeys(config.REDIS_KEY_PREFIX),
      config,
      log,
      cursor,
      saveCursor: (next) => writeOrStop(lease, { cursor: next }),
    });
  } catch (error) {
    if (error instanceof StoredDataError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const message = `Migration ${version} of the stored data failed: ${reason}. What it has done stays; the next start goes on from there.`;
    throw new StoredDataError("MIGRATION_FAILED", message, error);
  }
  await writeOrStop(lease, { version, cursor: "" });
}

/** @throws StoredDataError MIGRATION_TAKEN_OVER */
async function writeOrStop(lease: Lease, change: Parameters<Lease["write"]>[0]): Promise<void> {
  if (await lease.write(change)) return;
  throw new StoredDataError(
    "MIGRATION_TAKEN_OVER",
    "This process was silent for too long: another one goes on with migrating the stored data. Start again.",
  );
}

function remindOfBackup({ redis, config, log }: MigrateDeps, from: number, to: number): void {
  log.warn(
    { from, to, redis: describeAddress(redis.address), dataDirectory: config.DATA_DIR },
    "The stored data is about to be changed: only a backup leads back, see docs/operations.md",
  );
}
