import { readFile } from "node:fs/promises";

/** What Linux counts memory in. */
const PAGE_BYTES = 4_096;

const WATCH_MS = 100;

/** The memory that a process holds, in MB; null where the system does not tell (it is only told on Linux). */
async function readResidentMB(pid: number): Promise<number | null> {
  try {
    const [, resident] = (await readFile(`/proc/${pid}/statm`, "utf8")).split(" ");
    return (Number(resident) * PAGE_BYTES) / 1e6;
  } catch {
    return null;
  }
}

/**
 * Looks ten times a second how much memory a process holds, codecs and images included, which no limit of the JavaScript
 * heap covers. Calls once when it is more than allowed. Returns what ends the watch.
 */
export function watchMemory(pid: number, limitMB: number, onExceeded: () => void): () => void {
  const timer = setInterval(async () => {
    const residentMB = await readResidentMB(pid);
    if (residentMB === null || residentMB <= limitMB) return;
    clearInterval(timer);
    onExceeded();
  }, WATCH_MS);
  timer.unref();
  return () => clearInterval(timer);
}
