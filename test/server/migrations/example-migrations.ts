import type { Migration, MigrationContext } from "../../../server/migrations/migration.ts";
import type { RedisClient } from "../../../server/redis/connection.ts";
import type { Keys } from "../../../server/redis/keys.ts";

const BRAND = "nordlys";

/** What the example migrations work on. */
export const NAMES = ["bench", "crate", "lamp", "rack", "shelf", "stool"] as const;

/** A list beside the stored data in which every step of every migration is noted, by whoever took it. */
const notesKey = (keys: Keys) => `${keys.storedData}:notes`;

/** Called after the work of a step and before its cursor. */
export type OnStep = (step: string) => Promise<void>;

/**
 * Migrations as there will be: one that does nothing, one that changes each product in a step of its own, one that
 * changes something in one step.
 */
export function exampleMigrations(onStep: OnStep = async () => {}): Migration[] {
  return [
    { version: 1, what: "Does nothing.", changesData: false, run: (context) => note(context, "1", onStep) },
    {
      version: 2,
      what: "Gives every product a season.",
      changesData: true,
      run: (context) => addSeasons(context, onStep),
    },
    { version: 3, what: "Adds a brand.", changesData: true, run: (context) => addBrand(context, onStep) },
  ];
}

async function note({ redis, keys }: MigrationContext, step: string, onStep: OnStep): Promise<void> {
  await redis.rPush(notesKey(keys), step);
  await onStep(step);
}

async function addSeasons(context: MigrationContext, onStep: OnStep): Promise<void> {
  const { redis, keys, cursor, saveCursor } = context;
  const { products } = keys.brand(BRAND);
  const names = (await redis.hKeys(products)).sort().filter((name) => cursor === null || name > cursor);
  for (const name of names) {
    const product = JSON.parse((await redis.hGet(products, name)) ?? "{}");
    await redis.hSet(products, name, JSON.stringify({ ...product, season: "winter" }));
    await note(context, `2 ${name}`, onStep);
    await saveCursor(name);
  }
}

async function addBrand(context: MigrationContext, onStep: OnStep): Promise<void> {
  const { redis, keys } = context;
  await redis.hSet(keys.brands, "tern", JSON.stringify({ id: "tern", name: "Tern" }));
  await note(context, "3", onStep);
}

/** Stores what the migrations change, as a program before version 1 did. */
export async function storeOldData(redis: RedisClient, keys: Keys): Promise<void> {
  await redis.hSet(keys.brands, BRAND, JSON.stringify({ id: BRAND, name: "Nordlys" }));
  for (const name of NAMES) await redis.hSet(keys.brand(BRAND).products, name, JSON.stringify({ id: name }));
}

/** The steps that were taken, in order, and how often a product has each season. */
export async function readWork(redis: RedisClient, keys: Keys) {
  const products = (await redis.hVals(keys.brand(BRAND).products)).map((product) => JSON.parse(product));
  return {
    steps: await redis.lRange(notesKey(keys), 0, -1),
    inSeason: products.filter(({ season }) => season === "winter").length,
    standing: await redis.hGetAll(keys.storedData),
  };
}
