import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../../..");

/** The four parts of the house, each a top-level folder. */
export const PARTS = ["rooms", "server", "assets", "client-demo"] as const;

/** One import; targets of ours are paths from the root, packages their names. */
export type Import = { readonly from: string; readonly to: string; readonly typeOnly: boolean };

/** A file of ours by its path from the root, with `/` between folders. */
export type SourceFile = { readonly path: string; readonly text: string };

/** Every file of the parts and of the tests whose name ends so, but for what is built. */
export async function readSources(ending: RegExp): Promise<SourceFile[]> {
  const folders = [...PARTS, "test"];
  const entries = (
    await Promise.all(folders.map((folder) => readdir(join(root, folder), { recursive: true, withFileTypes: true })))
  ).flat();
  const paths = entries
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => !path.startsWith("client-demo/dist/"));
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(root, path), "utf8") })));
}

/** Static and dynamic imports, re-exports and the files that workers are started from. */
export function listImports({ path, text }: SourceFile): Import[] {
  const statement =
    /(?:^|\n)\s*(?:import|export)(\s+type)?\s[^;'"]*?from\s+["']([^"']+)["']|\b(?:import\(|new URL\()\s*["']([^"']+)["']|(?:^|\n)import\s+["']([^"']+)["']/g;
  return [...text.matchAll(statement)].flatMap((match) => {
    const target = match[2] ?? match[3] ?? match[4] ?? "";
    const isOurs = target.startsWith(".");
    // A URL that names no module is an address or a file of another kind.
    if (match[0].includes("new URL(") && !(isOurs && /\.tsx?$/.test(target))) return [];
    const to = isOurs ? relative(root, resolve(root, dirname(path), target)).replaceAll("\\", "/") : target;
    return [{ from: path, to, typeOnly: match[1] !== undefined }];
  });
}
