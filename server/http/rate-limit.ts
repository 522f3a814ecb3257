import { RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import type { Config } from "../process/config.ts";
import type { RedisClient } from "../redis/connection.ts";
import type { Keys } from "../redis/keys.ts";
import type { RateLimit } from "./route.ts";

/** How a request fared against its limit, with the headers that say so. */
type RateVerdict = { readonly allowed: boolean; readonly headers: Readonly<Record<string, string>> };

export type RateLimits = {
  /** Counts one request of `who` (an actor's id or an address). Rejects when Redis cannot be reached. */
  consume(limit: RateLimit, who: string): Promise<RateVerdict>;
};

/** Fixed windows in Redis, so that all processes count together. */
export function createRateLimits(
  redis: RedisClient,
  keys: Keys,
  config: Pick<Config, "RATE_LIMIT_FACTOR">,
): RateLimits {
  const limiters = new Map<string, RateLimiterRedis>();
  const limiterOf = (limit: RateLimit): RateLimiterRedis => {
    const known = limiters.get(limit.name);
    if (known) return known;
    const limiter = new RateLimiterRedis({
      storeClient: redis,
      useRedisPackage: true,
      keyPrefix: `${keys.rateLimits}:${limit.name}`,
      points: limit.requests * config.RATE_LIMIT_FACTOR,
      duration: limit.seconds,
    });
    limiters.set(limit.name, limiter);
    return limiter;
  };
  return {
    async consume(limit, who) {
      const limiter = limiterOf(limit);
      try {
        return { allowed: true, headers: describe(limit, limiter.points, await limiter.consume(who)) };
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const retryAfter = String(Math.ceil(refusal.msBeforeNext / 1000));
        return { allowed: false, headers: { ...describe(limit, limiter.points, refusal), "Retry-After": retryAfter } };
      }
    },
  };
}

/** The header fields of the IETF draft "RateLimit header fields for HTTP". */
function describe(limit: RateLimit, points: number, result: RateLimiterRes): Record<string, string> {
  return {
    "RateLimit-Policy": `"${limit.name}";q=${points};w=${limit.seconds}`,
    RateLimit: `"${limit.name}";r=${result.remainingPoints};t=${Math.ceil(result.msBeforeNext / 1000)}`,
  };
}
