import type { Response } from "express";
import { ERRORS, VitrineError } from "../../rooms/protocol/errors.ts";
import type { Logger } from "../process/log.ts";

/** Errors by which node-redis says that the server cannot be reached now. */
const REDIS_UNREACHABLE = new Set([
  "ClientOfflineError",
  "ClientClosedError",
  "SocketClosedUnexpectedlyError",
  "SocketTimeoutError",
  "ConnectionTimeoutError",
  "DisconnectsClientError",
  "AbortError",
]);

/** Turns whatever was thrown into the error that the asker is told; a bug becomes INTERNAL and is logged. */
export function toVitrineError(thrown: unknown, log: Logger): VitrineError {
  if (thrown instanceof VitrineError) return thrown;
  if (thrown instanceof Error && REDIS_UNREACHABLE.has(thrown.constructor.name)) {
    log.error({ reason: thrown.message }, "Redis cannot be reached");
    return new VitrineError("UNAVAILABLE");
  }
  const fromParser = bodyParserError(thrown);
  if (fromParser) return fromParser;
  log.error({ err: thrown }, "A request failed");
  return new VitrineError("INTERNAL");
}

/** The one place where an error becomes an HTTP answer. */
export function sendError(response: Response, error: VitrineError): void {
  if (response.headersSent) {
    // Half an answer has left: breaking the connection is the only way to say that it is incomplete.
    response.destroy();
    return;
  }
  const { status, retryable } = ERRORS[error.code];
  if (status === 401) response.setHeader("WWW-Authenticate", "Bearer");
  if (retryable && !response.hasHeader("Retry-After")) response.setHeader("Retry-After", "1");
  response.setHeader("Cache-Control", "no-store");
  response.status(status).json(error.toBody());
}

/** Express and its body parser mark errors of the asker with a status of 4xx and sometimes a type. */
function bodyParserError(thrown: unknown): VitrineError | null {
  if (!(thrown instanceof Error)) return null;
  const status: unknown = Reflect.get(thrown, "status");
  if (typeof status !== "number" || status < 400 || status > 499) return null;
  if (status === 413) return new VitrineError("PAYLOAD_TOO_LARGE");
  if (status === 415) return new VitrineError("UNSUPPORTED_MEDIA_TYPE");
  return new VitrineError("BAD_REQUEST");
}
