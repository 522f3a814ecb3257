import { median } from "../measure/median.ts";
import type { Run } from "./measure-run.ts";

const FIGURES = [
  "kBPerClient",
  "fps",
  "p50",
  "p95",
  "p99",
  "cpu",
  "loopP99",
  "rssMB",
  "rssPerVisitorKB",
  "botCpu",
  "movesSent",
  "unmatched",
  "shedLevel",
  "lost",
] as const;

/** Medians over the rounds, figure by figure, rounded to three digits after the point. It kept up when most did. */
export function combineRuns(rounds: readonly (readonly Run[])[]): Run[] {
  return (rounds[0] ?? []).map((first) => {
    const same = rounds.map((runs) => findRun(runs, first.system, first.visitors)).filter((run) => run !== undefined);
    const figures = Object.fromEntries(FIGURES.map((name) => [name, round(median(same.map((run) => run[name])))]));
    const keptUp = same.filter((run) => run.keptUp).length * 2 > same.length;
    const stalled = first.stalled && {
      ...first.stalled,
      p99: round(median(same.map((run) => run.stalled?.p99))),
      rssMB: Math.max(...same.map((run) => run.stalled?.rssMB ?? 0)),
    };
    const fall = first.fall && {
      ...first.fall,
      recoverySeconds: round(median(same.map((run) => run.fall?.recoverySeconds))),
    };
    return { ...first, ...figures, keptUp, ...(stalled ? { stalled } : {}), ...(fall ? { fall } : {}) };
  });
}

export function findRun(runs: readonly Run[], system: Run["system"], visitors: number): Run | undefined {
  return runs.find((run) => run.system === system && run.visitors === visitors);
}

function round(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1_000) / 1_000;
}
