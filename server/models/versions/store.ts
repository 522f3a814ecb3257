import { z } from "zod";
import { id } from "../../../rooms/protocol/identity.ts";
import type { RedisClient } from "../../redis/connection.ts";
import type { Keys } from "../../redis/keys.ts";
import { defineScript } from "../../redis/script.ts";
import { type StoredVersion, storedVersion, type VersionPlace } from "./stored-version.ts";
import { isUnfinished } from "./version-states.ts";

type VersionWrite = "ok" | "conflict" | "full";

export type VersionStore = {
  readVersion(place: VersionPlace): Promise<StoredVersion | null>;
  /** Newest first. */
  readVersions(brandId: string, productId: string): Promise<StoredVersion[]>;
  /** The number that the product's next version gets. */
  nextNumber(brandId: string, productId: string): Promise<number>;
  /** Replaces the revision `replaces` (0: none yet). `full` when the brand has `unfinishedMax` unfinished ones. */
  writeVersion(
    place: VersionPlace,
    next: StoredVersion,
    replaces: number,
    unfinishedMax: number,
  ): Promise<VersionWrite>;
  /** Of all brands. */
  listUnfinished(): Promise<VersionPlace[]>;
  countUnfinished(brandId: string): Promise<number>;
  /** Versions of all brands whose time to be put on the shelf has come. */
  listDue(nowMs: number): Promise<VersionPlace[]>;
  /** The turn of a brand's next job, from 1 to `highest`; lower turns go first. */
  takeTurn(brandId: string, highest: number): Promise<number>;
  beginTurn(turn: number, isLast: boolean): Promise<void>;
  writeShare(tokenHash: string, place: VersionPlace, seconds: number): Promise<void>;
  readShare(tokenHash: string): Promise<VersionPlace | null>;
};

const versionPlace = z.object({ brandId: id, productId: id, versionId: id });

const writeVersionScript = defineScript(new URL("./write-version.lua", import.meta.url), (reply) =>
  z.enum(["ok", "conflict", "full"]).parse(reply),
);
const takeTurnScript = defineScript(new URL("./take-turn.lua", import.meta.url), Number);
const beginTurnScript = defineScript(new URL("./begin-turn.lua", import.meta.url), () => undefined);

const parse = (document: string): StoredVersion => storedVersion.parse(JSON.parse(document));

const parsePlace = (stored: string | null): VersionPlace | null =>
  stored === null ? null : versionPlace.parse(JSON.parse(stored));

/** Reads `<product id>/<version id>`. */
function placeOf(brandId: string, member: string): VersionPlace {
  const [productId = "", versionId = ""] = member.split("/");
  return { brandId, productId, versionId };
}

export function createVersionStore(redis: RedisClient, keys: Keys): VersionStore {
  const ofEveryBrand = async (list: (brandId: string) => Promise<string[]>): Promise<VersionPlace[]> => {
    const lists = (await redis.hKeys(keys.brands)).map(async (brandId) =>
      (await list(brandId)).map((member) => placeOf(brandId, member)),
    );
    return (await Promise.all(lists)).flat();
  };
  return {
    async readVersion({ brandId, productId, versionId }) {
      const document = await redis.hGet(keys.brand(brandId).modelVersions(productId), versionId);
      return document ? parse(document) : null;
    },
    async readVersions(brandId, productId) {
      const documents = await redis.hVals(keys.brand(brandId).modelVersions(productId));
      return documents.map(parse).sort((one, other) => other.number - one.number);
    },
    async nextNumber(brandId, productId) {
      return Number((await redis.hGet(keys.brand(brandId).modelVersionNumbers, productId)) ?? 0) + 1;
    },
    writeVersion({ brandId, productId, versionId }, next, replaces, unfinishedMax) {
      const brand = keys.brand(brandId);
      const publishAt = next.publishAt === null ? "" : String(Date.parse(next.publishAt));
      return writeVersionScript(redis, {
        keys: [brand.modelVersions(productId), brand.modelVersionNumbers, brand.unfinishedVersions, brand.publishTimes],
        args: [
          productId,
          versionId,
          JSON.stringify(next),
          String(replaces),
          String(next.number),
          isUnfinished(next.state) || next.awaitsShelf ? "1" : "0",
          publishAt,
          String(unfinishedMax),
        ],
      });
    },
    listUnfinished: () => ofEveryBrand((brandId) => redis.sMembers(keys.brand(brandId).unfinishedVersions)),
    countUnfinished: (brandId) => redis.sCard(keys.brand(brandId).unfinishedVersions),
    listDue: (nowMs) => ofEveryBrand((brandId) => redis.zRangeByScore(keys.brand(brandId).publishTimes, "-inf", nowMs)),
    takeTurn: (brandId, highest) => takeTurnScript(redis, { keys: [keys.turns], args: [brandId, String(highest)] }),
    beginTurn: (turn, isLast) =>
      beginTurnScript(redis, { keys: [keys.turns], args: [String(turn), isLast ? "1" : "0"] }),
    async writeShare(tokenHash, place, seconds) {
      await redis.set(keys.reportShare(tokenHash), JSON.stringify(place), {
        expiration: { type: "EX", value: seconds },
      });
    },
    readShare: async (tokenHash) => parsePlace(await redis.get(keys.reportShare(tokenHash))),
  };
}
