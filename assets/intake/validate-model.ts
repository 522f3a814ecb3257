import { Worker } from "node:worker_threads";
import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import { makeFinding } from "../steps/findings.ts";
import type { ValidatorAnswer, ValidatorTask } from "./run-validator.ts";

/** How the validator is run: apart, or by a thread that may die. */
export type RunValidator = (task: ValidatorTask) => Promise<ValidatorAnswer>;

/** How long the validator may take: some files keep it busy for ever. */
const VALIDATION_MS = 60_000;

/** The most JavaScript heap that it may use; the files themselves lie outside of the heap. */
const VALIDATION_HEAP_MB = 1_024;

const SEVERITIES = ["error", "warning", "information", "information"] as const;

/** Runs the validator in a thread of its own with limits on time and memory. Never rejects. */
export function validateApart(task: ValidatorTask): Promise<ValidatorAnswer> {
  const worker = new Worker(new URL("./validator-thread.ts", import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: VALIDATION_HEAP_MB },
  });
  return new Promise((resolve) => {
    const finish = (answer: ValidatorAnswer) => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    };
    const timer = setTimeout(() => finish({ ok: false, reason: "it took too long" }), VALIDATION_MS);
    worker.once("message", finish);
    worker.once("error", (cause) => finish({ ok: false, reason: String(cause) }));
    worker.once("exit", () => finish({ ok: false, reason: "it gave no answer" }));
  });
}

/**
 * Asks the Khronos validator about a model and returns all that it says, as it says it. It sees the model and its
 * resources, never the disk. What makes the validator itself fail becomes the finding VALIDATOR_FAILED.
 */
export async function validateModel(task: ValidatorTask, run: RunValidator): Promise<ModelFinding[]> {
  const answer = await run(task);
  if (!answer.ok) {
    const message = `The Khronos validator could not read the file: ${answer.reason}.`;
    return [makeFinding("error", "VALIDATOR_FAILED", message)];
  }
  return answer.messages.map(({ severity, code, message, pointer, offset }) => {
    const where = pointer || (offset === undefined ? undefined : `@${offset}`);
    return makeFinding(SEVERITIES[severity] ?? "information", code, message, where);
  });
}
