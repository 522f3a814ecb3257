import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Secrets on disk, one a file, each readable by the owner of the process only. */
export type KeyFiles = {
  /** The secret of that name, or null when there is none yet. */
  read(name: string): Promise<string | null>;
  write(name: string, secret: string): Promise<void>;
};

/** Keeps secrets in `<dataDirectory>/keys/<name>.key`. */
export function createKeyFiles(dataDirectory: string): KeyFiles {
  const directory = join(dataDirectory, "keys");
  const fileOf = (name: string) => join(directory, `${name}.key`);
  return {
    async read(name) {
      try {
        return (await readFile(fileOf(name), "utf8")).trim() || null;
      } catch (error) {
        if (error instanceof Error && Reflect.get(error, "code") === "ENOENT") return null;
        throw error;
      }
    },
    async write(name, secret) {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await chmod(directory, 0o700);
      const unfinished = `${fileOf(name)}.new`;
      await writeFile(unfinished, `${secret}\n`, { mode: 0o600 });
      await rename(unfinished, fileOf(name));
    },
  };
}
