import type { Client } from "@colyseus/core";

/** Bytes that wait in a socket above which it is sent no poses: the next frame says all that this one would. */
export const POSES_BACKLOG_BYTES = 64 * 1024;
/** Bytes above which a socket is closed with TOO_SLOW; its visitor may come back. */
export const CLOSE_BACKLOG_BYTES = 1024 * 1024;

/** Bytes that were written to a client's socket and wait to leave this process. */
export function backlogOf(client: Client): number {
  const { ref } = client;
  return "bufferedAmount" in ref && typeof ref.bufferedAmount === "number" ? ref.bufferedAmount : 0;
}
