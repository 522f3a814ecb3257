import type { DetailStep } from "./detail-steps.ts";

/** What an exhibit shows, what it should show, and what of it is here. */
export type DetailState = {
  readonly steps: readonly DetailStep[];
  /** The step that is shown; -1 when that is nothing, or still another model. */
  readonly shown: number;
  readonly isEmpty: boolean;
  /** The step that suits the exhibit as it is seen. */
  readonly wanted: number;
  /** Out of sight for a while: nobody sees a change. */
  readonly isUnseen: boolean;
  isHere(url: string): boolean;
  hasFailed(url: string): boolean;
};

const NONE = -1;

/** The step to show next, of those that are here; -1 to stay. */
export function pickStep({ steps, shown, isEmpty, wanted, isUnseen, isHere, hasFailed }: DetailState): number {
  const best = steps.findLastIndex((step, index) => index <= wanted && isHere(step.url));
  if (isEmpty) return best >= 0 ? best : steps.findIndex((step) => isHere(step.url));
  if (shown < 0) {
    // One change from the old model to the new, at its right detail, is calmer than two.
    if (best === wanted || isUnseen) return best;
    const better = steps[wanted];
    return better && hasFailed(better.url) ? best : NONE;
  }
  if (best === shown) return NONE;
  // What is finer than needed stays until what suits is here: it costs nothing more.
  return best > shown || best === wanted || isUnseen ? best : NONE;
}

/** The step to fetch next; -1 when nothing is missing. What has just failed is passed over. */
export function wishStep({ steps, shown, isEmpty, wanted, isUnseen, isHere, hasFailed }: DetailState): number {
  const canCome = (step: DetailStep) => !hasFailed(step.url);
  if (isEmpty) return missing(steps.findIndex(canCome));
  if (shown === wanted || (shown > wanted && !isUnseen)) return NONE;
  if (shown > wanted) return missing(wanted);
  return missing(steps.findLastIndex((step, index) => index > shown && index <= wanted && canCome(step)));

  function missing(index: number): number {
    const step = steps[index];
    return step && !isHere(step.url) ? index : NONE;
  }
}
