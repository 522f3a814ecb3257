import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Run } from "./measure-run.ts";

function runBench(args: readonly string[]): Promise<{ code: number | null; output: string; progress: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [resolve(import.meta.dirname, "../room.ts"), ...args]);
    let output = "";
    let progress = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk: Buffer) => {
      progress += chunk;
    });
    child.on("close", (code) => done({ code, output, progress }));
  });
}

describe("the room bench", () => {
  it("measures all three systems from end to end and prints one JSON object", async () => {
    const { code, output, progress } = await runBench(["--visitors", "10", "--seconds", "2", "--hall", "12", "--json"]);
    expect(code, progress).toBe(0);
    const { machine, runs } = JSON.parse(output) as { machine: { node: string }; runs: Run[] };
    expect(machine.node).toBe(process.version);
    expect(runs.map(({ system }) => system)).toEqual(["vitrine", "naive", "limit"]);
    for (const run of runs) {
      expect(run.failure, progress).toBeUndefined();
      expect(run).toMatchObject({ visitors: 10, hallM: 12, lost: 0 });
      expect(run.fps, run.system).toBeGreaterThan(10);
      expect(run.fps, run.system).toBeLessThan(25);
      expect(run.kBPerClient, run.system).toBeGreaterThan(0.2);
      expect(run.p50, run.system).toBeGreaterThan(0);
      expect(run.p50, run.system).toBeLessThanOrEqual(run.p99 ?? 0);
      expect(run.unmatched, run.system).toBeLessThan(0.02);
    }
  }, 60_000);
});
