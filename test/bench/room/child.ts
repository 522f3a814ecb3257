import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { findProgram } from "../../../server/process/system-programs.ts";
import type { Answer, Question } from "./answer-parent.ts";

/** One process of the bench. */
export type Child = {
  readonly pid: number;
  /** Asks one question at a time. @throws Error when it fails, ends or takes longer than `timeoutMs` */
  ask<T>(ask: string, options: unknown, timeoutMs: number): Promise<T>;
  /** Lets it close by itself; kills it if it does not. */
  stop(): Promise<void>;
};

const STOP_TIMEOUT_MS = 8_000;
const STAT_HZ = 100;

/** The command that pins a process to a core, or nothing where that cannot be done. */
export async function findPinning(): Promise<((core: number) => readonly string[]) | null> {
  const taskset = await findProgram(["taskset"], process.env.PATH ?? "");
  return taskset && availableParallelism() > 1 ? (core) => [taskset, "-c", String(core)] : null;
}

/** Starts a file of the bench as a process; what it prints goes to standard error. */
export function startChild(file: string, pinning: readonly string[]): Child {
  const [program = process.execPath, ...args] = [...pinning, process.execPath, join(import.meta.dirname, file)];
  const child = spawn(program, args, { stdio: ["ignore", 2, 2, "ipc"] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    pid: child.pid ?? 0,
    ask: <T>(ask: string, options: unknown, timeoutMs: number) =>
      new Promise<T>((resolve, reject) => {
        const finish = (settle: () => void) => {
          clearTimeout(timer);
          child.off("message", onAnswer);
          child.off("exit", onExit);
          settle();
        };
        const onAnswer = (answer: Answer) =>
          finish(() => (answer.ok ? resolve(answer.value as T) : reject(new Error(`${ask}: ${answer.error}`))));
        const onExit = () => finish(() => reject(new Error(`${file} ended`)));
        const timer = setTimeout(() => finish(() => reject(new Error(`${ask}: no answer`))), timeoutMs);
        child.on("message", onAnswer);
        child.on("exit", onExit);
        if (child.connected) child.send({ ask, options } satisfies Question);
        else onExit();
      }),
    async stop() {
      if (child.connected) child.disconnect();
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** CPU time of all threads of a process so far, seconds; 0 where there is no /proc. */
export async function readCpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // The name of the process is in parentheses and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / STAT_HZ;
}

/** Resident memory of a process, MB of a million bytes; 0 where there is no /proc. */
export async function readRssMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return (Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024) / 1e6;
}
