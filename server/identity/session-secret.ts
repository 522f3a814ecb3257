import { randomBytes } from "node:crypto";
import type { Config } from "../process/config.ts";
import type { KeyFiles } from "./key-files.ts";

/** The secret that signs visits and tickets: SESSION_SECRET, or a random secret that is made once and kept. */
export async function loadSessionSecret(config: Pick<Config, "SESSION_SECRET">, files: KeyFiles): Promise<string> {
  const stored = config.SESSION_SECRET ?? (await files.read("session"));
  if (stored !== null) return stored;
  const secret = randomBytes(32).toString("base64url");
  await files.write("session", secret);
  return secret;
}
