import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A process, recognisable even after its number was given to another one. */
type Holder = { readonly pid: number; readonly startedAt: string };

/**
 * Claims a data directory for this process, so that two private Redis servers never write the same files. The claim
 * of a process that is gone counts for nothing.
 * @returns a function that gives the claim back
 * @throws Error naming the process that holds the directory
 */
export async function claimDirectory(directory: string): Promise<() => Promise<void>> {
  const file = join(directory, "in-use.json");
  const self: Holder = { pid: process.pid, startedAt: await readStartTime(process.pid) };
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      await writeFile(file, JSON.stringify(self), { flag: "wx", mode: 0o600 });
      return () => rm(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && Reflect.get(error, "code") === "EEXIST")) throw error;
    }
    const holder = await readHolder(file);
    if (holder && (await isAlive(holder))) {
      throw new Error(
        `Another Vitrine (process ${holder.pid}) is using ${directory}. Stop it or set another DATA_DIR.`,
      );
    }
    await rm(file, { force: true });
  }
  throw new Error(`${directory} could not be claimed: another process is starting there.`);
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    const stored: unknown = JSON.parse(await readFile(file, "utf8"));
    if (typeof stored !== "object" || stored === null) return null;
    const { pid, startedAt } = stored as Partial<Holder>;
    return typeof pid === "number" && typeof startedAt === "string" ? { pid, startedAt } : null;
  } catch {
    return null;
  }
}

async function isAlive(holder: Holder): Promise<boolean> {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it exists but belongs to another user.
    return error instanceof Error && Reflect.get(error, "code") === "EPERM";
  }
  return (await readStartTime(holder.pid)) === holder.startedAt;
}

/** Start of the process in kernel ticks where /proc tells it; elsewhere empty, so that the number alone decides. */
async function readStartTime(pid: number): Promise<string> {
  try {
    const status = await readFile(`/proc/${pid}/stat`, "utf8");
    const afterName = status.slice(status.lastIndexOf(")") + 2).split(" ");
    return afterName[19] ?? "";
  } catch {
    return "";
  }
}
