import { median } from "../measure/median.ts";
import type { ModelRun, Tool } from "./measure-model.ts";

export type GoodsVerdict = {
  readonly bar: string;
  readonly limit: string;
  readonly value: string;
  readonly met: boolean;
};

const find = (run: ModelRun, tool: Tool) => run.results.find((result) => result.tool === tool);

const peersOf = (run: ModelRun) => run.results.filter(({ tool }) => tool !== "vitrine");

/** Pictures are noisy in the third digit. */
const SSIM_STEP = 0.001;

/** Smaller than both, and no less like the original than the smaller of the two. */
function isBetter(run: ModelRun): boolean {
  const ours = find(run, "vitrine");
  const smaller = peersOf(run).toSorted((one, other) => one.bytes - other.bytes)[0];
  if (!ours || !smaller) return false;
  return ours.bytes < smaller.bytes && (ours.ssim ?? 0) >= (smaller.ssim ?? 0) - SSIM_STEP / 2;
}

const share = (part: number, whole: number) => `${part} of ${whole}`;

/** What was promised, and how it is. */
export function judgeGoods(runs: readonly ModelRun[]): GoodsVerdict[] {
  const larger = runs.filter((run) => (find(run, "vitrine")?.bytes ?? Number.POSITIVE_INFINITY) > run.bytes);
  const metByPeers = runs.filter((run) => peersOf(run).some(({ meetsTarget }) => meetsTarget));
  const metByUs = metByPeers.filter((run) => find(run, "vitrine")?.meetsTarget);
  const all = runs.filter((run) => find(run, "vitrine")?.meetsTarget);
  const better = runs.filter(isBetter);
  const times = runs.map((run) => {
    const [ours, theirs] = [find(run, "vitrine"), find(run, "gltf-transform")];
    return ours && theirs ? ours.seconds / theirs.seconds : null;
  });
  const time = median(times);
  return [
    {
      bar: "no output larger than its input",
      limit: "all",
      value: share(runs.length - larger.length, runs.length),
      met: larger.length === 0,
    },
    {
      bar: "target met where a peer meets it",
      limit: "all",
      value: `${share(metByUs.length, metByPeers.length)}; ${all.length} of all ${runs.length}`,
      met: metByUs.length === metByPeers.length,
    },
    {
      bar: "smaller than the smaller peer, at its SSIM or better",
      limit: "most",
      value: share(better.length, runs.length),
      met: better.length > runs.length / 2,
    },
    {
      bar: "median time, of gltf-transform's",
      limit: "≤ 1.5",
      value: time === null ? "–" : time.toFixed(2),
      met: time !== null && time <= 1.5,
    },
  ];
}
