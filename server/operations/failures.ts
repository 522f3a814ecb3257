import type { Config } from "../process/config.ts";

/** Codes by which the system says that the other end of a connection has gone. */
const PEER_FAILURES = new Set(["ECONNRESET", "EPIPE", "ERR_STREAM_PREMATURE_CLOSE", "ERR_STREAM_DESTROYED"]);

function codeOf(error: unknown): unknown {
  return error instanceof Error ? Reflect.get(error, "code") : undefined;
}

/** Whether an error that nobody caught comes from a peer that hung up, so that it says nothing about our own state. */
export function isPeerFailure(error: unknown): boolean {
  const code = codeOf(error);
  return typeof code === "string" && PEER_FAILURES.has(code);
}

/** Says in one line why the server did not start and what helps. */
export function explainStartFailure(error: unknown, config: Pick<Config, "PORT" | "HOST" | "DATA_DIR">): string {
  const { PORT, HOST, DATA_DIR } = config;
  switch (codeOf(error)) {
    case "EADDRINUSE":
      return `Port ${PORT} is taken by another program. Stop it, or choose another: PORT=${PORT + 1} npm start`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `HOST ${HOST ?? ""} is no address of this machine.`;
    case "EACCES":
      return isListening(error)
        ? `Port ${PORT} needs more rights than this user has. Choose one above 1023: PORT=3000 npm start`
        : `The directory DATA_DIR ${DATA_DIR} cannot be written by this user.`;
    case "ENOSPC":
      return `The disk that holds DATA_DIR ${DATA_DIR} is full.`;
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

function isListening(error: unknown): boolean {
  return error instanceof Error && Reflect.get(error, "syscall") === "listen";
}
