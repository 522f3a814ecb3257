import { Worker } from "node:worker_threads";
import type { ValidatorMessage } from "gltf-validator";
import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import { makeFinding } from "../steps/findings.ts";
import type { Container } from "./read-container.ts";
import type { ValidatorTask } from "./validator-thread.ts";

/** Where the Khronos validator stops collecting. */
const ISSUES_MAX = 5_000;

/** How long the validator may take: some files keep it busy for ever. */
const VALIDATION_MS = 60_000;

/** The most JavaScript heap that it may use; what it reads lies outside of the heap. */
const VALIDATION_HEAP_MB = 1_024;

const SEVERITIES = ["error", "warning", "information", "information"] as const;

type Answer = { readonly ok: true; readonly messages: ValidatorMessage[] } | { readonly ok: false; reason: string };

/** The validator leaves some failures unanswered and throws others where nobody can catch them, hence the thread. */
function askValidator(task: ValidatorTask): Promise<Answer> {
  const worker = new Worker(new URL("./validator-thread.ts", import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: VALIDATION_HEAP_MB },
  });
  return new Promise((resolve) => {
    const finish = (answer: Answer) => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    };
    const timer = setTimeout(() => finish({ ok: false, reason: "it took too long" }), VALIDATION_MS);
    worker.once("message", (messages: ValidatorMessage[]) => finish({ ok: true, messages }));
    worker.once("error", (cause) => finish({ ok: false, reason: String(cause) }));
    worker.once("exit", () => finish({ ok: false, reason: "it gave no answer" }));
  });
}

/**
 * Runs the Khronos validator on a model and returns all that it says, as it says it. It sees the model and `resources`
 * (by URI), never the disk. What makes the validator itself fail becomes the finding VALIDATOR_FAILED.
 */
export async function validateModel(
  { bytes, format }: Pick<Container, "bytes" | "format">,
  resources: ReadonlyMap<string, Uint8Array>,
): Promise<ModelFinding[]> {
  const answer = await askValidator({ bytes, format, resources, maxIssues: ISSUES_MAX });
  if (!answer.ok) {
    const message = `The Khronos validator could not read the file: ${answer.reason}.`;
    return [makeFinding("error", "VALIDATOR_FAILED", message)];
  }
  return answer.messages.map(({ severity, code, message, pointer, offset }) => {
    const where = pointer || (offset === undefined ? undefined : `@${offset}`);
    return makeFinding(SEVERITIES[severity] ?? "information", code, message, where);
  });
}
