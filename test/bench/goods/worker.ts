import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { warmValidator } from "../../../assets/intake/validate-model.ts";

/*
 * Makes one file for the showroom in a process of its own, as the peers do, and tells what each stage took:
 * node worker.ts <input> <output> <facts.json>
 */

type Stage = { name: string; seconds: number; peakMB: number };

// As the pipeline's own process does.
warmValidator();
const { prepareModel } = await import("../../../assets/runner/prepare.ts");

const [input = "", output = "", facts = ""] = process.argv.slice(2);
const stages: Stage[] = [];
let current = { name: "start", startedMs: 0 };

const peakMB = () => Math.round(process.resourceUsage().maxRSS / 1_024);

/** The peak is that of the process so far: stages cannot give memory back to one another in this figure. */
function begin(name: string): void {
  const nowMs = performance.now();
  const seconds = (nowMs - current.startedMs) / 1_000;
  const known = stages.find((stage) => stage.name === current.name);
  if (known) Object.assign(known, { seconds: known.seconds + seconds, peakMB: peakMB() });
  else stages.push({ name: current.name, seconds, peakMB: peakMB() });
  current = { name, startedMs: nowMs };
}

const outDir = await mkdtemp(join(tmpdir(), "vitrine-bench-"));
try {
  const prepared = await prepareModel(
    { path: input, fileName: "model.glb" },
    { outDir, targets: ["web-planner"], pictures: false, extras: false },
    (state, stage) => begin(state === "checking" ? "check" : stage.startsWith("Checking") ? "check results" : "tidy"),
    { announce: (step, target) => begin(target === null ? "tidy" : step), whyNot: () => null },
  );
  begin("end");
  if (!prepared.ok) throw new Error(`${prepared.code}: ${prepared.message}`);
  const made = prepared.files.find(({ role }) => role === "target");
  if (made) await copyFile(made.path, output);
  await writeFile(facts, JSON.stringify({ stages, steps: prepared.report.steps }));
} finally {
  await rm(outDir, { recursive: true, force: true });
}
