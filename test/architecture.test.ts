import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");

type Import = { readonly from: string; readonly to: string; readonly typeOnly: boolean };

/** Every import of ours, with relative targets as paths from the root and packages by name. */
async function readImports(): Promise<Import[]> {
  const folders = ["rooms", "server", "assets", "client-demo"];
  const files = (await Promise.all(folders.map((folder) => listSources(join(root, folder))))).flat();
  return (await Promise.all(files.map(importsOf))).flat();
}

async function listSources(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes(join("client-demo", "dist")));
}

async function importsOf(file: string): Promise<Import[]> {
  const text = await readFile(file, "utf8");
  const statement =
    /(?:^|\n)\s*(import|export)(\s+type)?\s[^;'"]*?from\s+["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;
  return [...text.matchAll(statement)].map((match) => {
    const target = match[3] ?? match[4] ?? "";
    const to = target.startsWith(".") ? relative(root, resolve(dirname(file), target)) : target;
    return { from: relative(root, file), to, typeOnly: match[2] !== undefined };
  });
}

const imports = await readImports();

/** The imports of a folder that are not allowed, as readable lines. */
function forbidden(folder: RegExp, allowed: (to: string, each: Import) => boolean): string[] {
  return imports
    .filter((each) => folder.test(each.from) && !allowed(each.to, each))
    .map(({ from, to }) => `${from} → ${to}`);
}

const isPackage = (to: string, ...names: string[]) => names.some((name) => to === name || to.startsWith(`${name}/`));

describe("who may import whom", () => {
  it("looks at a real tree", () => {
    expect(imports.length).toBeGreaterThan(200);
  });

  it("protocol imports zod and itself", () => {
    expect(forbidden(/^rooms\/protocol\//, (to) => to.startsWith("rooms/protocol/") || isPackage(to, "zod"))).toEqual(
      [],
    );
  });

  it("rules of the world import the protocol and each other", () => {
    const allowed = (to: string) => /^rooms\/(protocol|simulation|layout|sync)\//.test(to);
    expect(forbidden(/^rooms\/(simulation|layout|sync)\//, allowed)).toEqual([]);
    expect(forbidden(/^rooms\/simulation\//, (to) => !to.startsWith("rooms/sync/"))).toEqual([]);
  });

  it("state is fields only: it imports the schema library", () => {
    expect(forbidden(/^rooms\/state\//, (to) => isPackage(to, "@colyseus/schema"))).toEqual([]);
  });

  it("the world knows no shop, no files, no HTTP, no Redis, no Node", () => {
    const allowed = (to: string) =>
      to.startsWith("rooms/") || isPackage(to, "@colyseus/core", "@colyseus/schema", "zod");
    expect(forbidden(/^rooms\//, allowed)).toEqual([]);
  });

  it("the shop does not import its clients or its tests", () => {
    expect(forbidden(/^server\//, (to) => !/^(client-demo|test)\//.test(to))).toEqual([]);
  });

  it("only stores and the Redis folder import the Redis client", () => {
    const isEdge = (from: string) => /^server\/(redis\/|.+\/store\.ts$)/.test(from);
    expect(imports.filter(({ from, to }) => isPackage(to, "redis") && !isEdge(from)).map(({ from }) => from)).toEqual(
      [],
    );
  });

  it("a feature's routes reach no store, and other features only by their service", () => {
    const routes = imports.filter(({ from }) => /^server\/[^/]+\/routes\.ts$/.test(from));
    const wrong = routes.filter(({ from, to }) => {
      if (!to.startsWith("server/")) return false;
      if (to.endsWith("/store.ts")) return true;
      const [, feature] = from.split("/");
      const [, other, file] = to.split("/");
      return (
        other !== "http" &&
        other !== "access" &&
        other !== "lists" &&
        other !== feature &&
        file !== undefined &&
        file !== "service.ts"
      );
    });
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it("services know neither Express nor Colyseus", () => {
    const isService = /^server\/(?!operations\/)[^/]+\/service\.ts$/;
    expect(forbidden(isService, (to) => !isPackage(to, "express") && !to.startsWith("@colyseus/"))).toEqual([]);
  });

  it("the goods know the protocol and glTF, not the world or the shop", () => {
    const allowed = (to: string) => !/^(server|client-demo)\//.test(to) && !/^rooms\/(?!protocol\/)/.test(to);
    expect(forbidden(/^assets\//, allowed)).toEqual([]);
  });

  it("the window shares the world's rules and codecs, and of its state only the types", () => {
    const allowed = (to: string, each: Import) =>
      !/^(server|assets)\//.test(to) &&
      (!to.startsWith("rooms/") ||
        /^rooms\/(protocol|simulation|layout|sync)\//.test(to) ||
        (each.typeOnly && to.startsWith("rooms/state/")));
    expect(forbidden(/^client-demo\//, allowed)).toEqual([]);
  });

  it("only the two programs' entries read the environment", async () => {
    const files = (
      await Promise.all(["rooms", "server", "assets", "client-demo"].map((folder) => listSources(join(root, folder))))
    ).flat();
    const readers = [];
    for (const file of files) {
      if ((await readFile(file, "utf8")).includes("process.env")) readers.push(relative(root, file));
    }
    expect(readers.sort()).toEqual(["assets/cli.ts", "server/main.ts"]);
  });
});
