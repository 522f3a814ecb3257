import type { ErrorCode } from "../protocol/errors.ts";
import { HOLD_MS, TICK_MS } from "../protocol/limits.ts";

/** The exclusive right of a visitor to move an exhibit, until a tick. `heldBy` is "" when nobody has it. */
export type Hold = { heldBy: string; holdUntilTick: number };

export type HoldResult = { readonly ok: true } | { readonly ok: false; readonly code: ErrorCode };

const HOLD_TICKS = HOLD_MS / TICK_MS;
const GRANTED: HoldResult = { ok: true };

/** Whether somebody has the exhibit at that tick. */
export function isHeld(hold: Hold, tick: number): boolean {
  return hold.heldBy !== "" && tick < hold.holdUntilTick;
}

/** Whether that visitor has the exhibit at that tick. */
export function isHeldBy(hold: Hold, visitorId: string, tick: number): boolean {
  return hold.heldBy === visitorId && isHeld(hold, tick);
}

/** Gives the hold to a visitor unless another has it. Asking again renews it. */
export function grantHold(hold: Hold, visitorId: string, tick: number): HoldResult {
  if (isHeld(hold, tick) && hold.heldBy !== visitorId) return { ok: false, code: "EXHIBIT_HELD" };
  hold.heldBy = visitorId;
  hold.holdUntilTick = tick + HOLD_TICKS;
  return GRANTED;
}

/** Renews the hold by use; refused when the visitor does not have it. */
export function renewHold(hold: Hold, visitorId: string, tick: number): HoldResult {
  if (!isHeldBy(hold, visitorId, tick)) {
    return { ok: false, code: isHeld(hold, tick) ? "EXHIBIT_HELD" : "EXHIBIT_NOT_HELD" };
  }
  hold.holdUntilTick = tick + HOLD_TICKS;
  return GRANTED;
}

/** Refused when somebody else has the exhibit; everybody may use a free one. */
export function checkNotHeldByOther(hold: Hold, visitorId: string, tick: number): HoldResult {
  return isHeld(hold, tick) && hold.heldBy !== visitorId ? { ok: false, code: "EXHIBIT_HELD" } : GRANTED;
}

/** Ends the hold. */
export function endHold(hold: Hold): void {
  hold.heldBy = "";
  hold.holdUntilTick = 0;
}
