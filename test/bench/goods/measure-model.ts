import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readFacts } from "../../../assets/checks/facts/read-facts.ts";
import { judgeTarget } from "../../../assets/checks/judge-target.ts";
import { createModelIo } from "../../../assets/intake/model-io.ts";
import { comparePictures } from "../../../assets/pictures/compare.ts";
import { FOUR_SIDES } from "../../../assets/pictures/page/views.ts";
import type { Studio } from "../../../assets/pictures/studio.ts";
import { COMPILE_CACHE } from "../../../assets/runner/compile-cache.ts";
import { runTool, type ToolRun } from "./run-tool.ts";

const TOOLS = ["vitrine", "gltf-transform", "gltfpack"] as const;
export type Tool = (typeof TOOLS)[number];

type Result = {
  readonly tool: Tool;
  readonly seconds: number;
  readonly peakMB: number;
  readonly bytes: number;
  readonly triangles: number;
  readonly meetsTarget: boolean;
  /** On the side where they are least alike; null where nothing could be rendered. */
  readonly ssim: number | null;
  readonly psnr: number | null;
};

type Stage = { readonly name: string; readonly seconds: number; readonly peakMB: number };

export type ModelRun = {
  readonly model: string;
  readonly bytes: number;
  readonly triangles: number;
  readonly results: readonly Result[];
  readonly failures: readonly { readonly tool: Tool; readonly said: string }[];
  /** Of Vitrine alone. */
  readonly stages: readonly Stage[];
  /** What the comparison by eye took, which Vitrine does as well and the peers do not: seconds. */
  readonly lookSeconds: number | null;
};

const PIXELS = 512;

const modules = resolve(import.meta.dirname, "../../../node_modules");

/** Each tool at its defaults. */
function argumentsFor(tool: Tool, input: string, output: string, facts: string): string[] {
  if (tool === "vitrine") return [resolve(import.meta.dirname, "worker.ts"), input, output, facts];
  if (tool === "gltfpack") return [join(modules, "gltfpack/cli.js"), "-i", input, "-o", output];
  return [join(modules, "@gltf-transform/cli/bin/cli.js"), "optimize", input, output];
}

/** As the pipeline runs it. */
const environmentFor = (tool: Tool): Record<string, string> =>
  tool === "vitrine" ? { NODE_COMPILE_CACHE: COMPILE_CACHE } : {};

type Point = readonly [number, number, number];

async function shoot(studio: Studio, glb: Uint8Array, bounds: { min: Point; max: Point }) {
  const size = { width: PIXELS, height: PIXELS } as const;
  return studio.render(glb, { ...size, views: FOUR_SIDES, transparent: true, bounds });
}

async function readModel(path: string) {
  const glb = await readFile(path);
  const io = await createModelIo();
  const facts = readFacts(await io.readBinary(glb), glb.byteLength);
  const { boundsMin: min, boundsMax: max } = facts.measures;
  return { glb, facts, bounds: { min, max } };
}

async function compare(
  reference: readonly Buffer[] | null,
  studio: Studio | null,
  made: Awaited<ReturnType<typeof readModel>>,
) {
  if (!reference || !studio) return { ssim: null, psnr: null };
  const after = await shoot(studio, made.glb, made.bounds);
  const sides = await Promise.all(reference.map((side, index) => comparePictures(side, after[index]!)));
  return { ssim: Math.min(...sides.map(({ ssim }) => ssim)), psnr: Math.min(...sides.map(({ psnr }) => psnr)) };
}

/** Optimises one file with each tool, one after the other, and looks at what they made. */
export async function measureModel(
  model: string,
  input: string,
  directory: string,
  studio: Studio | null,
): Promise<ModelRun> {
  const original = await readModel(input);
  const reference = studio ? await shoot(studio, original.glb, original.bounds).catch(() => null) : null;
  const results: Result[] = [];
  const failures: { tool: Tool; said: string }[] = [];
  let [stages, lookSeconds]: [Stage[], number | null] = [[], null];
  for (const tool of TOOLS) {
    const [output, facts] = [join(directory, `${model}.${tool}.glb`), join(directory, `${model}.json`)];
    const run: ToolRun = await runTool(argumentsFor(tool, input, output, facts), environmentFor(tool));
    const made = run.ok ? await readModel(output).catch(() => null) : null;
    if (!made) {
      failures.push({ tool, said: run.said });
      continue;
    }
    if (tool === "vitrine") stages = JSON.parse(await readFile(facts, "utf8")).stages;
    const startedMs = performance.now();
    const likeness = await compare(reference, studio, made).catch(() => ({ ssim: null, psnr: null }));
    if (tool === "vitrine" && likeness.ssim !== null) lookSeconds = (performance.now() - startedMs) / 1_000;
    const { bytes, triangles } = made.facts.measures;
    const meetsTarget = judgeTarget("web-planner", made.facts).passes;
    const { seconds, peakMB } = run;
    results.push({ tool, seconds, peakMB, bytes, triangles, meetsTarget, ...likeness });
  }
  const { bytes, triangles } = original.facts.measures;
  return { model, bytes, triangles, results, failures, stages, lookSeconds };
}
