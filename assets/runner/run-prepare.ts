import { mkdir, rm } from "node:fs/promises";
import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import type { GoodsReport } from "../../rooms/protocol/goods.ts";
import { LIMIT_NOTE, type Prepared, type PrepareOptions, type SayProgress } from "../optimise/prepared.ts";
import type { SkippedStep, WorkMessage, WorkOrder } from "./messages.ts";
import { type PipelineCode, type RunEnd, type RunLimits, runOnce } from "./run-once.ts";

/** The work did not come to an end; the file may be fine, and another try may succeed. */
export type PipelineFailure = {
  readonly ok: false;
  readonly code: PipelineCode;
  readonly message: string;
  readonly findings: readonly ModelFinding[];
};

export type RunOptions = {
  readonly limits?: Partial<RunLimits>;
  /** Cancels: the process ends at once, and the answer is PIPELINE_CANCELLED. */
  readonly signal?: AbortSignal;
  readonly say?: SayProgress;
  /** Called once, when the file has passed its check. */
  readonly onChecked?: (report: GoodsReport) => void;
};

const RUN_LIMITS: RunLimits = { seconds: 600, stepSeconds: 120, memoryMB: 2_048 };

/** So many steps that broke the limits are left out one by one; then the file is left as it came. */
const STEPS_SKIPPED_MAX = 3;

/** The last try, which only judges the file as it came, has this much time even when there is none left. */
const LAST_TRY_SECONDS = 30;

const LIMITS_REACHED: ReadonlySet<PipelineCode> = new Set([
  "PIPELINE_TIMEOUT",
  "PIPELINE_OUT_OF_MEMORY",
  "PIPELINE_CRASHED",
]);

type Failed = Extract<RunEnd, { ok: false }>;

/** What the next try leaves out: the step that ended this one, and in the end all of them; null when that was tried. */
function leaveOut(order: WorkOrder, end: Failed, isLate: boolean): WorkOrder | null {
  if (order.leaveAsIs !== null) return null;
  const asItCame = { ...order, leaveAsIs: `${LIMIT_NOTE} ${end.message}` };
  if (isLate || !end.step || order.skipped.length >= STEPS_SKIPPED_MAX) return asItCame;
  const skipped: SkippedStep = { ...end.step, reason: `${LIMIT_NOTE} ${end.message}` };
  return { ...order, skipped: [...order.skipped, skipped] };
}

/** Progress never goes back, however often a part is done again. */
function createRelay({ say, onChecked }: RunOptions) {
  const reached = { checking: 0, optimising: 0 };
  let isChecked = false;
  return {
    isChecked: () => isChecked,
    onMessage: (message: WorkMessage) => {
      if (message.kind === "checked" && !isChecked) {
        isChecked = true;
        onChecked?.(message.report);
      }
      if (message.kind !== "stage" || (isChecked && message.state === "checking")) return;
      reached[message.state] = Math.max(reached[message.state], message.progress);
      say?.(message.state, message.stage, reached[message.state]);
    },
  };
}

async function emptyDirectory(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
  await mkdir(path, { recursive: true });
}

/**
 * Prepares a model in a process of its own, with limits on time and memory, so that no file can stall or end whoever
 * asks. A step that breaks the limits, or the process, is left out on the next try, and the report says so; when that
 * does not help either, the file is judged for its targets as it came. Fails only where the check itself does not come to
 * an end, on cancelling, and when the disk is full. Never rejects. `options.outDir` is emptied before each try.
 */
export async function runPrepare(
  source: WorkOrder["source"],
  options: Omit<PrepareOptions, "onChecked">,
  run: RunOptions = {},
): Promise<Prepared | PipelineFailure> {
  const limits = { ...RUN_LIMITS, ...run.limits };
  const relay = createRelay(run);
  const endsAtMs = performance.now() + limits.seconds * 1_000;
  let order: WorkOrder = { source, options, skipped: [], leaveAsIs: null };
  for (;;) {
    await emptyDirectory(options.outDir);
    const left = (endsAtMs - performance.now()) / 1_000;
    const seconds = order.leaveAsIs === null ? left : Math.max(left, LAST_TRY_SECONDS);
    const end = await runOnce(order, {
      limits: { ...limits, seconds },
      onMessage: relay.onMessage,
      signal: run.signal,
    });
    if (end.ok) return end.prepared;
    const isHopeless = !relay.isChecked() || !LIMITS_REACHED.has(end.code);
    const next = isHopeless ? null : leaveOut(order, end, performance.now() >= endsAtMs);
    if (next === null) return { ok: false, code: end.code, message: end.message, findings: [] };
    order = next;
  }
}
