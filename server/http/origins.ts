import type { IncomingHttpHeaders } from "node:http";
import type { Config } from "../process/config.ts";

export type OriginPolicy = {
  /** Whether a page of that origin may use this server. Without an Origin header no browser page is asking. */
  isAllowed(headers: Pick<IncomingHttpHeaders, "origin" | "host">): boolean;
  /** The CORS headers for an allowed page of another origin; empty for all others. */
  corsHeaders(headers: Pick<IncomingHttpHeaders, "origin" | "host">): Record<string, string>;
};

/** What resumable uploads say in headers. */
const UPLOAD_REQUEST = "Tus-Resumable, Upload-Length, Upload-Metadata, Upload-Offset";
const UPLOAD_REPLY = "Tus-Resumable, Tus-Max-Size, Upload-Length, Upload-Offset, Upload-Expires, Vitrine-Version";

/** Allows the server's own pages, PUBLIC_URL and ALLOWED_ORIGINS; nobody else. */
export function createOriginPolicy(config: Pick<Config, "PUBLIC_URL" | "ALLOWED_ORIGINS">): OriginPolicy {
  const listed = new Set(config.ALLOWED_ORIGINS);
  if (config.PUBLIC_URL) listed.add(config.PUBLIC_URL);
  const isAllowed: OriginPolicy["isAllowed"] = ({ origin, host }) =>
    origin === undefined || listed.has(origin) || isSameHost(origin, host);
  const corsHeaders: OriginPolicy["corsHeaders"] = (headers) => {
    if (headers.origin === undefined || !isAllowed(headers)) return {};
    return {
      "Access-Control-Allow-Origin": headers.origin,
      // The SDK of the rooms asks with `credentials: "include"`; no cookie of ours exists that could be misused.
      "Access-Control-Allow-Credentials": "true",
      "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
      "Access-Control-Allow-Headers": `Authorization, Content-Type, Accept, If-Match, If-None-Match, Idempotency-Key, ${UPLOAD_REQUEST}`,
      "Access-Control-Expose-Headers": `ETag, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id, ${UPLOAD_REPLY}`,
      "Access-Control-Max-Age": "600",
    };
  };
  return { isAllowed, corsHeaders };
}

function isSameHost(origin: string, host: string | undefined): boolean {
  if (host === undefined || !URL.canParse(origin)) return false;
  const { protocol, host: originHost } = new URL(origin);
  if (protocol !== "http:" && protocol !== "https:") return false;
  // A browser leaves the usual port out of Origin; a proxy may leave it in Host.
  return originHost === host || originHost === host.replace(protocol === "https:" ? /:443$/ : /:80$/, "");
}
