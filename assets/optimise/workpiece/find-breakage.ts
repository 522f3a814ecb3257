import type { Step } from "./step.ts";
import type { Survey } from "./survey.ts";

/** How far the surface may move unless a step says otherwise, as a share of the largest side. */
const TOLERANCE = 0.001;

/** A step that only tidies may cost this much, such as the JSON of a new node. */
const GROWTH_BYTES = 1_024;

const extents = ({ boundsMin, boundsMax }: Survey): number[] =>
  boundsMax.map((max, axis) => max - (boundsMin[axis] ?? 0));

const isSame = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.toSorted().every((name, index) => name === other.toSorted()[index]);

const differ = (one: readonly number[], other: readonly number[], by: number) =>
  one.some((value, axis) => !(Math.abs(value - (other[axis] ?? 0)) <= by));

function findMovement(step: Step, before: Survey, after: Survey): string | null {
  if (step.movesModel) return after.boundsMin.every(Number.isFinite) ? null : "The model's bounds were lost.";
  const allowed = Math.max(...extents(before)) * (step.tolerance ?? TOLERANCE);
  const moved =
    differ(before.boundsMin, after.boundsMin, allowed) || differ(before.boundsMax, after.boundsMax, allowed);
  return moved ? "It changed the model's outline." : null;
}

/** What is wrong with the file that a step left, or why it was not worth it; null when it may stay. */
export function findBreakage(step: Step, before: Survey, after: Survey): string | null {
  if (after.triangles === 0) return "Nothing was left to draw.";
  if (after.triangles > before.triangles) return "It made more triangles.";
  if (!isSame(before.animations, after.animations)) return "An animation was lost.";
  if (!isSame(before.materialVariants, after.materialVariants)) return "A material variant was lost.";
  if (before.isMapped && !after.isMapped) return "What the material variants change was lost.";
  const moved = findMovement(step, before, after);
  if (moved) return moved;
  if (step.judge) return step.judge(before, after);
  return after.bytes > before.bytes + GROWTH_BYTES ? "It made the file larger." : null;
}
