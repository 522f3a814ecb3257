import { describe, expect, it } from "vitest";
import { findRings } from "./support/structure/folder-rings.ts";
import { breaches, IMPORT_TABLE, KNOWN_ONLY_IN } from "./support/structure/import-table.ts";
import { type Import, listImports, PARTS, readSources } from "./support/structure/source-tree.ts";

const sources = await readSources(/\.(?:tsx?|mjs|lua|css)$/);
const code = sources.filter(({ path }) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"));
const imports = code.flatMap(listImports);
const isPart = (path: string) => PARTS.some((part) => path.startsWith(`${part}/`));
const ofParts = imports.filter(({ from }) => isPart(from));

describe("folders", () => {
  it("are looked at in a real tree", () => {
    expect(ofParts.length).toBeGreaterThan(2_000);
    expect(code.filter(({ path }) => isPart(path)).length).toBeGreaterThan(600);
  });

  it("form no ring at any depth, types included", () => {
    expect(findRings(imports.filter(({ to }) => isPart(to) || to.startsWith("test/")))).toEqual([]);
  });

  it("would be found in a ring: two subfolders, a folder and its own files, three at a depth of three", () => {
    const arrows = (...pairs: [string, string][]) => pairs.map(([from, to]) => ({ from, to }));
    const rings = (...pairs: [string, string][]) => findRings(arrows(...pairs)).map(({ nodes }) => [...nodes].sort());
    expect(rings(["a/b/x.ts", "a/c/y.ts"], ["a/c/z.ts", "a/b/w.ts"])).toEqual([["b", "c"]]);
    expect(rings(["a/x.ts", "a/b/y.ts"], ["a/b/z.ts", "a/w.ts"])).toEqual([["b", "·"]]);
    expect(rings(["a/b/c/x.ts", "a/b/d/y.ts"], ["a/b/d/y.ts", "a/b/e/z.ts"], ["a/b/e/z.ts", "a/b/c/w.ts"])).toEqual([
      ["c", "d", "e"],
    ]);
    expect(rings(["a/b/x.ts", "a/c/y.ts"], ["a/b/z.ts", "a/c/w.ts"], ["a/b/x.ts", "a/b/z.ts"])).toEqual([]);
  });

  it("hold no more than 30 files, and no file more than 400 lines", () => {
    const sizes = new Map<string, number>();
    for (const { path } of sources) {
      const folder = path.slice(0, path.lastIndexOf("/"));
      sizes.set(folder, (sizes.get(folder) ?? 0) + 1);
    }
    expect([...sizes].filter(([, files]) => files > 30)).toEqual([]);
    expect(sources.filter(({ text }) => text.split("\n").length > 401).map(({ path }) => path)).toEqual([]);
  });
});

describe("who may import whom", () => {
  it.each(IMPORT_TABLE.map((row) => [row.name, row] as const))("%s", (_name, row) => {
    expect(code.some(({ path }) => row.of.test(path))).toBe(true);
    expect(breaches(row, ofParts)).toEqual([]);
  });

  it("has a row for every file", () => {
    const unruled = code.filter(({ path }) => isPart(path) && !IMPORT_TABLE.some(({ of }) => of.test(path)));
    expect(unruled.map(({ path }) => path)).toEqual([]);
  });

  it("refuses a planted arrow: a route to a store, the sdk to a page, the world to Colyseus", () => {
    const plant = (from: string, to: string): Import[] => [{ from, to, typeOnly: true }];
    const refused = (from: string, to: string) =>
      IMPORT_TABLE.some((row) => row.of.test(from) && breaches(row, plant(from, to)).length > 0);
    expect(refused("server/models/versions/version-routes.ts", "server/models/versions/store.ts")).toBe(true);
    expect(refused("server/catalog/routes.ts", "server/showrooms/drafts.ts")).toBe(true);
    expect(refused("client-demo/sdk/room-session.ts", "client-demo/kit/motion.ts")).toBe(true);
    expect(refused("client-demo/layout/walk.ts", "client-demo/visit/state/store.ts")).toBe(true);
    expect(refused("rooms/world/visit.ts", "@colyseus/core")).toBe(true);
    expect(refused("server/http/route.ts", "server/catalog/service.ts")).toBe(true);
  });

  it("sees every file of routes", () => {
    const routes = code.map(({ path }) => path).filter((path) => /^server\/.*routes\.ts$/.test(path));
    expect(routes.length).toBeGreaterThanOrEqual(16);
    const rows = IMPORT_TABLE.filter(({ name }) => name.startsWith("routes of"));
    expect(
      routes.filter((path) => path !== "server/http/serve-routes.ts" && !rows.some(({ of }) => of.test(path))),
    ).toEqual([]);
  });

  it.each(KNOWN_ONLY_IN)("%s is known only in %s", (packages, places) => {
    const knowing = ofParts.filter(({ to }) => packages.test(to));
    expect(knowing.length).toBeGreaterThan(0);
    expect(knowing.filter(({ from }) => !places.test(from)).map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it("services know neither Express nor Colyseus", () => {
    const services = ofParts.filter(({ from }) => /^server\/.*\/service\.ts$/.test(from));
    expect(services.length).toBeGreaterThan(20);
    expect(
      services.filter(({ to }) => to === "express" || to.startsWith("@colyseus/")).map(({ from }) => from),
    ).toEqual([]);
  });

  it("rules have no clock, no randomness and no timers", () => {
    const rules = code.filter(({ path }) =>
      /^(?:rooms\/(?:protocol|simulation|layout|sync)|server\/access|server\/analytics\/questions|server\/catalog\/table|client-demo\/layout\/rules)\//.test(
        path,
      ),
    );
    const impure = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bset(?:Timeout|Interval)\(|\bperformance\.now\(/;
    expect(rules.length).toBeGreaterThan(40);
    expect(rules.filter(({ text }) => impure.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it("the sdk knows no page", () => {
    const sdk = code.filter(({ path }) => path.startsWith("client-demo/sdk/"));
    const dom = /\b(?:document|window|navigator|localStorage|sessionStorage|HTML[A-Z]\w*Element)\b[.?(]/;
    expect(sdk.length).toBeGreaterThan(10);
    expect(sdk.filter(({ text }) => dom.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it("only the programs' entries read the environment", () => {
    const readers = code.filter(({ path, text }) => isPart(path) && text.includes("process.env"));
    expect(readers.map(({ path }) => path).sort()).toEqual(["assets/cli.ts", "server/main.ts", "server/show-keys.ts"]);
  });
});
