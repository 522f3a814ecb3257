import type { Document } from "@gltf-transform/core";
import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import type { GoodsOutput, GoodsReport } from "../../rooms/protocol/goods.ts";
import type { Declared } from "../checks/check-model.ts";
import { rankFindings } from "../intake/findings.ts";
import type { OpenedModel } from "../intake/open-model.ts";
import { listArLosses } from "../usdz/losses.ts";
import { explainOutputs } from "./explain-outputs.ts";
import { BLIND_EYE, type Eye, openEye } from "./eye.ts";
import { makeBase } from "./make-base.ts";
import { type Extras, makePortraits, makeUsdz } from "./make-extras.ts";
import { finestFirst, makeOutputs, type Outputs } from "./make-outputs.ts";
import { prepareTextures } from "./make-target.ts";
import { markFixed } from "./mark-fixed.ts";
import type { PreparedFile, PrepareOptions, SayProgress } from "./prepared.ts";
import { surveyDocument } from "./workpiece/survey.ts";
import { openWorkshop, type Workshop, type WorkshopOptions } from "./workshop.ts";
import { writeOutput } from "./write-output.ts";

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

/** Opens a workshop for a model and has its textures encoded in other threads from now on. */
export async function openShop(
  document: Document,
  { targets }: PrepareOptions,
  guard: WorkshopOptions,
): Promise<Workshop> {
  const workshop = await openWorkshop(guard);
  const [first] = finestFirst(targets);
  if (first) prepareTextures(workshop, document, first);
  return workshop;
}

export type MadeGoods = { readonly report: GoodsReport; readonly files: readonly PreparedFile[] };

/**
 * Makes what can be made right of a model that has passed its check, and writes all files into `options.outDir`. The
 * report is the one that is given, and what came of it.
 * @throws Error when the disk fails
 */
export async function makeGoods(
  { glb, document }: OpenedModel,
  report: GoodsReport,
  options: PrepareOptions,
  say: SayProgress,
  workshop: Workshop,
): Promise<MadeGoods> {
  const original = await writeOutput(options.outDir, "original.glb", glb, { role: "original-glb" });
  const survey = surveyDocument(document, glb.byteLength);
  const eye = options.pictures ? await openEye({ glb, survey }, options) : BLIND_EYE;
  try {
    say("optimising", "Tidying up", 0);
    const base = await makeBase(workshop, glb, options.rescale);
    const came = { glb, document, survey, rescale: options.rescale ?? 1 };
    const made = await makeOutputs(workshop, eye, { base, original: came }, options, say);
    const extras = await makeExtras(workshop, eye, made, options, say);
    say("optimising", "Checking the results", 0.95);
    const declared: Declared = { declaredSizeMetres: options.declaredSizeMetres };
    const findings = explainOutputs(workshop, made, await markFixed(report.findings, made, declared));
    const { outputs } = made;
    const done: GoodsReport = {
      ...report,
      outputs,
      findings: rankFindings([...findings, ...extras.findings]),
      steps: workshop.records,
      ssim: worst(outputs, "ssim"),
      psnr: worst(outputs, "psnr"),
    };
    return { report: done, files: [original, ...made.files, ...extras.files] };
  } finally {
    await eye.close();
  }
}
