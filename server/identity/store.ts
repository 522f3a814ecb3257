import { z } from "zod";
import { type Consent, consent, id, ROLES } from "../../rooms/protocol/identity.ts";
import type { RedisClient } from "../redis/connection.ts";
import type { Keys } from "../redis/keys.ts";

const memberRecord = z.object({ role: z.enum(ROLES), brandId: id.nullable(), sha256: z.string() });
/** A member key as it is stored: whose it is, and the SHA-256 (hex) of the key instead of the key. */
type MemberRecord = z.infer<typeof memberRecord>;

export type IdentityStore = {
  readMember(keyId: string): Promise<MemberRecord | null>;
  writeMember(keyId: string, record: MemberRecord): Promise<void>;
  /** Withdraws every key of that role and brand but `keptKeyId`. */
  removeOtherMembers(record: Pick<MemberRecord, "role" | "brandId">, keptKeyId: string): Promise<void>;
  /** The visitor's consent as it is now; null when it was never given or its time is over. */
  readConsent(brandId: string, visitorId: string): Promise<Consent | null>;
  writeConsent(brandId: string, visitorId: string, given: Consent, seconds: number): Promise<void>;
  /** Marks a ticket as used; false when it was used before. */
  useTicket(ticketId: string, seconds: number): Promise<boolean>;
};

export function createIdentityStore(redis: RedisClient, keys: Keys): IdentityStore {
  return {
    async readMember(keyId) {
      const stored = await redis.hGet(keys.memberKeys, keyId);
      return stored ? memberRecord.parse(JSON.parse(stored)) : null;
    },
    async writeMember(keyId, record) {
      await redis.hSet(keys.memberKeys, keyId, JSON.stringify(record));
    },
    async removeOtherMembers({ role, brandId }, keptKeyId) {
      for (const [keyId, stored] of Object.entries(await redis.hGetAll(keys.memberKeys))) {
        const record = memberRecord.parse(JSON.parse(stored));
        const isSamePost = record.role === role && record.brandId === brandId;
        if (isSamePost && keyId !== keptKeyId) await redis.hDel(keys.memberKeys, keyId);
      }
    },
    async readConsent(brandId, visitorId) {
      const stored = await redis.get(keys.brand(brandId).consent(visitorId));
      return stored ? consent.parse(JSON.parse(stored)) : null;
    },
    async writeConsent(brandId, visitorId, given, seconds) {
      await redis.set(keys.brand(brandId).consent(visitorId), JSON.stringify(given), {
        expiration: { type: "EX", value: seconds },
      });
    },
    async useTicket(ticketId, seconds) {
      const reply = await redis.set(keys.usedTicket(ticketId), "1", {
        condition: "NX",
        expiration: { type: "EX", value: seconds },
      });
      return reply === "OK";
    },
  };
}
