import type { StepRecord, TargetName } from "../../rooms/protocol/goods.ts";
import type { Likeness } from "../pictures/compare.ts";
import type { Eye } from "./eye.ts";
import { GENTLER, type Gentleness, NOT_GENTLE } from "./gentleness.ts";
import { type MadeTarget, makeTarget, type Shape } from "./make-target.ts";
import { TARGET_PLANS } from "./target-plan.ts";
import type { Workshop } from "./workshop.ts";

/** Below this an output does not show the product any more that was uploaded. */
export const SSIM_MIN = 0.95;

export type LikeTarget = MadeTarget & { readonly likeness: Likeness | null };

type Try = LikeTarget & { readonly records: readonly StepRecord[] };

async function tryOnce(workshop: Workshop, eye: Eye, source: Shape, target: TargetName, gentle: Gentleness) {
  const from = workshop.records.length;
  const made = await makeTarget(workshop, source, target, gentle);
  const bench = workshop.benchFor(target);
  const isBlind = eye.studio === null || bench.whyNot("compare", target) !== null;
  if (!isBlind) bench.announce("compare", target);
  const likeness = isBlind ? null : await eye.compare(made.glb, made.survey, TARGET_PLANS[target].lookPixels);
  return { ...made, likeness, records: workshop.records.splice(from) } satisfies Try;
}

/** The record of the step that was held back, for the report. */
function takenBack(failed: Try, step: StepRecord["step"]): StepRecord[] {
  const record = failed.records.find((each) => each.step === step && each.verdict === "kept");
  const ssim = failed.likeness?.ssim.toFixed(3);
  const note = `It looked too different from the original: SSIM ${ssim}, at least ${SSIM_MIN} is asked for.`;
  return record ? [{ ...record, verdict: "taken-back", note }] : [];
}

const changed = ({ records }: Try, step: Gentleness["step"]) =>
  records.some((record) => record.step === step && record.verdict === "kept");

const isAlike = ({ likeness }: LikeTarget) => likeness === null || likeness.ssim >= SSIM_MIN;

/**
 * Makes the file for one target and looks at it beside the original. When it is not alike, the step that did it is
 * taken back, simplifying first, then textures, and the report says so. When nothing helps, the most alike is kept.
 */
export async function makeAlike(workshop: Workshop, eye: Eye, source: Shape, target: TargetName): Promise<LikeTarget> {
  const first = await tryOnce(workshop, eye, source, target, NOT_GENTLE);
  let best = first;
  const back: StepRecord[] = [];
  for (const gentle of isAlike(first) ? [] : GENTLER) {
    if (!changed(first, gentle.step)) continue;
    if (gentle.step) back.push(...takenBack(best, gentle.step));
    const next = await tryOnce(workshop, eye, source, target, gentle);
    if ((next.likeness?.ssim ?? 0) > (best.likeness?.ssim ?? 0)) best = next;
    if (isAlike(best)) break;
  }
  workshop.records.push(...back, ...best.records);
  return best;
}
