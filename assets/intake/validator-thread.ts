import { parentPort, workerData } from "node:worker_threads";
import { validateBytes } from "gltf-validator";

/** What the thread is given. `resources` are the only files beside the model that the validator gets to see, by URI. */
export type ValidatorTask = {
  readonly bytes: Uint8Array;
  readonly format: "glb" | "gltf";
  readonly resources: ReadonlyMap<string, Uint8Array>;
  readonly maxIssues: number;
};

const { bytes, format, resources, maxIssues }: ValidatorTask = workerData;

/** The validator may ask for a URI as it is written or percent-decoded. */
function readResource(uri: string): Promise<Uint8Array> {
  const resource = resources.get(uri);
  return resource ? Promise.resolve(resource) : Promise.reject(new Error("The file is not there."));
}

/* The thread that `validateModel` starts for one file. */
const report = await validateBytes(bytes, {
  format,
  maxIssues,
  writeTimestamp: false,
  externalResourceFunction: readResource,
});
parentPort?.postMessage(report.issues.messages);
