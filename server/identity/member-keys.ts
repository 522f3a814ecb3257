import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { VitrineError } from "../../rooms/protocol/errors.ts";
import type { Actor, Role } from "../../rooms/protocol/identity.ts";
import type { KeyFiles } from "./key-files.ts";
import type { IdentityStore } from "./store.ts";

/** Readable beginning of every member key, so that a leaked one is recognised in a log or a commit. */
export const MEMBER_KEY_PREFIX = "vt_";

/** The posts that get a key at the first start, with the name of its file and its prefix. */
const POSTS = [
  { name: "brand", role: "brand-editor", ofBrand: true },
  { name: "marketer", role: "marketer", ofBrand: true },
  { name: "operator", role: "operator", ofBrand: false },
] as const satisfies readonly { name: string; role: Role; ofBrand: boolean }[];

export type MemberKeyName = (typeof POSTS)[number]["name"];

export const MEMBER_KEY_NAMES: readonly MemberKeyName[] = POSTS.map(({ name }) => name);

/** Keys that were made just now and have to be shown once. */
export type NewMemberKeys = Partial<Record<MemberKeyName, string>>;

const keyPattern = /^vt_[a-z]+_([A-Za-z0-9]{8})_[A-Za-z0-9_-]{43}$/;

const hashKey = (key: string): Buffer => createHash("sha256").update(key).digest();

/** Makes a key with 256 random bits: `vt_<name>_<key id>_<secret>`. */
export function makeMemberKey(name: string): string {
  return `${MEMBER_KEY_PREFIX}${name}_${randomBytes(4).toString("hex")}_${randomBytes(32).toString("base64url")}`;
}

/**
 * Makes sure that each post of the brand has a key: the file is the truth, the store gets its hash. A post without a
 * file gets a new key and its old one is withdrawn, so a key is rotated by removing its file and starting again.
 */
export async function ensureMemberKeys(brandId: string, files: KeyFiles, store: IdentityStore): Promise<NewMemberKeys> {
  const made: NewMemberKeys = {};
  for (const { name, role, ofBrand } of POSTS) {
    const kept = await files.read(name);
    const key = kept ?? makeMemberKey(name);
    await registerMemberKey(key, { role, brandId: ofBrand ? brandId : null }, store);
    if (kept !== null) continue;
    await files.write(name, key);
    made[name] = key;
  }
  return made;
}

/** Lets a key in for that post, in place of every earlier one. */
export async function registerMemberKey(
  key: string,
  { role, brandId }: Pick<Actor, "role" | "brandId">,
  store: IdentityStore,
): Promise<void> {
  const keyId = keyPattern.exec(key)?.[1];
  if (keyId === undefined)
    throw new Error("A key file does not hold a key of this server. Remove it to get a new one.");
  await store.writeMember(keyId, { role, brandId, sha256: hashKey(key).toString("hex") });
  await store.removeOtherMembers({ role, brandId }, keyId);
}

/** Makes a key for somebody who was invited, beside the ones of the others, and returns it: it is kept nowhere. */
export async function makeInvitedKey(
  { role, brandId, name }: { readonly role: Role; readonly brandId: string; readonly name: string },
  since: string,
  store: IdentityStore,
): Promise<string> {
  const key = makeMemberKey(role === "marketer" ? "marketer" : "brand");
  const keyId = keyPattern.exec(key)?.[1] ?? "";
  await store.writeMember(keyId, { role, brandId, sha256: hashKey(key).toString("hex"), invited: { name, since } });
  return key;
}

/**
 * The member whose key this is. Hashes are compared in constant time.
 * @throws VitrineError UNAUTHENTICATED
 */
export async function identifyMember(key: string, store: IdentityStore): Promise<Actor> {
  const keyId = keyPattern.exec(key)?.[1];
  const record = keyId === undefined ? null : await store.readMember(keyId);
  if (keyId === undefined || record === null || !timingSafeEqual(hashKey(key), Buffer.from(record.sha256, "hex"))) {
    throw new VitrineError("UNAUTHENTICATED");
  }
  return { role: record.role, id: keyId, brandId: record.brandId };
}
