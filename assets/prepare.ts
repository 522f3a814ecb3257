import { readFile, stat } from "node:fs/promises";
import type { ModelFinding } from "../rooms/protocol/catalog.ts";
import type { GoodsOutput, GoodsReport } from "../rooms/protocol/goods.ts";
import { type CheckedModel, checkModel, type Declared } from "./checks/check-model.ts";
import { type OpenedModel, openModel } from "./intake/open-model.ts";
import { explainOutputs } from "./optimise/explain-outputs.ts";
import { BLIND_EYE, type Eye, openEye } from "./optimise/eye.ts";
import { makeBase } from "./optimise/make-base.ts";
import { type Extras, makePortraits, makeUsdz } from "./optimise/make-extras.ts";
import { makeOutputs, type Outputs } from "./optimise/make-outputs.ts";
import { markFixed } from "./optimise/mark-fixed.ts";
import { surveyDocument } from "./optimise/survey.ts";
import { openWorkshop, type Workshop, type WorkshopOptions } from "./optimise/workshop.ts";
import { writeOutput } from "./optimise/write-output.ts";
import type { Prepared, PrepareOptions, SayProgress } from "./prepared.ts";
import { hasError, rankFindings } from "./steps/findings.ts";
import { fingerprint } from "./steps/fingerprint.ts";
import { listArLosses } from "./usdz/losses.ts";

/** Where the model to prepare is, and what its owner calls it. */
export type PrepareSource = { readonly path: string; readonly fileName: string };

/** Who is told of each step, and what must not be tried. */
const FREE_HAND: WorkshopOptions = { announce: () => {}, whyNot: () => null };

const secondsSince = (startedMs: number) => (performance.now() - startedMs) / 1_000;

const peakMB = () => Math.round(process.resourceUsage().maxRSS / 1_024);

/** Of the file as it was uploaded; of the GLB that it became where that was a folder. */
async function hashSource(path: string, glb: Uint8Array): Promise<string> {
  return (await stat(path)).isFile() ? fingerprint(await readFile(path)) : fingerprint(glb);
}

async function startReport(
  { path, fileName }: PrepareSource,
  { glb }: OpenedModel,
  checked: CheckedModel,
): Promise<GoodsReport> {
  const { measures: input, extentMetres, textures, verdicts, findings } = checked;
  const hash = await hashSource(path, glb);
  const nothing = { outputs: [], steps: [], ssim: null, psnr: null, seconds: 0, peakMB: 0 };
  return { fileName, hash, input, extentMetres, textures, verdicts, findings, ...nothing };
}

/** Files beside the targets' own: for AR on iOS, and pictures. */
async function makeExtras(
  workshop: Workshop,
  eye: Eye,
  { made }: Outputs,
  options: PrepareOptions,
  say: SayProgress,
): Promise<Extras> {
  const [files, findings]: [Extras["files"], ModelFinding[]] = [[], []];
  const keep = (extras: Extras) => {
    files.push(...extras.files);
    findings.push(...extras.findings);
  };
  const ar = made.find(({ target }) => target === "mobile-ar");
  if (ar && options.extras) {
    say("optimising", "Making files for AR", 0.75);
    const document = await workshop.io.readBinary(ar.glb);
    findings.push(...listArLosses(document));
    keep(await makeUsdz(workshop, document, ar.survey.materialVariants, options.outDir));
  }
  const [best] = made;
  if (best && eye.studio && options.extras) {
    say("optimising", "Taking pictures", 0.8);
    keep(await makePortraits(workshop, eye.studio, best.glb, best.survey.materialVariants, options.outDir));
  }
  return { files, findings };
}

const worst = (outputs: readonly GoodsOutput[], figure: "ssim" | "psnr"): number | null => {
  const known = outputs.flatMap((output) => output[figure] ?? []);
  return known.length > 0 ? Math.min(...known) : null;
};

/**
 * Checks a model, makes what can be made right of it, and writes the results into `options.outDir`: the whole way from
 * a studio's export to files for the shelf. A file that must not be shown is refused. Takes as long and as much memory
 * as the model makes it take: for files from strangers use `runPrepare`, which does it in a process of its own.
 * @throws Error when the disk fails
 */
export async function prepareModel(
  source: PrepareSource,
  options: PrepareOptions,
  say: SayProgress,
  guard: WorkshopOptions = FREE_HAND,
): Promise<Prepared> {
  const startedMs = performance.now();
  say("checking", "Reading the file", 0);
  const opened = await openModel(source.path);
  if (!opened.ok) return opened;
  say("checking", "Measuring", 0.5);
  const declared: Declared = { declaredSizeMetres: options.declaredSizeMetres };
  const checked = await checkModel(opened, { ...declared, rescale: options.rescale });
  const [first] = checked.findings;
  if (first && hasError(checked.findings)) {
    return { ok: false, code: first.code, message: first.message, findings: checked.findings };
  }
  const report = {
    ...(await startReport(source, opened, checked)),
    seconds: secondsSince(startedMs),
    peakMB: peakMB(),
  };
  options.onChecked?.({ glb: opened.glb, report });
  if (options.targets.length === 0) return { ok: true, report, files: [] };
  const original = await writeOutput(options.outDir, "original.glb", opened.glb, { role: "original-glb" });
  const workshop = await openWorkshop(guard);
  const survey = surveyDocument(opened.document, opened.glb.byteLength);
  const eye = options.pictures ? await openEye({ glb: opened.glb, survey }, options) : BLIND_EYE;
  try {
    say("optimising", "Tidying up", 0);
    const base = await makeBase(workshop, opened.glb, options.rescale);
    const came = { glb: opened.glb, document: opened.document, survey, rescale: options.rescale ?? 1 };
    const made = await makeOutputs(workshop, eye, { base, original: came }, options, say);
    const extras = await makeExtras(workshop, eye, made, options, say);
    say("optimising", "Checking the results", 0.95);
    const findings = explainOutputs(workshop, made, await markFixed(report.findings, made, declared));
    const { outputs } = made;
    const done: GoodsReport = {
      ...report,
      outputs,
      findings: rankFindings([...findings, ...extras.findings]),
      steps: workshop.records,
      ssim: worst(outputs, "ssim"),
      psnr: worst(outputs, "psnr"),
      seconds: secondsSince(startedMs),
      peakMB: peakMB(),
    };
    return { ok: true, report: done, files: [original, ...made.files, ...extras.files] };
  } finally {
    await eye.close();
  }
}
