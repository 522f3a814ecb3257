import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { createKeyFiles } from "../../server/identity/key-files.ts";

type Ended = { readonly code: number; readonly output: string; readonly errors: string };

const root = resolve(import.meta.dirname, "../..");

function vitrine(args: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const { PATH = "", HOME = "" } = process.env;
  const env = { PATH, HOME, ...settings };
  return new Promise((done) => {
    execFile(process.execPath, ["server/vitrine.mjs", ...args], { cwd: root, env }, (error, output, errors) =>
      done({ code: typeof error?.code === "number" ? error.code : 0, output, errors }),
    );
  });
}

describe("vitrine on the command line", () => {
  it("lists its commands when it is given none", async () => {
    const { code, output } = await vitrine([]);
    expect(code).toBe(0);
    for (const command of ["serve", "keys", "assets", "bots"])
      expect(output).toMatch(new RegExp(`^ {2}${command} `, "m"));
  });

  it("refuses a command that it does not have, and says which there are", async () => {
    const { code, output, errors } = await vitrine(["constructor"]);
    expect([code, output]).toEqual([2, ""]);
    expect(errors).toMatch(/^There is no command "constructor"\.\nUsage: vitrine/);
  });

  it("gives a command the arguments behind it", async () => {
    const { code, errors } = await vitrine(["assets", "check", "no-such.glb"]);
    expect([code, errors.split("\n")[0]]).toEqual([2, "There is no file no-such.glb."]);
    expect((await vitrine(["bots", "many"])).errors).toMatch(/^Say how many bots/);
  });

  it("shows the keys of a data directory, and says which there are not", async () => {
    const directory = await mkdtemp(join(tmpdir(), "vitrine-test-"));
    try {
      await createKeyFiles(directory).write("brand", "vt_brand_test");
      const { code, output } = await vitrine(["keys"], { DATA_DIR: directory });
      expect(code).toBe(0);
      expect(output).toContain("brand     vt_brand_test\n");
      expect(output).toContain(`operator  none in ${directory}/keys yet`);
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  it("is what npm's scripts and the image run", async () => {
    const { bin, scripts } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
      bin: Record<string, string>;
      scripts: Record<string, string>;
    };
    expect(bin).toEqual({ vitrine: "server/vitrine.mjs" });
    for (const [script, command] of [
      ["start", "serve"],
      ["assets", "assets"],
      ["bots", "bots"],
    ] as const)
      expect(scripts[script]).toBe(`node server/vitrine.mjs ${command}`);
    expect(await readFile(join(root, "Dockerfile"), "utf8")).toContain('CMD ["node", "server/vitrine.mjs", "serve"]');
  });
});
