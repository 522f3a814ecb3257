import type { IncomingHttpHeaders } from "node:http";
import { VitrineError } from "../../rooms/protocol/errors.ts";

/** Quotes an opaque version as a strong ETag. */
export function formatEtag(version: string): string {
  return `"${version}"`;
}

/**
 * The version that an edit starts from, out of If-Match.
 * @throws VitrineError PRECONDITION_REQUIRED without one, PRECONDITION_FAILED when it is no single ETag
 */
export function requireIfMatch(headers: IncomingHttpHeaders): string {
  const header = headers["if-match"];
  if (header === undefined) throw new VitrineError("PRECONDITION_REQUIRED");
  // A proxy that compresses marks our tags as weak; the version inside is still ours.
  const version = /^(?:W\/)?"([^"]*)"$/.exec(header.trim())?.[1];
  if (version === undefined) throw new VitrineError("PRECONDITION_FAILED");
  return version;
}

/** Whether the asker's copy is still the current one, so that 304 may be answered. */
export function matchesIfNoneMatch(headers: IncomingHttpHeaders, version: string): boolean {
  const header = headers["if-none-match"];
  if (header === undefined) return false;
  return header.split(",").some((each) => each.trim().replace(/^W\//, "") === formatEtag(version));
}
