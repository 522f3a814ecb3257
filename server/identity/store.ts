import { z } from "zod";
import { type Consent, consent, id, memberRole, ROLES } from "../../rooms/protocol/identity.ts";
import type { RedisClient } from "../redis/connection.ts";
import type { Keys } from "../redis/keys.ts";

const memberRecord = z.object({
  role: z.enum(ROLES),
  brandId: id.nullable(),
  sha256: z.string(),
  /** Who was invited; without it the key is that of a post, kept in a file. */
  invited: z.object({ name: z.string(), since: z.iso.datetime() }).optional(),
});
/** A member key as it is stored: whose it is, and the SHA-256 (hex) of the key instead of the key. */
type MemberRecord = z.infer<typeof memberRecord>;

const storedInvitation = z.object({ brandId: id, role: memberRole, name: z.string() });
/** What an invitation gives. */
type StoredInvitation = z.infer<typeof storedInvitation>;

export type IdentityStore = {
  readMember(keyId: string): Promise<MemberRecord | null>;
  writeMember(keyId: string, record: MemberRecord): Promise<void>;
  readMembers(): Promise<ReadonlyMap<string, MemberRecord>>;
  removeMember(keyId: string): Promise<void>;
  /** Withdraws every key of that post but `keptKeyId`; who was invited stays. */
  removeOtherMembers(record: Pick<MemberRecord, "role" | "brandId">, keptKeyId: string): Promise<void>;
  writeInvitation(codeHash: string, given: StoredInvitation, seconds: number): Promise<void>;
  /** Reads an invitation and uses it up in one step; null when there is none any more. */
  takeInvitation(codeHash: string): Promise<StoredInvitation | null>;
  /** The visitor's consent as it is now; null when it was never given or its time is over. */
  readConsent(brandId: string, visitorId: string): Promise<Consent | null>;
  writeConsent(brandId: string, visitorId: string, given: Consent, seconds: number): Promise<void>;
  /** Marks a ticket as used; false when it was used before. */
  useTicket(ticketId: string, seconds: number): Promise<boolean>;
};

export function createIdentityStore(redis: RedisClient, keys: Keys): IdentityStore {
  const readMembers = async (): Promise<Map<string, MemberRecord>> => {
    const stored = Object.entries(await redis.hGetAll(keys.memberKeys));
    return new Map(stored.map(([keyId, record]) => [keyId, memberRecord.parse(JSON.parse(record))]));
  };
  return {
    readMembers,
    async readMember(keyId) {
      const stored = await redis.hGet(keys.memberKeys, keyId);
      return stored ? memberRecord.parse(JSON.parse(stored)) : null;
    },
    async writeMember(keyId, record) {
      await redis.hSet(keys.memberKeys, keyId, JSON.stringify(record));
    },
    async removeMember(keyId) {
      await redis.hDel(keys.memberKeys, keyId);
    },
    async removeOtherMembers({ role, brandId }, keptKeyId) {
      for (const [keyId, record] of await readMembers()) {
        const isSamePost = !record.invited && record.role === role && record.brandId === brandId;
        if (isSamePost && keyId !== keptKeyId) await redis.hDel(keys.memberKeys, keyId);
      }
    },
    async writeInvitation(codeHash, given, seconds) {
      await redis.set(keys.invitation(codeHash), JSON.stringify(given), {
        expiration: { type: "EX", value: seconds },
      });
    },
    async takeInvitation(codeHash) {
      const stored = await redis.getDel(keys.invitation(codeHash));
      return stored ? storedInvitation.parse(JSON.parse(stored)) : null;
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
