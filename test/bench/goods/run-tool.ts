import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";

export type ToolRun = {
  readonly ok: boolean;
  readonly seconds: number;
  readonly peakMB: number;
  readonly said: string;
};

const LIMIT_MS = 300_000;

/** The most that a process has held so far, MB; 0 where the system does not tell. */
async function readPeakMB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024);
}

/** Runs a program of this Node and measures its time and memory from outside. Never rejects. */
export async function runTool(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<ToolRun> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "pipe"] });
  let [peakMB, said] = [0, ""];
  child.stderr.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-500);
  });
  const watch = setInterval(async () => {
    peakMB = Math.max(peakMB, await readPeakMB(child.pid ?? 0));
  }, 50);
  const timer = setTimeout(() => child.kill("SIGKILL"), LIMIT_MS);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  clearInterval(watch);
  clearTimeout(timer);
  return { ok: code === 0, seconds: (performance.now() - startedMs) / 1_000, peakMB, said };
}
