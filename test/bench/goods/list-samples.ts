import { readdir, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { openModel } from "../../../assets/intake/open-model.ts";

export type Sample = { readonly name: string; readonly write: (directory: string) => Promise<string> };

/** Every model in a folder: each tool gets the same GLB, whatever form it came in. */
export async function listSamples(folder: string): Promise<Sample[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const models = entries.filter((entry) => entry.isFile() && [".glb", ".gltf"].includes(extname(entry.name)));
  return models.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    const name = basename(entry.name, extname(entry.name));
    return {
      name,
      write: async (directory) => {
        const opened = await openModel(extname(path) === ".gltf" ? dirname(path) : path);
        if (!opened.ok) throw new Error(`${name}: ${opened.message}`);
        const written = join(directory, `${name}.glb`);
        await writeFile(written, opened.glb);
        return written;
      },
    };
  });
}
