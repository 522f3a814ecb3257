import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import type { GoodsOutput, StepRecord } from "../../rooms/protocol/goods.ts";
import { TARGET_LIMITS } from "../checks/targets.ts";
import { makeFinding } from "../intake/findings.ts";
import { SSIM_MIN } from "./make-alike.ts";
import type { Outputs } from "./make-outputs.ts";
import { LIMIT_NOTE } from "./prepared.ts";
import type { Workshop } from "./workshop.ts";

const WHAT_TO_DO: Readonly<Record<string, string>> = {
  "file-size": "Use fewer and smaller textures, and fewer triangles.",
  triangles: "Reduce the triangles in the studio, where you see what matters.",
  "draw-calls": "Join meshes that share a material, and use fewer materials.",
  "texture-size": "Export the textures smaller, as PNG or JPEG.",
};

/** What held a target's file back: steps that were tried and taken back. */
function listHindrances(records: readonly StepRecord[], { target }: GoodsOutput): string {
  const back = records.filter((record) => record.target === target && record.verdict === "taken-back" && record.note);
  const said = back.filter(({ step }) => step === "simplify" || step === "textures");
  return said.map(({ step, note }) => ` ${step}: ${note}`).join("");
}

function explainTarget(records: readonly StepRecord[], output: GoodsOutput): ModelFinding[] {
  if (output.passes) return [];
  const { title } = TARGET_LIMITS[output.target];
  const failed = output.checks.filter(({ verdict, advisory }) => verdict === "fail" && !advisory);
  const reasons = failed.map((check) => `${check.title.toLowerCase()} ${check.value}, ${check.limit}`).join("; ");
  const message = `${title}: the limits could not be kept (${reasons}).${listHindrances(records, output)}`;
  const finding = makeFinding("warning", "TARGET_MISSED", message, output.target);
  return [
    {
      ...finding,
      fix: failed
        .map(({ id }) => WHAT_TO_DO[id] ?? "")
        .join(" ")
        .trim(),
      fixed: false,
    },
  ];
}

function explainLook({ target, ssim }: GoodsOutput): ModelFinding[] {
  if (ssim === null || ssim >= SSIM_MIN) return [];
  const { title } = TARGET_LIMITS[target];
  const message = `${title}: the file looks different from the original (SSIM ${ssim.toFixed(3)}). Compare them.`;
  return [{ ...makeFinding("warning", "LOOKS_DIFFERENT", message, target), fixed: false }];
}

/** Steps that broke the limits of a run before this one, each told once. */
function explainLimits(records: readonly StepRecord[]): ModelFinding[] {
  const notes = records.filter(({ note }) => note?.startsWith(LIMIT_NOTE));
  const told = new Map(notes.map(({ step, note = "" }) => [`${step} ${note}`, { step, note }]));
  return [...told.values()].map(({ step, note }) =>
    makeFinding("warning", "STEP_LEFT_OUT", `The step “${step}” was not done. ${note}`),
  );
}

/** Says in findings what could not be made right, and why. */
export function explainOutputs(
  { records }: Workshop,
  { outputs }: Outputs,
  findings: readonly ModelFinding[],
): ModelFinding[] {
  const explained = outputs.flatMap((output) => [...explainTarget(records, output), ...explainLook(output)]);
  return [...findings, ...explained, ...explainLimits(records)];
}
