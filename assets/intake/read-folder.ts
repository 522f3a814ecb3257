import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { FILES_MAX, type ModelFiles, UNPACKED_BYTES_MAX } from "./model-files.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** Reads a file below a folder, following no link out of it. */
async function readBelow(root: string, name: string): Promise<Uint8Array | undefined> {
  const [base, path] = await Promise.all([
    realpath(root),
    realpath(join(root, name)).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === "ENOENT" || cause.code === "ENOTDIR" || cause.code === "ELOOP") return undefined;
      throw cause;
    }),
  ]);
  if (path === undefined || !path.startsWith(base + sep)) return undefined;
  const { size, ...found } = await stat(path);
  return found && size <= UNPACKED_BYTES_MAX ? readFile(path) : undefined;
}

/** The files around a single .gltf: any file below its folder can be read, none is listed. */
export const openSurroundings = (folder: string): ModelFiles => ({
  names: [],
  read: (name) => readBelow(folder, name),
  close: () => undefined,
});

/** Lists a folder's files to any depth. Links are neither listed nor followed. Refuses TOO_MANY_FILES. */
export async function openFolder(folder: string): Promise<{ readonly ok: true; readonly files: ModelFiles } | Refusal> {
  const names: string[] = [];
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const entry of await readdir(next, { withFileTypes: true })) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) pending.push(path);
      else if (entry.isFile()) names.push(relative(folder, path).split(sep).join("/"));
    }
    if (names.length + pending.length > FILES_MAX) {
      return refuse("TOO_MANY_FILES", `The folder has more than ${FILES_MAX} files. Send only the model's own.`);
    }
  }
  return { ok: true, files: { ...openSurroundings(folder), names } };
}
