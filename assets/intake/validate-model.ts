import { Worker } from "node:worker_threads";
import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import { makeFinding } from "./findings.ts";
import type { ValidatorAnswer, ValidatorTask } from "./run-validator.ts";

/** How the validator is run: apart, or by a thread that may die. */
export type RunValidator = (task: ValidatorTask) => Promise<ValidatorAnswer>;

/** How long the validator may take: some files keep it busy for ever. */
const VALIDATION_MS = 60_000;

/** The most JavaScript heap that it may use; the files themselves lie outside of the heap. */
const VALIDATION_HEAP_MB = 1_024;

const SEVERITIES = ["error", "warning", "information", "information"] as const;

/** A thread that waits for its next file: starting one takes longer than most files. */
let idle: Worker | null = null;

const startThread = (): Worker =>
  new Worker(new URL("./validator-thread.ts", import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: VALIDATION_HEAP_MB },
  });

/** Has a thread wait that keeps no process alive, and forgets it when it ends. */
function letWait(thread: Worker): void {
  idle?.removeAllListeners();
  void idle?.terminate();
  idle = thread;
  const forget = () => {
    if (idle === thread) idle = null;
  };
  thread.once("error", forget).once("exit", forget);
  thread.unref();
}

/** Starts a thread before it is needed, so that it is ready by then. */
export function warmValidator(): void {
  if (idle === null) letWait(startThread());
}

function takeThread(): Worker {
  const thread = idle ?? startThread();
  idle = null;
  thread.removeAllListeners();
  thread.ref();
  return thread;
}

/** Runs the validator in a thread of its own with limits on time and memory. Never rejects. */
export function validateApart(task: ValidatorTask): Promise<ValidatorAnswer> {
  const thread = takeThread();
  return new Promise((resolve) => {
    const finish = (answer: ValidatorAnswer, isWell: boolean) => {
      clearTimeout(timer);
      thread.removeAllListeners();
      if (isWell) letWait(thread);
      else void thread.terminate();
      resolve(answer);
    };
    const fail = (reason: string) => finish({ ok: false, reason }, false);
    const timer = setTimeout(() => fail("it took too long"), VALIDATION_MS);
    thread.once("message", (answer: ValidatorAnswer) => finish(answer, true));
    thread.once("error", (cause) => fail(String(cause)));
    thread.once("exit", () => fail("it gave no answer"));
    thread.postMessage(task);
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
