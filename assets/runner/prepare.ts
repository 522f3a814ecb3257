import { readFile, stat } from "node:fs/promises";
import type { Document } from "@gltf-transform/core";
import type { GoodsReport } from "../../rooms/protocol/goods.ts";
import { type CheckedModel, checkModel, type Declared } from "../checks/check-model.ts";
import { hasError, rankFindings } from "../intake/findings.ts";
import { fingerprint } from "../intake/fingerprint.ts";
import { type OpenedModel, openModel } from "../intake/open-model.ts";
import type { Refusal } from "../intake/refusal.ts";
import type { Prepared, PrepareOptions, SayProgress } from "../optimise/prepared.ts";
import type { Workshop, WorkshopOptions } from "../optimise/workshop.ts";

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
  const source = await stat(path);
  // A GLB that needs no packing is its own source.
  return source.isFile() && source.size !== glb.byteLength ? fingerprint(await readFile(path)) : fingerprint(glb);
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

type Checked = { readonly ok: true; readonly opened: OpenedModel; readonly checked: CheckedModel };

/** Opens a model and measures it while the validator is at work in another thread. */
async function check(
  path: string,
  declared: Declared,
  onDecoded: (document: Document) => Promise<unknown>,
): Promise<Checked | Refusal> {
  let measuring: Promise<CheckedModel> | undefined;
  const opened = await openModel(path, ({ document, glb }) => {
    measuring = onDecoded(document).then(() => checkModel({ document, glb, findings: [] }, declared));
    measuring.catch(() => {});
  });
  if (!opened.ok) return opened;
  const measured = await (measuring ?? checkModel(opened, declared));
  return {
    ok: true,
    opened,
    checked: { ...measured, findings: rankFindings([...opened.findings, ...measured.findings]) },
  };
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
  const { declaredSizeMetres, rescale } = options;
  // A check alone needs nothing that makes anything.
  const making = options.targets.length > 0 ? import("../optimise/make-goods.ts") : null;
  let workshop: Workshop | undefined;
  const known = await check(source.path, { declaredSizeMetres, rescale }, async (document) => {
    say("checking", "Measuring", 0.5);
    workshop = await (await making)?.openShop(document, options, guard);
  });
  if (!known.ok) return known;
  const { opened, checked } = known;
  const [first] = checked.findings;
  if (first && hasError(checked.findings)) {
    return { ok: false, code: first.code, message: first.message, findings: checked.findings };
  }
  const report = { ...(await startReport(source, opened, checked)), ...since(startedMs) };
  options.onChecked?.({ glb: opened.glb, report });
  if (!making || !workshop) return { ok: true, report, files: [] };
  const made = await (await making).makeGoods(opened, report, options, say, workshop);
  return { ok: true, files: made.files, report: { ...made.report, ...since(startedMs) } };
}
