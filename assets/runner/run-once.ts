import { type ChildProcess, fork } from "node:child_process";
import { tmpdir } from "node:os";
import type { TargetName } from "../../rooms/protocol/goods.ts";
import type { Prepared } from "../optimise/prepared.ts";
import { COMPILE_CACHE } from "./compile-cache.ts";
import type { WorkMessage, WorkOrder } from "./messages.ts";
import { watchMemory } from "./watch-memory.ts";

export type PipelineCode =
  | "PIPELINE_TIMEOUT"
  | "PIPELINE_OUT_OF_MEMORY"
  | "PIPELINE_CRASHED"
  | "PIPELINE_CANCELLED"
  | "STORAGE_FULL";

/** How one process ended: with a result, or without, and then with what it was doing last. */
export type RunEnd =
  | { readonly ok: true; readonly prepared: Prepared }
  | {
      readonly ok: false;
      readonly code: PipelineCode;
      readonly message: string;
      readonly step: { readonly step: string; readonly target: TargetName | null } | null;
    };

export type RunLimits = {
  /** Of the whole work on one model. */
  readonly seconds: number;
  /** Of one stage or step. */
  readonly stepSeconds: number;
  /** Everything that the process holds. */
  readonly memoryMB: number;
};

export type RunOnce = {
  readonly limits: RunLimits;
  readonly onMessage: (message: WorkMessage) => void;
  readonly signal: AbortSignal | undefined;
};

const WORKER = new URL("./prepare-worker.ts", import.meta.url);

/** The heap is only part of what a process holds; what V8 says at its own limit is a crash with this in it. */
const HEAP_SHARE = 0.75;

/** How V8 ends a process that has no heap left: by SIGABRT, or by exit code 134 where a shell is in between. */
const isOutOfHeap = (code: number | null, signal: NodeJS.Signals | null) => signal === "SIGABRT" || code === 134;

/** The worker leads a group of its own: the browser that it may have started ends with it. */
function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}

function startWorker(order: WorkOrder, { memoryMB }: RunLimits): ChildProcess {
  const child = fork(WORKER, [], {
    execArgv: [`--max-old-space-size=${Math.round(memoryMB * HEAP_SHARE)}`, "--disable-warning=ExperimentalWarning"],
    // Nothing of the server's settings, and with them no secret, reaches the process that reads strangers' files.
    env: {
      HOME: tmpdir(),
      TMPDIR: tmpdir(),
      PATH: order.options.searchPath ?? "",
      NODE_COMPILE_CACHE: COMPILE_CACHE,
    },
    detached: process.platform !== "win32",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    serialization: "advanced",
  });
  child.send(order);
  return child;
}

/** Prepares one model in one process. Never rejects: whatever ends the process is told as the end. */
export function runOnce(order: WorkOrder, { limits, onMessage, signal }: RunOnce): Promise<RunEnd> {
  const child = startWorker(order, limits);
  return new Promise<RunEnd>((resolve) => {
    let step: { step: string; target: TargetName | null } | null = null;
    const fail = (code: PipelineCode, message: string) => finish({ ok: false, code, message, step });
    const late = () => fail("PIPELINE_TIMEOUT", "It took too long.");
    const whole = setTimeout(late, limits.seconds * 1_000);
    let single = setTimeout(late, limits.stepSeconds * 1_000);
    const unwatch = watchMemory(child.pid ?? 0, limits.memoryMB, () =>
      fail("PIPELINE_OUT_OF_MEMORY", `It needed more than ${limits.memoryMB} MB.`),
    );
    const cancel = () => fail("PIPELINE_CANCELLED", "It was cancelled.");
    const finish = (end: RunEnd) => {
      clearTimeout(whole);
      clearTimeout(single);
      unwatch();
      signal?.removeEventListener("abort", cancel);
      endGroup(child);
      resolve(end);
    };
    signal?.addEventListener("abort", cancel);
    if (signal?.aborted) cancel();
    child.on("message", (message: WorkMessage) => {
      clearTimeout(single);
      single = setTimeout(late, limits.stepSeconds * 1_000);
      if (message.kind === "step") step = { step: message.step, target: message.target };
      if (message.kind === "done") return finish({ ok: true, prepared: message.prepared });
      if (message.kind === "failed") {
        return fail(message.isDiskFull ? "STORAGE_FULL" : "PIPELINE_CRASHED", message.message);
      }
      onMessage(message);
    });
    child.on("error", (cause) => fail("PIPELINE_CRASHED", `The process could not be started: ${cause.message}`));
    child.once("exit", (code, by) => {
      if (isOutOfHeap(code, by)) fail("PIPELINE_OUT_OF_MEMORY", "It needed more memory than it may have.");
      else fail("PIPELINE_CRASHED", `The process ended by itself (${by ?? `code ${code}`}).`);
    });
  });
}
