import { randomBytes } from "node:crypto";
import type { Config } from "../config.ts";
import type { KeyFiles } from "./key-files.ts";

/** The bytes that sign visits and tickets: SESSION_SECRET, or a random secret that is made once and kept. */
export async function loadSessionSecret(config: Pick<Config, "SESSION_SECRET">, files: KeyFiles): Promise<Uint8Array> {
  const stored = config.SESSION_SECRET ?? (await files.read("session"));
  if (stored !== null) return new TextEncoder().encode(stored);
  const secret = randomBytes(32).toString("base64url");
  await files.write("session", secret);
  return new TextEncoder().encode(secret);
}
