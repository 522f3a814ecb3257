import type { Model } from "../../../rooms/protocol/catalog.ts";

/** One file that shows a model: good enough while the exhibit covers less than `screenShare` of the view's height. */
export type DetailStep = { readonly url: string; readonly bytes: number; readonly screenShare: number };

/** A finer level than needed is kept until the exhibit looks this much smaller than where it became needed. */
const KEEPS = 0.8;

/**
 * The files that show a model, coarsest first; the last one is the model itself and good at any size. A level that is
 * no smaller than the model is left out: nobody would wait less for it.
 */
export function listDetailSteps(model: Model | null): readonly DetailStep[] {
  if (!model) return [];
  const { url, measures, outputs } = model;
  const levels = (outputs?.levels ?? [])
    .filter((level) => level.url !== url && level.bytes < measures.bytes)
    .map(({ url, bytes, screenShare }) => ({ url, bytes, screenShare }))
    .sort((one, other) => one.screenShare - other.screenShare);
  return [...levels, { url, bytes: measures.bytes, screenShare: Number.POSITIVE_INFINITY }];
}

/**
 * The step that suits an exhibit which covers `share` of the view's height, given the one chosen `before` (-1 for none).
 * Finer at once where it is needed; coarser only when the exhibit has become clearly smaller, so that nobody who stands
 * at a limit sees it change to and fro.
 */
export function chooseDetail(steps: readonly DetailStep[], share: number, before: number): number {
  const needed = firstGoodFor(steps, share);
  if (before <= needed) return needed;
  return Math.min(before, firstGoodFor(steps, share / KEEPS));
}

function firstGoodFor(steps: readonly DetailStep[], share: number): number {
  const index = steps.findIndex((step) => share < step.screenShare);
  return index < 0 ? steps.length - 1 : index;
}
