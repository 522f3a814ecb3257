import { VitrineError } from "../../rooms/protocol/errors.ts";

/** What the system says when a disk, a quota or the largest file of a process is full. */
const FULL = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** Runs a step that writes files. @throws VitrineError STORAGE_FULL where there was no room, else what it threw */
export async function tellFullDisk<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (isFullDisk(error)) throw new VitrineError("STORAGE_FULL");
    throw error;
  }
}

export function isFullDisk(error: unknown): boolean {
  return error instanceof Error && FULL.has(String(Reflect.get(error, "code")));
}
