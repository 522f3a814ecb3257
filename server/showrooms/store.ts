import { z } from "zod";
import { id } from "../../rooms/protocol/identity.ts";
import { type Showroom, showroom } from "../../rooms/protocol/showroom.ts";
import type { RedisClient } from "../redis/connection.ts";
import type { Keys } from "../redis/keys.ts";
import { defineScript } from "../redis/script.ts";

const brand = z.object({ id, name: z.string().min(1).max(80) });
/** A tenant. */
export type Brand = z.infer<typeof brand>;

type WriteResult = "ok" | "missing" | "conflict";

export type ShowroomStore = {
  readBrands(): Promise<Brand[]>;
  /** Adds a brand; one that exists stays as it is. */
  addBrand(added: Brand): Promise<void>;
  findShowroomBrand(showroomId: string): Promise<string | null>;
  /** Keeps a showroom id for that brand; false when another brand has it. */
  claimShowroomId(showroomId: string, brandId: string): Promise<boolean>;
  readShowroom(brandId: string, showroomId: string): Promise<Showroom | null>;
  readAllShowrooms(brandId: string): Promise<Showroom[]>;
  /** Replaces the revision `replaces` (0: none yet) by this one. */
  writeShowroom(brandId: string, next: Showroom, replaces: number): Promise<WriteResult>;
};

const writeShowroomScript = defineScript(new URL("./write-showroom.lua", import.meta.url), (reply) =>
  z.enum(["ok", "missing", "conflict"]).parse(reply),
);

export function createShowroomStore(redis: RedisClient, keys: Keys): ShowroomStore {
  return {
    async readBrands() {
      return (await redis.hVals(keys.brands)).map((stored) => brand.parse(JSON.parse(stored)));
    },
    async addBrand(added) {
      await redis.hSetNX(keys.brands, added.id, JSON.stringify(added));
    },
    findShowroomBrand: (showroomId) => redis.hGet(keys.showroomBrands, showroomId),
    async claimShowroomId(showroomId, brandId) {
      await redis.hSetNX(keys.showroomBrands, showroomId, brandId);
      return (await redis.hGet(keys.showroomBrands, showroomId)) === brandId;
    },
    async readShowroom(brandId, showroomId) {
      const stored = await redis.hGet(keys.brand(brandId).showrooms, showroomId);
      return stored ? showroom.parse(JSON.parse(stored)) : null;
    },
    async readAllShowrooms(brandId) {
      const stored = await redis.hVals(keys.brand(brandId).showrooms);
      return stored.map((each) => showroom.parse(JSON.parse(each)));
    },
    writeShowroom(brandId, next, replaces) {
      return writeShowroomScript(redis, {
        keys: [keys.brand(brandId).showrooms],
        args: [next.id, JSON.stringify(next), String(replaces)],
      });
    },
  };
}
