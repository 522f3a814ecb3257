import { readFile, stat } from "node:fs/promises";
import type { GoodsReport } from "../rooms/protocol/goods.ts";
import { type CheckedModel, checkModel } from "./checks/check-model.ts";
import { type OpenedModel, openModel } from "./intake/open-model.ts";
import type { WorkshopOptions } from "./optimise/workshop.ts";
import type { Prepared, PrepareOptions, SayProgress } from "./prepared.ts";
import { hasError } from "./steps/findings.ts";
import { fingerprint } from "./steps/fingerprint.ts";

/** Where the model to prepare is, and what its owner calls it. */
export type PrepareSource = { readonly path: string; readonly fileName: string };

/** Who is told of each step, and what must not be tried. */
const FREE_HAND: WorkshopOptions = { announce: () => {}, whyNot: () => null };

const since = (startedMs: number): Pick<GoodsReport, "seconds" | "peakMB"> => ({
  seconds: (performance.now() - startedMs) / 1_000,
  peakMB: Math.round(process.resourceUsage().maxRSS / 1_024),
});

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
  const opening = openModel(source.path);
  // Loaded while the file is validated in another thread: a check alone needs none of it.
  const making = options.targets.length > 0 ? await import("./optimise/make-goods.ts") : null;
  const opened = await opening;
  if (!opened.ok) return opened;
  const workshop = await making?.openShop(opened, options, guard);
  say("checking", "Measuring", 0.5);
  const { declaredSizeMetres, rescale } = options;
  const checked = await checkModel(opened, { declaredSizeMetres, rescale });
  const [first] = checked.findings;
  if (first && hasError(checked.findings)) {
    return { ok: false, code: first.code, message: first.message, findings: checked.findings };
  }
  const report = { ...(await startReport(source, opened, checked)), ...since(startedMs) };
  options.onChecked?.({ glb: opened.glb, report });
  if (!making || !workshop) return { ok: true, report, files: [] };
  const made = await making.makeGoods(opened, report, options, say, workshop);
  return { ok: true, files: made.files, report: { ...made.report, ...since(startedMs) } };
}
