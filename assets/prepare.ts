import { readFile, stat } from "node:fs/promises";
import type { GoodsOutput, GoodsReport, TargetName } from "../rooms/protocol/goods.ts";
import { checkModel } from "./checks/check-model.ts";
import { judgeTarget } from "./checks/judge-target.ts";
import { readFacts } from "./checks/read-facts.ts";
import { openModel } from "./intake/open-model.ts";
import { makeBase } from "./optimise/make-base.ts";
import { type MadeTarget, makeTarget } from "./optimise/make-target.ts";
import { openWorkshop, type Workshop } from "./optimise/workshop.ts";
import { writeOutput } from "./optimise/write-output.ts";
import type { Prepared, PreparedFile, PrepareOptions, SayProgress } from "./prepared.ts";
import { hasError } from "./steps/findings.ts";
import { fingerprint } from "./steps/fingerprint.ts";
import { TARGET_LIMITS } from "./targets.ts";

/** Where the model to prepare is, and what its owner calls it. */
export type PrepareSource = { readonly path: string; readonly fileName: string };

const secondsSince = (startedMs: number) => (performance.now() - startedMs) / 1_000;

const peakMB = () => Math.round(process.resourceUsage().maxRSS / 1_024);

/** Of the file as it was uploaded; of the GLB that it became where that was a folder. */
async function hashSource(path: string, glb: Uint8Array): Promise<string> {
  return (await stat(path)).isFile() ? fingerprint(await readFile(path)) : fingerprint(glb);
}

async function describeOutput({ io }: Workshop, { target, glb }: MadeTarget, hash: string): Promise<GoodsOutput> {
  const facts = readFacts(await io.readBinary(glb), glb.byteLength);
  const { passes, checks } = judgeTarget(target, facts);
  const { bytes, triangles, drawCalls, maxTexturePixels: maxTexture } = facts.measures;
  return { target, hash, url: "", bytes, triangles, drawCalls, maxTexture, passes, checks, ssim: null, psnr: null };
}

/** The most detailed first: each begins with the shape that the one before has left. */
const finestFirst = (targets: readonly TargetName[]): TargetName[] =>
  [...new Set(targets)].sort((one, other) => TARGET_LIMITS[other].triangles - TARGET_LIMITS[one].triangles);

async function makeTargets(workshop: Workshop, glb: Uint8Array, options: PrepareOptions, say: SayProgress) {
  say("optimising", "Tidying up", 0);
  let shape = await makeBase(workshop, glb, options.rescale);
  const outputs: GoodsOutput[] = [];
  const files: PreparedFile[] = [];
  const targets = finestFirst(options.targets);
  for (const [index, target] of targets.entries()) {
    say("optimising", `Making the file for: ${TARGET_LIMITS[target].title}`, (index + 0.2) / targets.length);
    const made = await makeTarget(workshop, shape, target);
    shape = made.shape;
    const about = { role: "target", target, triangles: made.shape.survey.triangles } as const;
    const file = await writeOutput(options.outDir, `${target}.glb`, made.glb, about);
    files.push(file);
    outputs.push(await describeOutput(workshop, made, file.hash));
  }
  return { outputs, files };
}

/**
 * Checks a model, makes what can be made right of it, and writes the results into `options.outDir`: the whole way from
 * a studio's export to files for the shelf. A file that must not be shown is refused. Takes as long and as much memory
 * as the model makes it take: for files from strangers run it in a process of its own (run-prepare.ts).
 * @throws Error when the disk fails
 */
export async function prepareModel(
  source: PrepareSource,
  options: PrepareOptions,
  say: SayProgress,
): Promise<Prepared> {
  const startedMs = performance.now();
  say("checking", "Reading the file", 0);
  const opened = await openModel(source.path);
  if (!opened.ok) return opened;
  say("checking", "Measuring", 0.5);
  const declared = options.declaredSizeMetres ? { declaredSizeMetres: options.declaredSizeMetres } : {};
  const checked = await checkModel(opened, declared);
  if (hasError(checked.findings)) {
    const [worst] = checked.findings;
    return {
      ok: false,
      code: worst?.code ?? "MODEL_INVALID",
      message: worst?.message ?? "",
      findings: checked.findings,
    };
  }
  const report: GoodsReport = {
    fileName: source.fileName,
    hash: await hashSource(source.path, opened.glb),
    input: checked.measures,
    extentMetres: checked.extentMetres,
    textures: checked.textures,
    verdicts: checked.verdicts,
    outputs: [],
    findings: checked.findings,
    steps: [],
    ssim: null,
    psnr: null,
    seconds: secondsSince(startedMs),
    peakMB: peakMB(),
  };
  options.onChecked?.({ glb: opened.glb, report });
  const original = await writeOutput(options.outDir, "original.glb", opened.glb, { role: "original-glb" });
  const workshop = await openWorkshop({ announce: () => {}, whyNot: () => null });
  const { outputs, files } = await makeTargets(workshop, opened.glb, options, say);
  const done = { outputs, steps: workshop.records, seconds: secondsSince(startedMs), peakMB: peakMB() };
  return { ok: true, report: { ...report, ...done }, files: [original, ...files] };
}
