/** A token bucket: `burst` messages at once, `perSecond` over time. */
export type RateLimit = { readonly perSecond: number; readonly burst: number };
export type RateBudget = { tokens: number; at: number };

/** A full bucket at a time in milliseconds. */
export function createBudget(limit: RateLimit, nowMs: number): RateBudget {
  return { tokens: limit.burst, at: nowMs };
}

/** Takes one token if there is one; a clock that goes backwards fills nothing. */
export function spend(budget: RateBudget, limit: RateLimit, nowMs: number): boolean {
  const elapsedMs = Math.max(0, nowMs - budget.at);
  budget.tokens = Math.min(limit.burst, budget.tokens + (elapsedMs * limit.perSecond) / 1000);
  budget.at = nowMs;
  if (budget.tokens < 1) return false;
  budget.tokens -= 1;
  return true;
}
