import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { chmod, copyFile, link, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { VitrineError } from "../../rooms/protocol/errors.ts";
import { tellFullDisk } from "./full-disk.ts";
import type { Storage } from "./storage.ts";

/** Files in one local folder. What is put should lie on the same disk: then it is renamed, not copied. */
export function createLocalStorage(directory: string): Storage {
  const pathOf = (name: string) => join(directory, name);
  const statFile = async (name: string) => {
    const found = await stat(pathOf(name)).catch(ignoreMissing);
    return found?.isFile() ? { bytes: found.size } : null;
  };
  return {
    stat: statFile,
    async put(path, name) {
      if (await statFile(name)) return rm(path, { force: true });
      await mkdir(directory, { recursive: true });
      await tellFullDisk(() => moveWhole(path, pathOf(name)));
    },
    async open(name, range) {
      const handle = await open(pathOf(name), "r").catch(ignoreMissing);
      return handle ? createReadStream("", { fd: handle, ...range }) : null;
    },
    async fetch(name, path) {
      try {
        // A second name for the same file costs nothing; files that are kept never change.
        await link(pathOf(name), path);
      } catch (error) {
        if (isMissing(error)) throw new VitrineError("NOT_FOUND");
        await tellFullDisk(() => copyFile(pathOf(name), path));
      }
    },
    async delete(name) {
      await rm(pathOf(name), { force: true });
    },
  };
}

/** Puts a file where it belongs in one step, once its bytes are on the disk. */
async function moveWhole(from: string, to: string): Promise<void> {
  await chmod(from, 0o644);
  try {
    await syncFile(from);
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && Reflect.get(error, "code") === "EXDEV")) throw error;
    const beside = `${to}.${randomBytes(6).toString("hex")}`;
    try {
      await copyFile(from, beside);
      await syncFile(beside);
      await rename(beside, to);
    } finally {
      await rm(beside, { force: true });
    }
    await rm(from, { force: true });
  }
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && Reflect.get(error, "code") === "ENOENT";

function ignoreMissing(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
}
