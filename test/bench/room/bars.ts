import { median } from "../measure/median.ts";
import { findRun } from "./combine-runs.ts";
import type { Run } from "./measure-run.ts";

/** A promise about Vitrine and how it fared: the median over the rounds of a ratio that is taken inside each. */
export type Verdict = { readonly bar: string; readonly limit: string; readonly value: number; readonly met: boolean };

type Look = (run: (system: Run["system"], visitors: number) => Run | undefined) => number | null;
type Bar = { readonly bar: string; readonly atMost?: number; readonly atLeast?: number; readonly look: Look };
type Figure = "kBPerClient" | "cpu" | "p99";

const ratio = (one: number | null | undefined, other: number | null | undefined): number | null =>
  typeof one === "number" && typeof other === "number" && other > 0 ? one / other : null;

const against =
  (figure: Figure, system: "naive" | "limit", visitors: number, at = visitors): Look =>
  (run) =>
    ratio(run("vitrine", visitors)?.[figure], run(system, at)?.[figure]);

const own =
  (figure: Figure | "fps", visitors: number): Look =>
  (run) =>
    run("vitrine", visitors)?.[figure] ?? null;

/** The density grows 3.4 × between these in the same hall; a hall that grows with the crowd keeps it. */
const growth: Look = (run) => ratio(run("vitrine", 1_000)?.kBPerClient, run("vitrine", 300)?.kBPerClient);
const isSameHall: Look = (run) => {
  const [small, large] = [run("vitrine", 300), run("vitrine", 1_000)];
  return small && large && small.hallM === large.hallM ? growth(run) : null;
};
const isGrownHall: Look = (run) => (isSameHall(run) === null ? growth(run) : null);

const BARS: readonly Bar[] = [
  { bar: "300: kB/s per client, of naive's", atMost: 1 / 15, look: against("kBPerClient", "naive", 300) },
  { bar: "300: CPU, of naive's", atMost: 1, look: against("cpu", "naive", 300) },
  { bar: "300: p99, of the limit's", atMost: 1.1, look: against("p99", "limit", 300) },
  { bar: "1,000: frames per second", atLeast: 19, look: own("fps", 1_000) },
  { bar: "1,000: p99, of the limit's", atMost: 1.1, look: against("p99", "limit", 1_000) },
  { bar: "1,000: kB/s per client, of the limit's", atMost: 1 / 10, look: against("kBPerClient", "limit", 1_000) },
  { bar: "1,000: kB/s per client", atMost: 18, look: own("kBPerClient", 1_000) },
  { bar: "300 → 1,000, same hall: kB/s per client", atMost: 3.4, look: isSameHall },
  { bar: "300 → 1,000, same density: kB/s per client", atMost: 1.15, look: isGrownHall },
  {
    bar: "300, one stalled: p99 of the others, of without",
    atMost: 1.1,
    look: (run) => ratio(run("vitrine", 300)?.stalled?.p99, run("vitrine", 300)?.p99),
  },
  { bar: "1,500: frames per second", atLeast: 19, look: own("fps", 1_500) },
  { bar: "1,500: p99, of the limit's at 1,000", atMost: 2, look: against("p99", "limit", 1_500, 1_000) },
  { bar: "2,500: p99, ms", atMost: 300, look: own("p99", 2_500) },
  {
    bar: "2,500 → 800: seconds to recover",
    atMost: 2,
    look: (run) => run("vitrine", 2_500)?.fall?.recoverySeconds ?? null,
  },
];

/** Every bar that these rounds can tell something about. */
export function judgeBars(rounds: readonly (readonly Run[])[]): Verdict[] {
  return BARS.flatMap(({ bar, atMost, atLeast, look }) => {
    const value = median(rounds.map((runs) => look((system, visitors) => findRun(runs, system, visitors))));
    if (value === null) return [];
    const met = value <= (atMost ?? Number.POSITIVE_INFINITY) && value >= (atLeast ?? 0);
    const limit = atMost === undefined ? `≥ ${atLeast}` : `≤ ${Number(atMost.toFixed(3))}`;
    return [{ bar, limit, value: Math.round(value * 1_000) / 1_000, met }];
  });
}
