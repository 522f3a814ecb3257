import { ERRORS, type ErrorCode } from "../../../rooms/protocol/errors.ts";
import type { ServerMessages } from "../../../rooms/protocol/room/messages.ts";
import { ApiError, explainError } from "../../sdk/api-error.ts";

const FINAL_CODES: readonly string[] = [
  "SESSION_EXPIRED",
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "NOT_FOUND",
  "VERSION_MISMATCH",
] satisfies ErrorCode[];

/** The code of anything thrown on the way into a room; the room's own refusals carry it as their message. */
export function codeOf(thrown: unknown): string {
  if (thrown instanceof ApiError) return thrown.code;
  return thrown instanceof Error ? thrown.message : "";
}

/** Whether trying again cannot help. */
export function isFinal(thrown: unknown): boolean {
  return FINAL_CODES.includes(codeOf(thrown));
}

/** A sentence for a person about why the room cannot be entered. */
export function describeFailure(thrown: unknown): string {
  const code = codeOf(thrown);
  return Object.hasOwn(ERRORS, code) ? ERRORS[code as ErrorCode].message : explainError(thrown);
}

/** A sentence for a person about why the room did not do something. */
export function describeRejection({ code, message, heldBy }: ServerMessages["rejected"]): string {
  return code === "EXHIBIT_HELD" && heldBy !== undefined ? `${heldBy} is holding this.` : message;
}
