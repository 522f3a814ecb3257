import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

type Entry = { readonly version?: string; readonly optionalDependencies?: Readonly<Record<string, string>> };
type Manifest = { readonly dependencies: Record<string, string>; readonly devDependencies: Record<string, string> };

const read = async <T>(name: string): Promise<T> =>
  JSON.parse(await readFile(resolve(import.meta.dirname, "..", name), "utf8")) as T;

describe("the lock file", () => {
  it("has the optional packages of every platform: without them npm ci refuses the whole file", async () => {
    const { packages } = await read<{ packages: Record<string, Entry> }>("package-lock.json");
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
      ),
    );
    expect(missing).toEqual([]);
  });

  it("holds exactly the versions that the manifest names", async () => {
    const { packages } = await read<{ packages: Record<string, Entry> }>("package-lock.json");
    const { dependencies, devDependencies } = await read<Manifest>("package.json");
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+/);
      expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });
});
