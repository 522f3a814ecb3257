import { parentPort, workerData } from "node:worker_threads";
import { inspectInThread } from "./inspect-in-thread.ts";

/* The thread that `inspectModel` starts for one file: `workerData` is the file's bytes. */
if (parentPort && workerData instanceof Uint8Array) {
  parentPort.postMessage(await inspectInThread(workerData));
}
