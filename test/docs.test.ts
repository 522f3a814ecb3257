import { access, readdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { handlers } from "../rooms/handlers/table.ts";
import { CLOSE_CODES, clientMessages } from "../rooms/protocol/room/messages.ts";
import { settings } from "../server/process/config.ts";
import { readSources } from "./support/structure/source-tree.ts";

const root = resolve(import.meta.dirname, "..");
const read = (path: string) => readFile(join(root, path), "utf8");

async function listPages(): Promise<string[]> {
  const docs = await readdir(join(root, "docs"), { recursive: true });
  return ["README.md", "CONTRIBUTING.md", ...docs.filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`)];
}

describe("the documentation", () => {
  it("has a row for every message, with its rate budget as the code has it", async () => {
    const page = await read("docs/protocol.md");
    for (const [type, { rate }] of Object.entries(handlers)) {
      const row = page.split("\n").find((line) => line.startsWith(`| \`${type}\` |`));
      expect(row, `a row for ${type}`).toContain(`| ${rate.burst}, ${rate.perSecond}/s |`);
    }
    expect(Object.keys(handlers).sort()).toEqual(Object.keys(clientMessages).sort());
    for (const [name, code] of Object.entries(CLOSE_CODES)) expect(page).toContain(`${code} \`${name}\``);
  });

  it("names only settings that exist", async () => {
    for (const name of await listPages()) {
      const page = await read(name);
      const named = [...page.matchAll(/`((?:S3|[A-Z]{3,})(?:_[A-Z]+)+)`/g)].map((match) => match[1] ?? "");
      const known = new Set([...Object.keys(settings), "CHROME_PATH", "VITRINE_SEED", "VITRINE_SAMPLES"]);
      const looksLikeSetting =
        /^(DATA|REDIS|PUBLIC|ALLOWED|TRUST|LOG|SESSION_SECRET|MODEL_MAX|GOODS_(?:WORK|MEM|SEC)|S3_|ROOM_VISITORS|RATE_LIMIT_|DRAIN)/;
      const wrong = named.filter((each) => looksLikeSetting.test(each) && !known.has(each));
      expect(wrong, name).toEqual([]);
    }
  });

  it("has a test for every numbered rule of the room, titled by its number", async () => {
    const rules = [...(await read("docs/spec.md")).matchAll(/^- \*\*([A-Z]\d)\*\*/gm)].map(([, rule = ""]) => rule);
    const files = (await readdir(join(root, "test"), { recursive: true })).filter((name) => name.endsWith(".test.ts"));
    const tests = (await Promise.all(files.map((name) => read(`test/${name}`)))).join("\n");
    const titled = new Set(
      [...tests.matchAll(/\b(?:it|test)\(\s*"((?:[A-Z]\d )+)/g)].flatMap(([, numbers = ""]) =>
        numbers.trim().split(" "),
      ),
    );
    expect(rules.length).toBeGreaterThan(15);
    expect(rules.filter((rule) => !titled.has(rule))).toEqual([]);
  });

  it("links only to what is there", async () => {
    for (const name of await listPages()) {
      const page = await read(name);
      for (const [, target = ""] of page.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\)/g)) {
        await expect(access(join(root, dirname(name), target)), `${name} → ${target}`).resolves.toBeUndefined();
      }
    }
  });

  it("names only folders and files of ours that are there", async () => {
    for (const name of ["docs/architecture.md", "CONTRIBUTING.md", "README.md"]) {
      const page = await read(name);
      const named = [...page.matchAll(/`((?:rooms|server|assets|client-demo|test)\/[\w./-]*)`/g)].map(
        ([, path = ""]) => path,
      );
      if (name === "docs/architecture.md") expect(named.length).toBeGreaterThan(60);
      for (const path of new Set(named)) {
        // A path may leave out the ending of its file, as in a sketch of a flow.
        const found = await Promise.any([path, `${path}.ts`].map((each) => access(join(root, each)))).then(
          () => true,
          () => false,
        );
        expect(found, `${name} → ${path}`).toBe(true);
      }
    }
  });

  it("names every folder of the house that is told to be one", async () => {
    const page = await read("docs/architecture.md");
    const tree = page.slice(page.indexOf("## The house"), page.indexOf("## Where things are"));
    const told = [...tree.matchAll(/^(\w[\w-]*)\/ +[A-Z]/gm)].map(([, part = ""]) => part);
    expect(told).toEqual(["rooms", "server", "assets", "client-demo"]);
    const paths = (await readSources(/\.(?:tsx?|lua|css)$/)).map(({ path }) => path.split("/"));
    for (const [part = "", folder = "", ...inside] of paths) {
      if (told.includes(part) && inside.length > 0) expect(tree, `${part}/${folder}`).toContain(`${folder}/`);
    }
  });

  it("names commands that exist", async () => {
    const { scripts } = JSON.parse(await read("package.json")) as { scripts: Record<string, string> };
    for (const name of await listPages()) {
      for (const [, script = ""] of (await read(name)).matchAll(/npm run ([a-z:]+)/g))
        expect(scripts, name).toHaveProperty(script);
    }
  });
});
