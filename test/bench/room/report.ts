import type { Verdict } from "./bars.ts";
import { findRun } from "./combine-runs.ts";
import type { Run } from "./measure-run.ts";
import { SYSTEMS } from "./systems.ts";

const ROWS = [
  ["kB/s per client", "kBPerClient", 1],
  ["frames/s, near", "fps", 1],
  ["p50 ms", "p50", 1],
  ["p95 ms", "p95", 1],
  ["p99 ms", "p99", 1],
  ["server CPU %", "cpu", 0],
  ["loop p99 ms", "loopP99", 1],
  ["resident MB", "rssMB", 0],
  ["kB per visitor", "rssPerVisitorKB", 0],
  ["bots' CPU %", "botCpu", 0],
  ["moves sent, of all", "movesSent", 2],
  ["unexplained, share", "unmatched", 4],
  ["shed level", "shedLevel", 0],
  ["sockets lost", "lost", 0],
] as const;

const LABEL = 20;
const COLUMN = 12;

/** The systems side by side, a table a size, with Vitrine's figure as a multiple of the others'. */
export function describeRuns(runs: readonly Run[]): string {
  const sizes = [...new Set(runs.map((run) => run.visitors))];
  return sizes.map((visitors) => describeSize(runs, visitors)).join("\n");
}

function describeSize(runs: readonly Run[], visitors: number): string {
  const there = SYSTEMS.map((system) => findRun(runs, system, visitors)).filter((run) => run !== undefined);
  const ours = there.find(({ system }) => system === "vitrine");
  const others = there.filter((run) => run !== ours);
  const titles = [...there.map(({ system }) => system), ...(ours ? others.map(({ system }) => `÷ ${system}`) : [])];
  const hall = there[0]?.hallM.toFixed(0);
  const lines = [line(`${visitors} in ${hall} × ${hall} m`, titles)];
  for (const [label, figure, digits] of ROWS) {
    const values = there.map((run) => show(run[figure], digits));
    const ratios = ours ? others.map((other) => showRatio(ours[figure], other[figure])) : [];
    lines.push(line(label, [...values, ...ratios]));
  }
  lines.push(
    line(
      "kept up",
      there.map(({ keptUp }) => (keptUp ? "yes" : "no")),
    ),
  );
  for (const { system, failure } of there) if (failure) lines.push(`${system}: ${failure}`);
  if (ours?.stalled) {
    const { visitors: still, p99, rssMB } = ours.stalled;
    lines.push(`${still} read nothing for 20 s: p99 of the others ${show(p99, 1)} ms (${show(ours.p99, 1)} without)`);
    lines.push(`  resident ${show(rssMB, 0)} MB (${show(ours.rssMB, 0)} before)`);
  }
  if (ours?.fall) lines.push(`${ours.fall.remaining} remain: well after ${show(ours.fall.recoverySeconds, 1)} s`);
  return `${lines.join("\n")}\n`;
}

/** What was promised and how it is, a line each. */
export function describeBars(verdicts: readonly Verdict[]): string {
  return verdicts
    .map(({ bar, limit, value, met }) => `${met ? "met   " : "MISSED"}  ${bar}: ${value} (${limit})`)
    .join("\n");
}

function line(label: string, values: readonly string[]): string {
  return label.padEnd(LABEL) + values.map((each) => each.padStart(COLUMN)).join("");
}

function show(value: number | null, digits: number): string {
  return value === null ? "–" : value.toFixed(digits);
}

function showRatio(one: number | null, other: number | null): string {
  return one === null || other === null || other === 0 ? "–" : (one / other).toFixed(3);
}
