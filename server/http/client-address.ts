import type { IncomingMessage } from "node:http";

/**
 * The address of the one who asks. Each proxy appends the address that it was called from to X-Forwarded-For, so
 * with `hops` proxies of ours in front the entry at that distance from the end is true, and everything before it is
 * whatever the asker wrote.
 * @param hops the setting TRUST_PROXY
 */
export function readClientAddress(request: IncomingMessage, hops: number): string {
  const peer = request.socket.remoteAddress ?? "unknown";
  if (hops === 0) return peer;
  const header = request.headers["x-forwarded-for"];
  const chain = [header ?? []].flat().join(",").split(",");
  const forwarded = chain.map((each) => each.trim()).filter((each) => each !== "");
  return forwarded.at(-Math.min(hops, forwarded.length)) ?? peer;
}
