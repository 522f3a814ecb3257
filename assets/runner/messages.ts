import type { GoodsReport, TargetName } from "../../rooms/protocol/goods.ts";
import type { Prepared, PrepareOptions } from "../optimise/prepared.ts";

/** A step that must not be tried (again), and why, as a sentence for the report. */
export type SkippedStep = { readonly step: string; readonly target: TargetName | null; readonly reason: string };

/** What the process that prepares a model is given to do. */
export type WorkOrder = {
  readonly source: { readonly path: string; readonly fileName: string };
  readonly options: Omit<PrepareOptions, "onChecked">;
  readonly skipped: readonly SkippedStep[];
  /** Why nothing is to be tried any more; the file is judged for its targets as it came. */
  readonly leaveAsIs: string | null;
};

/** What that process says on its way. The last message is `done` or `failed`. */
export type WorkMessage =
  | {
      readonly kind: "stage";
      readonly state: "checking" | "optimising";
      readonly stage: string;
      readonly progress: number;
    }
  | { readonly kind: "step"; readonly step: string; readonly target: TargetName | null }
  | { readonly kind: "checked"; readonly report: GoodsReport }
  | { readonly kind: "done"; readonly prepared: Prepared }
  | { readonly kind: "failed"; readonly isDiskFull: boolean; readonly message: string };
