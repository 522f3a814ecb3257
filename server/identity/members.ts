import { createHash, randomBytes } from "node:crypto";
import type { Clock } from "../../rooms/ports.ts";
import { VitrineError } from "../../rooms/protocol/errors.ts";
import {
  type Invitation,
  type InvitationRequest,
  type Member,
  memberRole,
  type NewMember,
} from "../../rooms/protocol/identity.ts";
import { makeInvitedKey } from "./member-keys.ts";
import type { IdentityStore } from "./store.ts";

/** How long an invitation waits for an answer. */
const INVITATION_SECONDS = 7 * 24 * 3_600;

export type MembersDeps = {
  readonly store: IdentityStore;
  readonly clock: Clock;
  /** What the brand is called. @throws VitrineError NOT_FOUND */
  nameBrand(brandId: string): Promise<string>;
};

/** The people of a brand: invited by a colleague or the operator, each with a key of their own. */
export type Members = {
  /** Who accepted an invitation, by name. */
  list(brandId: string): Promise<Member[]>;
  /** @throws VitrineError NOT_FOUND when there is no such brand */
  invite(brandId: string, request: InvitationRequest): Promise<Invitation>;
  /** Turns an invitation into a key, once. @throws VitrineError INVITATION_INVALID */
  accept(code: string): Promise<NewMember>;
  /** Takes the key away from somebody; it opens nothing from then on. @throws VitrineError NOT_FOUND */
  remove(brandId: string, memberId: string): Promise<void>;
};

const hashCode = (code: string): string => createHash("sha256").update(code).digest("hex");

export function createMembers({ store, clock, nameBrand }: MembersDeps): Members {
  const now = (laterMs = 0) => new Date(clock.now() + laterMs).toISOString();
  const list = async (brandId: string): Promise<Member[]> => {
    const members: Member[] = [];
    for (const [id, { invited, role, brandId: itsBrand }] of await store.readMembers()) {
      const known = memberRole.safeParse(role);
      if (invited && known.success && itsBrand === brandId) members.push({ id, role: known.data, ...invited });
    }
    return members.sort((one, other) => one.name.localeCompare(other.name, "en"));
  };
  return {
    list,
    async invite(brandId, { name, role }) {
      await nameBrand(brandId);
      const code = `vi_${randomBytes(32).toString("base64url")}`;
      await store.writeInvitation(hashCode(code), { brandId, role, name }, INVITATION_SECONDS);
      return { code, expiresAt: now(INVITATION_SECONDS * 1_000) };
    },
    async accept(code) {
      const invited = await store.takeInvitation(hashCode(code));
      if (!invited) throw new VitrineError("INVITATION_INVALID");
      const brandName = await nameBrand(invited.brandId);
      return { key: await makeInvitedKey(invited, now(), store), name: invited.name, role: invited.role, brandName };
    },
    async remove(brandId, memberId) {
      const isOurs = (await list(brandId)).some((member) => member.id === memberId);
      if (!isOurs) throw new VitrineError("NOT_FOUND");
      await store.removeMember(memberId);
    },
  };
}
