import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { migrateStoredData } from "../../../server/migrations/migrate-stored-data.ts";
import type { Migration } from "../../../server/migrations/migration.ts";
import { createLogger } from "../../../server/process/log.ts";
import type { Redis } from "../../../server/redis/connection.ts";
import { createKeys, type Keys } from "../../../server/redis/keys.ts";
import { openRedis } from "../../../server/redis/open-redis.ts";
import { waitFor } from "../../support/wait.ts";
import { exampleMigrations, NAMES, readWork, storeOldData } from "./example-migrations.ts";
import { migrateElsewhere } from "./migrate-elsewhere.ts";
import { type MigratingOrder, makeConfig } from "./migrating-order.ts";

const SEASONS = NAMES.map((name) => `2 ${name}`);
/** Long enough for a process that starts beside others on a busy machine, short enough to be waited for. */
const LEASE_MS = 3_000;
vi.setConfig({ testTimeout: 120_000 });

const silent = createLogger("silent");
let directory: string;
let redis: Redis;
let keyPrefix: string;
let keys: Keys;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "vitrine-test-"));
  redis = await openRedis({ REDIS_URL: undefined, DATA_DIR: directory }, process.env.PATH ?? "", silent);
});
beforeEach(() => {
  keyPrefix = `test-${randomBytes(4).toString("hex")}`;
  keys = createKeys(keyPrefix);
});
afterAll(async () => {
  await redis.close();
  await rm(directory, { recursive: true, force: true });
});

const migrate = (migrations: readonly Migration[] = exampleMigrations(), log = silent) =>
  migrateStoredData({ config: makeConfig(keyPrefix), redis, log }, { migrations, leaseMs: LEASE_MS });

const migrateInProcess = (change: Partial<MigratingOrder> = {}) => {
  if (!("socketPath" in redis.address)) throw new Error("the test has no Redis of its own");
  return migrateElsewhere({ socketPath: redis.address.socketPath, keyPrefix, leaseMs: LEASE_MS, ...change });
};

const work = () => readWork(redis.commands, keys);
const writeVersion = (version: string) => redis.commands.hSet(keys.storedData, "version", version);

describe("a start", () => {
  test("on nothing writes the newest version and runs no migration", async () => {
    await migrate();
    expect(await work()).toEqual({ steps: [], inSeason: 0, standing: { version: "3" } });
  });

  test("on data without a version runs every migration, in order", async () => {
    await storeOldData(redis.commands, keys);
    const versions: (string | null)[] = [];
    const onStep = async (step: string) => {
      if (!step.startsWith("2 ")) versions.push(await redis.commands.hGet(keys.storedData, "version"));
    };
    await migrate(exampleMigrations(onStep));
    const { steps, inSeason, standing } = await work();
    expect(steps).toEqual(["1", ...SEASONS, "3"]);
    expect([inSeason, standing]).toEqual([NAMES.length, { version: "3", cursor: "" }]);
    // Each raises the version when it is done, not before.
    expect(versions).toEqual([null, "2"]);
  });

  test("on older data runs what is missing, and the next start nothing", async () => {
    await storeOldData(redis.commands, keys);
    await writeVersion("2");
    await migrate();
    await migrate();
    expect(await work()).toMatchObject({ steps: ["3"], inSeason: 0, standing: { version: "3" } });
  });

  test("on newer data is refused with both versions and what to do, and touches nothing", async () => {
    await storeOldData(redis.commands, keys);
    await writeVersion("4");
    await expect(migrate()).rejects.toMatchObject({
      code: "STORED_DATA_NEWER",
      message:
        "The stored data has version 4 and this program knows no later one than 3: a newer Vitrine has used it. Start that one, or restore a backup from before the upgrade.",
    });
    expect(await work()).toEqual({ steps: [], inSeason: 0, standing: { version: "4" } });
  });

  test.each(["", "-1", "one", "1.5"])("on data whose version is %j is refused", async (version) => {
    await writeVersion(version);
    await expect(migrate()).rejects.toMatchObject({ code: "STORED_DATA_UNREADABLE" });
    expect(await work()).toEqual({ steps: [], inSeason: 0, standing: { version } });
  });
});

describe("a migration", () => {
  test("that was killed goes on behind its last cursor, when its silence has lasted for the lease", async () => {
    await storeOldData(redis.commands, keys);
    expect(await migrateInProcess({ diesAt: "2 lamp" })).toBe("SIGKILL");
    expect(await work()).toMatchObject({ inSeason: 3, standing: { version: "1", cursor: "crate" } });
    await migrate();
    const { steps, inSeason, standing } = await work();
    // The step that was cut off is taken again; none before it is, and none is left out.
    expect(steps).toEqual(["1", "2 bench", "2 crate", "2 lamp", "2 lamp", "2 rack", "2 shelf", "2 stool", "3"]);
    expect([inSeason, standing]).toEqual([NAMES.length, { version: "3", cursor: "" }]);
  });

  test("that fails ends the start with its reason; what was done stays, and the next start goes on", async () => {
    await storeOldData(redis.commands, keys);
    const onStep = async (step: string) => {
      if (step === "2 rack") throw new Error("the disk is on fire");
    };
    await expect(migrate(exampleMigrations(onStep))).rejects.toMatchObject({
      code: "MIGRATION_FAILED",
      message:
        "Migration 2 of the stored data failed: the disk is on fire. What it has done stays; the next start goes on from there.",
    });
    expect((await work()).standing).toEqual({ version: "1", cursor: "lamp" });
    await migrate();
    expect((await work()).steps.slice(-4)).toEqual(["2 rack", "2 shelf", "2 stool", "3"]);
  });

  test("is run by one of the processes that start together, and the others wait for it", async () => {
    await storeOldData(redis.commands, keys);
    // Nobody dies here: on a busy machine none is to be taken for dead.
    const patient = { leaseMs: 60_000 };
    expect(await Promise.all([migrateInProcess(patient), migrateInProcess(patient)])).toEqual([0, 0]);
    const { steps, standing } = await work();
    expect(steps).toEqual(["1", ...SEASONS, "3"]);
    expect(standing).toEqual({ version: "3", cursor: "" });
  });

  test("that takes longer than the lease keeps it", async () => {
    await storeOldData(redis.commands, keys);
    const others: Promise<unknown>[] = [];
    const onStep = async (step: string) => {
      if (step !== "2 bench") return;
      const heldUntil = async () => Number(await redis.commands.hGet(keys.storedData, "heldUntil"));
      const lapsesAt = await heldUntil();
      others.push(migrate());
      await waitFor(
        "the lease to be needed longer than it lasts",
        async () => (await heldUntil()) > lapsesAt + LEASE_MS,
      );
    };
    await migrate(exampleMigrations(onStep));
    await Promise.all(others);
    expect((await work()).steps).toEqual(["1", ...SEASONS, "3"]);
  });

  test("stops at its next cursor when another process has taken over", async () => {
    await storeOldData(redis.commands, keys);
    const onStep = async (step: string) => {
      if (step === "2 crate") await redis.commands.hSet(keys.storedData, { holder: "another", heldUntil: "0" });
    };
    await expect(migrate(exampleMigrations(onStep))).rejects.toMatchObject({ code: "MIGRATION_TAKEN_OVER" });
    expect(await work()).toMatchObject({ inSeason: 2, standing: { version: "1", cursor: "bench", holder: "another" } });
  });
});

test("the log says where the data is and that only a backup leads back, once, before the first change", async () => {
  await storeOldData(redis.commands, keys);
  const lines: Record<string, unknown>[] = [];
  const log = pino(
    { base: null, timestamp: false },
    new Writable({
      write(line, _encoding, done) {
        lines.push(JSON.parse(String(line)));
        done();
      },
    }),
  );
  await migrate(exampleMigrations(), log);
  expect(lines.map(({ msg, version }) => (version === undefined ? msg : version))).toEqual([
    1,
    "The stored data is about to be changed: only a backup leads back, see docs/operations.md",
    2,
    3,
  ]);
  expect(lines[1]).toMatchObject({
    from: 0,
    to: 3,
    redis: join(directory, "redis", "redis.sock"),
    dataDirectory: "./data",
  });
});
