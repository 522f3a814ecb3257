import { createHash } from "node:crypto";

/** Large files are asked for more than once, and nobody writes into bytes that have a name. */
const known = new WeakMap<Uint8Array, string>();

/** The SHA-256 of the bytes as 64 lower-case hex digits: the name under which a model is stored and served. */
export function fingerprint(bytes: Uint8Array): string {
  const hash = known.get(bytes) ?? createHash("sha256").update(bytes).digest("hex");
  known.set(bytes, hash);
  return hash;
}
