import type { ByteRange } from "../../storage/storage.ts";

/**
 * Reads a Range header for a file of so many bytes: one range, "whole" where there is none or one that is not
 * understood, null where it lies outside of the file. Source: RFC 9110, section 14.
 */
export function readRange(header: string | undefined, bytes: number): ByteRange | "whole" | null {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? [];
  if (first === "" && last === "") return "whole";
  if (first === "") {
    const length = Math.min(Number(last), bytes);
    return length === 0 ? null : { start: bytes - length, end: bytes - 1 };
  }
  const start = Number(first);
  const end = Math.min(last === "" ? bytes - 1 : Number(last), bytes - 1);
  if (last !== "" && Number(last) < start) return "whole";
  return start >= bytes ? null : { start, end };
}
