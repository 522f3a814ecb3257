import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import type { GoodsReport, TargetName } from "../../rooms/protocol/goods.ts";
import type { PreparedFile } from "../optimise/prepared.ts";

/** What became of one file. */
export type CliResult =
  | {
      readonly file: string;
      readonly isRefused: true;
      readonly bytes: number;
      readonly code: string;
      readonly message: string;
      readonly findings: readonly ModelFinding[];
      readonly seconds: number;
    }
  | {
      readonly file: string;
      readonly isRefused: false;
      readonly report: GoodsReport;
      /** Where what was made is kept. */
      readonly kept: readonly PreparedFile[];
    };

/** What was asked: of outputs where they are made, of the file itself otherwise. */
export type Asked = { readonly command: "check" | "optimise"; readonly targets: readonly TargetName[] };

/** Whether each target that was asked for is met. */
export function listVerdicts(report: GoodsReport, { command, targets }: Asked) {
  const judged = command === "check" ? report.verdicts : report.outputs;
  return targets.map((target) => ({
    target,
    passes: judged.find((each) => each.target === target)?.passes ?? false,
    checks: judged.find((each) => each.target === target)?.checks ?? [],
  }));
}

/** 0 where the target is met, 1 where not, 2 where the file is refused. */
export function exitCodeOf(result: CliResult, asked: Asked): 0 | 1 | 2 {
  if (result.isRefused) return 2;
  return listVerdicts(result.report, asked).every(({ passes }) => passes) ? 0 : 1;
}
