import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { RedisClient } from "./connection.ts";

/** What a Lua script is called with: every key that it touches, and its arguments as strings. */
type ScriptInput = { readonly keys: readonly string[]; readonly args: readonly string[] };

/** A script that is ready to run. */
export type Script<Result> = (redis: RedisClient, input: ScriptInput) => Promise<Result>;

/**
 * Reads a Lua file that lies beside its feature and returns a function that runs it: by its hash, or with its source
 * where the server has not seen it yet (after a restart, a failover, SCRIPT FLUSH).
 *
 *     const writeProduct = defineScript(new URL("./write-product.lua", import.meta.url), (reply) => parse(reply));
 *
 * Each file begins with what it does, `-- Keys: …`, `-- Arguments: …` and `-- Returns: …`.
 */
export function defineScript<Result>(file: URL, parseReply: (reply: unknown) => Result): Script<Result> {
  const source = readFileSync(file, "utf8");
  const hash = createHash("sha1").update(source).digest("hex");
  return async (redis, { keys, args }) => {
    const options = { keys: [...keys], arguments: [...args] };
    try {
      return parseReply(await redis.evalSha(hash, options));
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith("NOSCRIPT"))) throw error;
      return parseReply(await redis.eval(source, options));
    }
  };
}
