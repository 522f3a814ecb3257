import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { RedisClient } from "../redis/connection.ts";
import type { Keys } from "../redis/keys.ts";
import { defineScript } from "../redis/script.ts";
import { StoredDataError } from "./stored-data-error.ts";

/** How far the stored data is: its version, null where it has none, and the cursor of the migration under way. */
type Standing = { readonly version: number | null; readonly cursor: string | null };

/** The right to migrate, of one process at a time. It lapses unless it is renewed. */
export type Lease = {
  readonly standing: Standing;
  /** Writes if this process still has the lease, and renews it; false when another one has it. */
  write(change: { readonly version?: number; readonly cursor?: string }): Promise<boolean>;
  giveBack(): Promise<void>;
};

export type StoredDataStore = {
  /** @throws StoredDataError STORED_DATA_UNREADABLE */
  readVersion(): Promise<number | null>;
  /** Whether nothing is stored under this prefix yet: no member and no brand. */
  isEmpty(): Promise<boolean>;
  /** Takes the lease; null while another process has it. @throws StoredDataError STORED_DATA_UNREADABLE */
  takeLease(): Promise<Lease | null>;
};

const takeLease = defineScript(new URL("./take-lease.lua", import.meta.url), (reply) =>
  z.union([z.tuple([z.literal("held")]), z.tuple([z.literal("taken"), z.string(), z.string()])]).parse(reply),
);
const writeUnderLease = defineScript(new URL("./write-under-lease.lua", import.meta.url), (reply) => reply === 1);

/** What is known about the stored data as a whole. @param leaseMs how long a lease lasts without being renewed */
export function createStoredDataStore(redis: RedisClient, keys: Keys, leaseMs: number): StoredDataStore {
  const write = (token: string, forMs: number, fields: readonly string[]) =>
    writeUnderLease(redis, { keys: [keys.storedData], args: [token, String(forMs), ...fields] });
  return {
    readVersion: async () => parseVersion(await redis.hGet(keys.storedData, "version")),
    async isEmpty() {
      // One command a key: on a cluster they lie apart. The first start writes its members first.
      return (await redis.exists(keys.memberKeys)) === 0 && (await redis.exists(keys.brands)) === 0;
    },
    async takeLease() {
      const token = randomUUID();
      const [outcome, version, cursor] = await takeLease(redis, {
        keys: [keys.storedData],
        args: [token, String(leaseMs)],
      });
      if (outcome === "held") return null;
      return {
        standing: { version: parseVersion(version || null), cursor: cursor || null },
        write: (change) =>
          write(
            token,
            leaseMs,
            Object.entries(change).flatMap(([field, value]) => [field, String(value)]),
          ),
        async giveBack() {
          await write(token, 0, []);
        },
      };
    },
  };
}

function parseVersion(stored: string | null): number | null {
  if (stored === null) return null;
  if (/^\d{1,9}$/.test(stored)) return Number(stored);
  const message = `The version of the stored data is ${JSON.stringify(stored)}, which is none. Restore a backup.`;
  throw new StoredDataError("STORED_DATA_UNREADABLE", message);
}
