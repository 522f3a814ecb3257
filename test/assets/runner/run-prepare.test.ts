import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createModelIo } from "../../../assets/intake/model-io.ts";
import { openWorkpiece } from "../../../assets/optimise/workpiece/workpiece.ts";
import { runPrepare } from "../../../assets/runner/run-prepare.ts";
import { goodsReport } from "../../../rooms/protocol/goods.ts";
import { buildBox } from "../../support/models/build-box.ts";
import { buildSphere } from "../optimise/build-sphere.ts";

/** Far more than these take on an idle machine: each starts processes of its own. */
vi.setConfig({ testTimeout: 180_000 });

let directory: string;
let outDir: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "vitrine-prepare-"));
  outDir = join(directory, "out");
});

afterAll(() => rm(directory, { recursive: true, force: true }));

async function save(name: string, glb: Uint8Array) {
  const path = join(directory, name);
  await writeFile(path, glb);
  return { path, fileName: name };
}

it("a model becomes a file for each target, levels and files for AR, with a report in the protocol's shape", async () => {
  const source = await save("spheres.glb", await buildSphere({ side: 100, pixels: 512, copies: 4, variants: true }));
  const stages: string[] = [];
  const targets = ["web-planner", "mobile-ar"] as const;
  const prepared = await runPrepare(
    source,
    { outDir, targets, pictures: false, extras: true },
    { say: (state, _stage, progress) => stages.push(`${state} ${progress >= 0 && progress <= 1}`) },
  );
  if (!prepared.ok) throw new Error(prepared.message);
  const report = goodsReport.parse(prepared.report);
  expect(report.outputs.map(({ target, passes }) => [target, passes])).toEqual([
    ["mobile-ar", true],
    ["web-planner", true],
  ]);
  expect(new Set(stages)).toEqual(new Set(["checking true", "optimising true"]));
  const roles = prepared.files.map(({ role, level, materialVariant }) => `${role} ${level ?? materialVariant ?? ""}`);
  expect(roles).toEqual(expect.arrayContaining(["original-glb ", "level 0", "level 1", "usdz ", "usdz dark"]));
  const io = await createModelIo();
  const levels = prepared.files.filter(({ role }) => role === "level");
  for (const file of levels) {
    const { survey } = await openWorkpiece(io, await readFile(file.path));
    expect(survey.materialVariants).toEqual(["dark"]);
    expect(survey.isMapped).toBe(true);
  }
  expect(levels[0]!.bytes).toBeLessThanOrEqual(25_000);
  expect(levels.map(({ bytes }) => bytes)).toEqual(levels.map(({ bytes }) => bytes).toSorted((a, b) => a - b));
  expect(levels.map((each) => each.screenShare!)).toEqual(levels.map((each) => each.screenShare!).toSorted());
});

it("what is made is never larger than what came", async () => {
  const glb = await buildBox(1, 1, 1);
  const source = await save("box.glb", glb);
  const prepared = await runPrepare(source, { outDir, targets: ["banner"], pictures: false, extras: false });
  if (!prepared.ok) throw new Error(prepared.message);
  expect(prepared.report.outputs[0]!.bytes).toBeLessThanOrEqual(glb.byteLength);
});

it("a step that takes too long is left out, the report says so, and the model can still be published", async () => {
  const source = await save("heavy.glb", await buildSphere({ side: 400 }));
  const checked: string[] = [];
  const prepared = await runPrepare(
    source,
    { outDir, targets: ["desktop"], pictures: false, extras: false },
    { limits: { seconds: 60, stepSeconds: 60, memoryMB: 150 }, onChecked: ({ fileName }) => checked.push(fileName) },
  );
  // What Node and the codecs take by themselves differs: either the check ends it already, or it comes through.
  if (prepared.ok) expect(prepared.report.findings.map(({ code }) => code)).toContain("STEP_LEFT_OUT");
  else expect(prepared.code).toBe("PIPELINE_OUT_OF_MEMORY");
});

it("cancelling ends the work at once", async () => {
  const source = await save("cancelled.glb", await buildSphere({ side: 300 }));
  const controller = new AbortController();
  const running = runPrepare(
    source,
    { outDir, targets: ["desktop"], pictures: false, extras: false },
    { signal: controller.signal, say: () => controller.abort() },
  );
  expect(await running).toMatchObject({ ok: false, code: "PIPELINE_CANCELLED" });
});

it("a file that must not be shown is refused, and none that takes too long stalls whoever asks", async () => {
  const broken = await save("broken.glb", new TextEncoder().encode("this is no model"));
  const options = { outDir, targets: ["banner"], pictures: false, extras: false } as const;
  expect(await runPrepare(broken, options)).toMatchObject({ ok: false, code: expect.not.stringContaining("PIPELINE") });
  const slow = await runPrepare(broken, options, { limits: { stepSeconds: 0.001 } });
  expect(slow).toMatchObject({ ok: false, code: "PIPELINE_TIMEOUT" });
});
