import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { buildBox } from "../../support/models/build-box.ts";
import { buildSphere } from "../optimise/build-sphere.ts";

/** Far more than these take on an idle machine: each starts processes of its own. */
vi.setConfig({ testTimeout: 180_000 });

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "vitrine-cli-"));
  await writeFile(join(directory, "box.glb"), await buildBox(1, 1, 1));
  await writeFile(join(directory, "large.glb"), await buildSphere({ side: 160, pixels: 1_024 }));
  await writeFile(join(directory, "broken.glb"), "this is no model");
});

afterAll(() => rm(directory, { recursive: true, force: true }));

type Run = { readonly code: number; readonly out: string; readonly err: string };

const run = (...args: string[]) =>
  new Promise<Run>((done) => {
    const cli = resolve(import.meta.dirname, "../../../assets/cli.ts");
    execFile(process.execPath, [cli, ...args], { cwd: directory }, (error, out, err) =>
      done({ code: Number(error?.code ?? 0), out, err }),
    );
  });

it("check says nothing but one JSON array with an object for each file, and ends with the worst", async () => {
  const { code, out } = await run("check", "box.glb", "broken.glb", "--json");
  expect(code).toBe(2);
  const [box, broken] = JSON.parse(out);
  expect(Object.keys(box)).toEqual(["file", "input", "outputs", "findings", "ssim", "psnr", "seconds", "peakMB"]);
  expect(box).toMatchObject({ file: "box.glb", outputs: [], input: { triangles: 12, drawCalls: 1, maxTexture: 0 } });
  expect(box.input.extentMetres).toEqual([1, 1, 1]);
  for (const finding of box.findings) {
    expect(Object.keys(finding)).toEqual(["code", "severity", "where", "message", "fix", "fixed"]);
  }
  expect(broken).toMatchObject({
    refused: { code: expect.any(String), message: expect.any(String) },
    input: { bytes: 16, triangles: 0 },
    outputs: [],
  });
});

it("a file that misses its target ends with 1, and with 0 once it is optimised; what was made is kept", async () => {
  expect((await run("check", "large.glb", "--target", "web-planner")).code).toBe(1);
  const { code, out } = await run(
    ...["optimise", "large.glb", "--target", "web-planner", "--out", "kept", "--json", "--no-pictures"],
  );
  expect(code).toBe(0);
  const [large] = JSON.parse(out);
  expect(large.outputs).toMatchObject([{ target: "web-planner", passes: true }]);
  expect(large.outputs[0].bytes).toBeLessThan(1_000_000);
  expect(await readdir(join(directory, "kept"))).toEqual(
    expect.arrayContaining(["large.web-planner.glb", "large.level-0.glb"]),
  );
});

it.each([
  ["an unknown target", ["check", "box.glb", "--target", "moon"]],
  ["an unknown option", ["check", "box.glb", "--fast"]],
  ["an unknown command", ["improve", "box.glb"]],
  ["a file that is not there", ["check", "nothing.glb"]],
  ["no file", ["check"]],
])("%s ends with 2, with help on standard error and nothing on standard output", async (_, args) => {
  const { code, out, err } = await run(...args);
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(err).toContain("--target");
});
