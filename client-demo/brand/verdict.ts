import type { Model, ModelFinding } from "../../rooms/protocol/catalog.ts";

/** What a good colleague would say about a model in one line. */
export type Verdict = { readonly tone: "good" | "low" | "out"; readonly label: string; readonly sentence: string };

/** The same finding at several places of a model. */
export type FindingGroup = {
  readonly code: string;
  readonly severity: ModelFinding["severity"];
  readonly message: string;
  readonly places: readonly string[];
  readonly times: number;
};

const RANK = { error: 0, warning: 1, information: 2 } as const;

export function judgeModel(model: Model | null): Verdict {
  if (model === null) {
    return { tone: "out", label: "No model", sentence: "There is no model yet, so visitors see a placeholder." };
  }
  const errors = model.findings.filter((each) => each.severity === "error").length;
  const warnings = model.findings.filter((each) => each.severity === "warning").length;
  if (errors > 0) {
    return { tone: "out", label: "Has errors", sentence: "It is shown, but it breaks rules that viewers rely on." };
  }
  if (warnings > 0) {
    return { tone: "low", label: "Could be better", sentence: "It is fit to show. A few things would make it better." };
  }
  return { tone: "good", label: "Good", sentence: "It is fit to show. There is nothing to fix." };
}

/** Findings of one kind together, the worst first, then the most frequent. */
export function groupFindings(findings: readonly ModelFinding[]): readonly FindingGroup[] {
  const groups = new Map<string, ModelFinding[]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.code}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const places = group.map((each) => each.where ?? "").filter((place) => place !== "");
      return [{ code: first.code, severity: first.severity, message: first.message, places, times: group.length }];
    })
    .sort((a, b) => RANK[a.severity] - RANK[b.severity] || b.times - a.times);
}

/** At most three kinds of things to fix; mere information is not one. */
export function firstFixes(groups: readonly FindingGroup[]): readonly FindingGroup[] {
  return groups.filter((group) => group.severity !== "information").slice(0, 3);
}
