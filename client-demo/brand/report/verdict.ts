import type { Model } from "../../../rooms/protocol/catalog.ts";
import type { GoodsOutput, GoodsReport, ModelVersionDetail, TargetCheck } from "../../../rooms/protocol/goods.ts";
import { fileSize } from "../../kit/wording.ts";
import { targetTitle } from "../words/target-titles.ts";

/** What a good colleague would say about a model in one line. */
export type Verdict = {
  readonly tone: "good" | "low" | "out" | "plain";
  readonly label: string;
  readonly sentence: string;
};

/** Structural similarity from which nobody sees a difference, and from which one has to look for it. */
const SAME_SSIM = 0.98;
const NEARLY_SAME_SSIM = 0.95;
/** What a showroom needs. */
const SHOWN = "web-planner";

/** About what is on the shelf, in short. */
export function judgeModel(model: Model | null): Verdict {
  if (model === null) {
    return { tone: "out", label: "No model", sentence: "There is no model yet, so visitors see a placeholder." };
  }
  const open = model.findings.filter((each) => each.fixed !== true);
  if (open.some((each) => each.severity === "error")) {
    return { tone: "out", label: "Has errors", sentence: "It is shown, but it breaks rules that viewers rely on." };
  }
  if (open.some((each) => each.severity === "warning")) {
    return { tone: "low", label: "Could be better", sentence: "It is fit to show. A few things would make it better." };
  }
  return { tone: "good", label: "Good", sentence: "It is fit to show. There is nothing to fix." };
}

/** About one version: whether it is fit for the showroom, and what became of it. */
export function judgeVersion({ state, refusal, report }: ModelVersionDetail): Verdict {
  if (state === "refused") {
    return { tone: "out", label: "Not taken", sentence: `This file cannot be shown. ${refusal?.message ?? ""}`.trim() };
  }
  if (state === "failed") {
    return { tone: "out", label: "Stopped", sentence: "This could not be finished. The fault is ours; try it again." };
  }
  if (state === "cancelled") return { tone: "plain", label: "Cancelled", sentence: "Somebody cancelled this one." };
  if (report === null) return { tone: "plain", label: "In the works", sentence: "It is being looked at right now." };
  if (state !== "ready")
    return { tone: "plain", label: "In the works", sentence: "It can be shown. It is being made lighter." };
  return judgeReport(report);
}

function judgeReport(report: GoodsReport): Verdict {
  const made = report.outputs.find(({ target }) => target === SHOWN);
  const verdict = made ?? report.verdicts.find(({ target }) => target === SHOWN);
  const failing = (verdict?.checks ?? []).filter(isObstacle);
  const change = made ? inChange(report, made) : "";
  if (failing.length === 0) {
    const sentence = made ? `Ready for the showroom. ${change}` : "It is fit for the showroom as it came.";
    return { tone: "good", label: "Fit for the showroom", sentence: sentence.trim() };
  }
  const why = failing.slice(0, 2).map(inWords).join("; ");
  const sentence = `It can be shown, but it is heavier than a showroom should carry: ${why}. ${change}`;
  return { tone: "low", label: "Heavy for the showroom", sentence: sentence.trim() };
}

/** A check that keeps the file from its target. */
export function isObstacle({ verdict, advisory }: TargetCheck): boolean {
  return verdict === "fail" && advisory !== true;
}

function inWords({ title, value, limit }: TargetCheck): string {
  return `${title.toLowerCase()} ${value ?? ""}, ${limit ?? ""}`;
}

function inChange({ input }: GoodsReport, made: GoodsOutput): string {
  const isSmaller = made.bytes < input.bytes * 0.95;
  const look = looksLike(made.ssim);
  if (!isSmaller) return look === null ? "" : `It ${look}.`;
  const size = `${fileSize(input.bytes)} became ${fileSize(made.bytes)}`;
  return look === null ? `${size}.` : `${size}, and it ${look}.`;
}

/** How near what was made is to the original, for people; null when nobody could compare them. */
function looksLike(ssim: number | null): string | null {
  if (ssim === null) return null;
  if (ssim >= SAME_SSIM) return "looks the same";
  return ssim >= NEARLY_SAME_SSIM ? "looks nearly the same" : "looks different";
}

/** "Fit for 3 of 4 places; not for Banner ad". */
export function inTargets(report: GoodsReport): string {
  const verdicts = report.verdicts.map((came) => report.outputs.find(({ target }) => target === came.target) ?? came);
  const failing = verdicts.filter(({ passes }) => !passes);
  if (verdicts.length === 0) return "";
  if (failing.length === 0) return `Fit for all ${verdicts.length} places where it may be published.`;
  const names = failing.map(({ target }) => targetTitle(target)).join(", ");
  return `Fit for ${verdicts.length - failing.length} of ${verdicts.length} places; not for: ${names}.`;
}
