import { Worker } from "node:worker_threads";
import { makeFinding } from "../intake/findings.ts";
import { type Inspection, refuseModel } from "./inspect-in-thread.ts";

export type { Inspection } from "./inspect-in-thread.ts";

/** How long one file may keep a thread busy. */
const INSPECTION_MS = 30_000;

/** The most JavaScript heap that one inspection may use. */
const INSPECTION_HEAP_MB = 1_024;

const abandon = (code: string, message: string): Inspection => refuseModel([makeFinding("error", code, message)]);

/**
 * Says whether a GLB is fit to be shown, with every finding worst first, and what it measures. Works in a thread of
 * its own with limits on time and memory, so that no file can stall or end the server. Never rejects: a file that
 * breaks the limits is refused with INSPECTION_TIMEOUT or INSPECTION_FAILED.
 */
export function inspectModel(bytes: Uint8Array): Promise<Inspection> {
  const worker = new Worker(new URL("./inspection-thread.ts", import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: INSPECTION_HEAP_MB },
  });
  return new Promise<Inspection>((resolve) => {
    const timer = setTimeout(() => {
      resolve(abandon("INSPECTION_TIMEOUT", "The model took too long to read."));
      void worker.terminate();
    }, INSPECTION_MS);
    const finish = (inspection: Inspection) => {
      clearTimeout(timer);
      resolve(inspection);
    };
    worker.once("message", finish);
    worker.once("error", (cause) => finish(abandon("INSPECTION_FAILED", `The model could not be read: ${cause}`)));
    worker.once("exit", () => finish(abandon("INSPECTION_FAILED", "The model could not be read.")));
  });
}
