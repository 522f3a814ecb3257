import { parentPort } from "node:worker_threads";
import { runValidator, type ValidatorTask } from "./run-validator.ts";

/*
 * The thread of `validateApart`: one task at a time. While it works, nothing but the work keeps it alive, so that it ends
 * where the validator forgets to answer.
 */
parentPort?.on("message", async (task: ValidatorTask) => {
  parentPort?.unref();
  const answer = await runValidator(task);
  parentPort?.ref();
  parentPort?.postMessage(answer);
});
