import { flushCompileCache } from "node:module";
import { setPriority } from "node:os";
import { warmValidator } from "../intake/validate-model.ts";
import type { SkippedStep, WorkMessage, WorkOrder } from "./messages.ts";

/*
 * The process that `runPrepare` starts for one model. It is given one work order, answers with messages and ends; when its
 * parent is gone it ends too.
 */

const send = (message: WorkMessage): Promise<void> =>
  new Promise((resolve) => {
    if (process.send) process.send(message, undefined, {}, () => resolve());
    else resolve();
  });

const DISK_FULL: readonly unknown[] = ["ENOSPC", "EDQUOT", "EFBIG"];

/** Less than everything that serves people on the same machine, the rooms before all. */
const NICENESS = 10;

const findReason = (skipped: readonly SkippedStep[], step: string, target: string | null): string | null =>
  skipped.find((each) => each.step === step && each.target === target)?.reason ?? null;

// The validator's thread starts while this one loads everything else.
warmValidator();
const loading = import("./prepare.ts");

async function work({ source, options, skipped, leaveAsIs }: WorkOrder): Promise<void> {
  const { prepareModel } = await loading;
  const prepared = await prepareModel(
    source,
    { ...options, onChecked: ({ report }) => void send({ kind: "checked", report }) },
    (state, stage, progress) => void send({ kind: "stage", state, stage, progress }),
    {
      announce: (step, target) => void send({ kind: "step", step, target }),
      whyNot: (step, target) => leaveAsIs ?? findReason(skipped, step, target),
    },
  );
  // Whoever waits for the result ends this process, and it would not be written any more.
  flushCompileCache();
  await send({ kind: "done", prepared });
}

function describeFailure(cause: unknown): WorkMessage {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  const message = cause instanceof Error ? cause.message : String(cause);
  return { kind: "failed", isDiskFull: DISK_FULL.includes(code), message };
}

setPriority(NICENESS);
process.once("disconnect", () => process.exit(1));
process.once("message", (order: WorkOrder) => {
  work(order)
    .catch((cause: unknown) => send(describeFailure(cause)))
    .finally(() => process.exit(0));
});
