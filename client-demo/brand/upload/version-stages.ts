import type { ModelVersion } from "../../../rooms/protocol/goods.ts";
import { duration, megabytes } from "../../kit/wording.ts";
import type { UploadView } from "./uploads.ts";

/** One tick of the way from the file to the shelf. `progress` is 0 to 1 while that is known. */
export type Stage = {
  readonly label: string;
  readonly state: "done" | "active" | "waiting" | "failed";
  readonly detail?: string;
  readonly progress?: number;
};

/** The way of a model: the states in which each stage is active, and what it is called before, during and after. */
const WAY = [
  { states: ["queued"], before: "Wait for its turn", now: "Waiting for its turn", after: "Had its turn" },
  { states: ["checking"], before: "Check", now: "Checking", after: "Checked" },
  { states: ["optimising"], before: "Make it light", now: "Making it light", after: "Made light" },
] as const;

/** The stages of a file that is still on its way. */
export function stagesOfUpload(upload: UploadView): readonly Stage[] {
  return [stageOfSending(upload), ...WAY.map(({ before }) => waiting(before)), waiting(lastStep(upload.publish))];
}

function stageOfSending(upload: UploadView): Stage {
  const { state, sentBytes, totalBytes, secondsLeft } = upload;
  if (state === "sent") return { label: "Sent", state: "done" };
  if (state === "packing") return { label: "Packing the folder", state: "active" };
  const detail = `${megabytes(sentBytes)} of ${megabytes(totalBytes)}`;
  const progress = totalBytes === 0 ? 0 : sentBytes / totalBytes;
  if (state === "failed") return { label: "Not sent", state: "failed", detail: upload.problem ?? "", progress };
  if (state === "paused") return { label: "Paused", state: "active", detail, progress };
  if (state === "waiting") {
    return { label: "The connection is away. It goes on by itself", state: "active", detail, progress };
  }
  const left = secondsLeft === null ? "" : `, ${duration(secondsLeft * 1_000)} left`;
  return { label: "Sending", state: "active", detail: detail + left, progress };
}

/** The stages of a version that the server has. */
export function stagesOfVersion(version: ModelVersion): readonly Stage[] {
  const { state, stage, progress } = version;
  const sent: Stage = { label: "Sent", state: "done", detail: megabytes(version.original.bytes) };
  const at = WAY.findIndex(({ states }) => (states as readonly string[]).includes(state));
  if (at >= 0) {
    const steps = WAY.map(({ before, now, after }, index): Stage => {
      if (index < at) return { label: after, state: "done" };
      if (index > at) return waiting(before);
      return { label: now, state: "active", ...(stage ? { detail: stage } : {}), ...(index > 0 ? { progress } : {}) };
    });
    return [sent, ...steps, waiting(lastStep(version.publishWhenReady ? "when-ready" : "manual"))];
  }
  return [sent, ...endOf(version)];
}

function endOf(version: ModelVersion): readonly Stage[] {
  const [, checked, made] = WAY.map(({ after }): Stage => ({ label: after, state: "done" }));
  const hasPassed = version.model !== null;
  const before = [checked, ...(hasPassed ? [made] : [])].filter((each) => each !== undefined);
  switch (version.state) {
    case "ready":
      return [...before, { label: version.isOnShelf ? "On the shelf" : "Ready for the shelf", state: "done" }];
    case "refused":
      return [{ label: "Not taken", state: "failed", detail: version.refusal?.message ?? "" }];
    case "failed":
      return [{ label: "Stopped by a fault on our side", state: "failed", detail: version.refusal?.message ?? "" }];
    default:
      return [{ label: "Cancelled", state: "failed" }];
  }
}

function lastStep(publish: "when-ready" | "manual"): string {
  return publish === "when-ready" ? "Put it on the shelf" : "Ready for the shelf";
}

function waiting(label: string): Stage {
  return { label, state: "waiting" };
}

/** Whether the server is still at work on it. */
export function isInTheWorks({ state }: ModelVersion): boolean {
  return state === "queued" || state === "checking" || state === "optimising";
}
