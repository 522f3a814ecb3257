import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const read = (file: string) => readFile(join(root, file), "utf8");
const dockerfile = await read("Dockerfile");
const lastStage = dockerfile.slice(dockerfile.lastIndexOf("\nFROM "));

const isFile = (place: string) => place.includes(".");

/** Folders and files at the root that the modules of a folder import from. */
async function importedPlaces(folder: string): Promise<Set<string>> {
  const files = await readdir(join(root, folder), { recursive: true });
  const imported = new Set<string>([folder]);
  for (const file of files.filter((each) => each.endsWith(".ts"))) {
    const source = await read(join(folder, file));
    for (const [, target = ""] of source.matchAll(/(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g)) {
      imported.add(join(folder, file, "..", target).split("/")[0] ?? "");
    }
  }
  return imported;
}

describe("the container image", () => {
  test("runs the Node that the tests run on", async () => {
    const { devDependencies } = JSON.parse(await read("package.json")) as { devDependencies: { node: string } };
    expect(dockerfile).toContain(`ARG NODE_VERSION=${devDependencies.node}\n`);
    expect([...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)).toEqual(
      Array(3).fill(`node:\${NODE_VERSION}-bookworm-slim`),
    );
  });

  test("holds every folder and file that the server imports from, and no other", async () => {
    const copies = lastStage.matchAll(/^COPY (?:(\w+) \1|(\S+) \.\/)$/gm);
    const copied = new Set([...copies].map(([, folder, file]) => folder ?? file));
    const needed = new Set(["server"]);
    // A set that grows while it is walked: what is imported may import more.
    for (const place of needed) {
      if (!isFile(place)) for (const each of await importedPlaces(place)) needed.add(each);
    }
    expect(copied).toEqual(needed);
  });

  test("runs as a user that is not root and owns the data", () => {
    expect(lastStage).toMatch(/DATA_DIR=\/data\b/);
    expect(lastStage).toMatch(/RUN mkdir \/data && chown node:node \/data\n[\s\S]*\nUSER node\nVOLUME \/data\n/);
    expect(lastStage.indexOf("\nUSER node")).toBeGreaterThan(lastStage.lastIndexOf("\nRUN "));
  });

  test("is built without data, keys, settings and history", async () => {
    const ignored = (await read(".dockerignore")).split("\n");
    for (const each of [".git", "data", "node_modules", "**/*.key", ".env*"]) expect(ignored).toContain(each);
  });
});
