import { readFile, rm } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Prepared, PrepareOptions } from "../../../assets/optimise/prepared.ts";
import type { PipelineFailure, RunOptions } from "../../../assets/runner/run-prepare.ts";
import type { Model } from "../../../rooms/protocol/catalog.ts";
import { VitrineError } from "../../../rooms/protocol/errors.ts";
import { type GoodsReport, TARGETS } from "../../../rooms/protocol/goods.ts";
import type { Catalog } from "../../catalog/service.ts";
import type { Logger } from "../../process/log.ts";
import type { Storage } from "../../storage/storage.ts";
import type { ModelFiles } from "../uploads/files.ts";
import type { Inspection } from "../uploads/service.ts";
import { type Claim, claimVersion, patiently } from "../versions/claim.ts";
import { addFinding, keepReport, readReport } from "../versions/report-files.ts";
import type { Shelf } from "../versions/shelf.ts";
import type { StoredVersion, VersionPlace } from "../versions/stored-version.ts";
import type { VersionBook } from "../versions/version-book.ts";
import { composeModel, pickShown, placeOutputs } from "./compose-model.ts";
import { placeFiles } from "./place-files.ts";

/** Prepares one model in a process of its own; see assets/runner/run-prepare.ts. */
export type RunPrepare = (
  source: { readonly path: string; readonly fileName: string },
  options: Omit<PrepareOptions, "onChecked">,
  run: RunOptions,
) => Promise<Prepared | PipelineFailure>;

export type PreparingDeps = {
  readonly catalog: Pick<Catalog, "readProduct">;
  readonly book: VersionBook;
  readonly shelf: Pick<Shelf, "publishWhenReady">;
  readonly files: ModelFiles;
  readonly storage: Storage;
  readonly log: Logger;
  readonly limits: NonNullable<RunOptions["limits"]>;
  /** What a preparation may make beside the files for the targets, and with which browser. */
  readonly making: Pick<PrepareOptions, "pictures" | "extras" | "chromium" | "searchPath">;
  runPrepare: RunPrepare;
  inspect(bytes: Uint8Array): Promise<Inspection>;
};

/** How work on a version ended: for good, or it goes back into the queue because this process stops. */
type PreparingEnd = "done" | "put-back";

/** Does the work of the queue. */
export type Preparing = {
  /**
   * Prepares a version and notes what came of it, whatever that is.
   * @param stop aborted when this process stops
   * @throws Error when it broke off in a way that another try may well survive
   */
  prepare(place: VersionPlace, stop: AbortSignal): Promise<PreparingEnd>;
  /** Notes that no more tries are made. */
  giveUp(place: VersionPlace, message: string): Promise<void>;
};

type Work = {
  readonly place: VersionPlace;
  readonly claim: Claim;
  readonly folder: string;
  readonly stop: AbortSignal;
};

/** A broken-off try that may be made again. */
class BrokenOff extends Error {}

export function createPreparing(deps: PreparingDeps): Preparing {
  const { book, files, log } = deps;
  return {
    async prepare(place, stop) {
      const claim = await claimVersion(book, place);
      if (!claim) return "done";
      const folder = await files.openFolder();
      try {
        return await work(deps, { place, claim, folder, stop });
      } catch (error) {
        if (error instanceof BrokenOff || !(error instanceof VitrineError)) throw error;
        log.warn({ ...place, code: error.code }, "A model could not be prepared");
        await noteFailure(deps, { place, claim, folder, stop }, { code: error.code, message: error.message });
        return "done";
      } finally {
        await claim.release();
        await rm(folder, { recursive: true, force: true });
      }
    },
    async giveUp(place, message) {
      const refusal = { code: "PIPELINE_CRASHED", message, findings: [] };
      await patiently(() =>
        book.change(place, ({ state }) =>
          state === "ready" || state === "refused" || state === "cancelled"
            ? null
            : { ...ENDED, state: "failed", refusal },
        ),
      );
    },
  };
}

const ENDED = { stage: null, progress: 0, claim: null } as const;

async function work(deps: PreparingDeps, job: Work): Promise<PreparingEnd> {
  const { claim, stop, place } = job;
  const prepared = await run(deps, job);
  if (stop.aborted && !prepared.ok) {
    await claim.change(() => ({ ...ENDED, state: "queued" }));
    return "put-back";
  }
  if (claim.lost.aborted) return "done";
  if (prepared.ok) await noteReady(deps, job, prepared);
  else if (!isFailure(prepared)) {
    const { code, message, findings } = prepared;
    await claim.change(() => ({ ...ENDED, state: "refused", refusal: { code, message, findings: [...findings] } }));
  } else if (prepared.code === "PIPELINE_CRASHED") throw new BrokenOff(prepared.message);
  else await noteFailure(deps, job, prepared);
  deps.log.info({ ...place, outcome: prepared.ok ? "ready" : prepared.code }, "A model was prepared");
  return "done";
}

async function run(deps: PreparingDeps, { place, claim, folder, stop }: Work) {
  const { catalog, storage, making, limits, runPrepare } = deps;
  const { file, fileName, rescale } = claim.version;
  const path = join(folder, `source${extname(file)}`);
  await storage.fetch(file, path);
  const { sizeMetres } = await catalog.readProduct(place.brandId, place.productId);
  let checked: Promise<unknown> = Promise.resolve();
  const prepared = await runPrepare(
    { path, fileName },
    {
      ...making,
      outDir: join(folder, "out"),
      targets: TARGETS,
      ...(sizeMetres ? { declaredSizeMetres: sizeMetres } : {}),
      ...(rescale === null ? {} : { rescale }),
    },
    {
      limits,
      signal: AbortSignal.any([claim.lost, stop]),
      say: claim.say,
      onChecked: (report) => {
        checked = noteChecked(deps, { claim, folder, place, stop }, report);
        checked.catch(() => undefined);
      },
    },
  );
  await checked;
  return prepared;
}

const isFailure = ({ code }: { readonly code: string }): boolean =>
  code.startsWith("PIPELINE_") || code === "STORAGE_FULL";

/** The report can be read from now on, and the file as it came may be shown should nothing come of the rest. */
async function noteChecked({ storage }: PreparingDeps, { claim, folder }: Work, report: GoodsReport): Promise<void> {
  const reportFile = await keepReport(storage, report, folder);
  const model = modelAsItCame(claim.version, report);
  await claim.change((version) => ({ state: "optimising", progress: 0, reportFile, model: version.model ?? model }));
}

/** The uploaded file as a model, where it is one that can be shown and is fit for the showroom. */
function modelAsItCame({ id, file, original, createdAt }: StoredVersion, report: GoodsReport): Model | null {
  const isFit = report.verdicts.some(({ target, passes }) => target === "web-planner" && passes);
  if (!file.endsWith(".glb") || !isFit) return null;
  const { hash, url } = original;
  return { hash, url, measures: report.input, findings: report.findings, uploadedAt: createdAt, versionId: id };
}

type Made = Extract<Prepared, { ok: true }>;

/** Files first, then the version in one write, then the shelf: whoever reads a version finds all of it. */
async function noteReady(deps: PreparingDeps, { place, claim, folder }: Work, made: Made): Promise<void> {
  const { storage, inspect, shelf } = deps;
  claim.say("optimising", "Storing the files", 0.97);
  const shownFile = pickShown(made.files.map((file) => ({ ...file, url: "" })));
  const inspection = shownFile && (await inspect(await readFile(shownFile.path)));
  const files = await placeFiles(storage, made.files);
  const shown = pickShown(files);
  if (!shown || !inspection?.ok) throw new BrokenOff("What was made of the model cannot be shown.");
  const report = placeOutputs(made.report, files);
  const reportFile = await keepReport(storage, report, folder);
  const { version } = claim;
  const { measures } = inspection;
  const { findings } = report;
  const model = composeModel(shown, {
    versionId: version.id,
    uploadedAt: version.createdAt,
    files,
    findings,
    measures,
  });
  const glbUrl = files.find(({ role }) => role === "original-glb")?.url;
  await claim.change(({ original }) => ({
    ...ENDED,
    state: "ready",
    progress: 1,
    awaitsShelf: true,
    refusal: null,
    reportFile,
    model,
    original: glbUrl === undefined ? original : { ...original, glbUrl },
  }));
  await patiently(() => shelf.publishWhenReady(place));
}

/** Says in the version and in its report why nothing was made of it. What was checked stays fit to be published. */
async function noteFailure(
  { book, storage, log }: PreparingDeps,
  { place, claim, folder }: Work,
  { code, message }: { readonly code: string; readonly message: string },
): Promise<void> {
  const finding = { severity: "error", code, message: `The model was left as it came. ${message}` } as const;
  let reportFile: string | null = null;
  try {
    const { reportFile: checked } = await book.read(place);
    const report = checked === null ? null : await readReport(storage, checked);
    if (report) reportFile = await keepReport(storage, addFinding(report, finding), folder);
  } catch (error) {
    // With a full disk the version itself must say it.
    log.warn({ ...place, err: error }, "The report could not be kept");
  }
  const refusal = { code, message, findings: [finding] };
  await claim.change((version) => ({
    ...ENDED,
    state: "failed",
    refusal,
    reportFile: reportFile ?? version.reportFile,
  }));
}
