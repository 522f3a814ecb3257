import { createHash } from "node:crypto";

/** The SHA-256 of the bytes as 64 lower-case hex digits: the name under which a model is stored and served. */
export const fingerprint = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
