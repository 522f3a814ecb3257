import { ERRORS, type ErrorCode } from "../../rooms/protocol/errors.ts";

/** Codes of what can go wrong before the server has said anything that we understand. */
const LOCAL_ERRORS = {
  NETWORK: { message: "The server cannot be reached. Check your connection and try again.", retryable: true },
  UNEXPECTED_REPLY: { message: "The server answered something unexpected. Reload the page.", retryable: false },
  ABORTED: { message: "Cancelled.", retryable: false },
} as const;

export type ApiErrorCode = ErrorCode | keyof typeof LOCAL_ERRORS;

/** The one error of the HTTP client: a stable code, a sentence for a person and what the server added. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  /** HTTP status, 0 when there was no answer. */
  readonly status: number;
  readonly retryable: boolean;
  readonly details: unknown;

  constructor(code: ApiErrorCode, message: string, status = 0, details?: unknown) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.status = status;
    this.details = details;
    this.retryable = isServerCode(code) ? ERRORS[code].retryable : LOCAL_ERRORS[code].retryable;
  }
}

/** Makes the error for something that happened on this side of the wire. */
export function localError(code: keyof typeof LOCAL_ERRORS): ApiError {
  return new ApiError(code, LOCAL_ERRORS[code].message);
}

/** Reads `{ error: { code, message, details? } }`; anything else is taken by its status. */
export function errorFromReply(status: number, body: unknown): ApiError {
  const error = field(body, "error");
  const code = field(error, "code");
  if (typeof code === "string" && isServerCode(code)) {
    const message = field(error, "message");
    return new ApiError(
      code,
      typeof message === "string" && message !== "" ? message : ERRORS[code].message,
      status,
      field(error, "details"),
    );
  }
  const guessed = codeOfStatus(status);
  return guessed ? new ApiError(guessed, ERRORS[guessed].message, status) : localError("UNEXPECTED_REPLY");
}

/** A sentence for a person about anything that was thrown. */
export function explainError(thrown: unknown): string {
  return thrown instanceof ApiError ? thrown.message : LOCAL_ERRORS.UNEXPECTED_REPLY.message;
}

function codeOfStatus(status: number): ErrorCode | null {
  if (status === 401) return "UNAUTHENTICATED";
  if (status === 403) return "FORBIDDEN";
  if (status === 404) return "NOT_FOUND";
  if (status === 413) return "PAYLOAD_TOO_LARGE";
  if (status === 429) return "RATE_LIMITED";
  return status >= 500 ? "UNAVAILABLE" : null;
}

function isServerCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
