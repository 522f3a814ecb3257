import { parentPort, workerData } from "node:worker_threads";
import { runValidator } from "./run-validator.ts";

/* The thread that `validateApart` starts for one file: `workerData` is a ValidatorTask. */
if (parentPort) parentPort.postMessage(await runValidator(workerData));
