import type { ModelFinding } from "../../../rooms/protocol/catalog.ts";

/** The same finding at several places of a model. `fixed` when all of them are put right in what was made. */
export type FindingGroup = {
  readonly code: string;
  readonly severity: ModelFinding["severity"];
  readonly message: string;
  readonly fix: string | null;
  readonly fixed: boolean;
  readonly places: readonly string[];
  readonly times: number;
};

const RANK = { error: 0, warning: 1, information: 2 } as const;

/** Findings of one kind together: what is left to fix first, then the worst, then the most frequent. */
export function groupFindings(findings: readonly ModelFinding[]): readonly FindingGroup[] {
  const groups = new Map<string, ModelFinding[]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.code} ${finding.fixed === true}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const { code, severity, message, fix = null, fixed = false } = first;
      const places = group.map((each) => each.where ?? "").filter((place) => place !== "");
      return [{ code, severity, message, fix, fixed, places, times: group.length }];
    })
    .sort(
      (one, other) =>
        Number(one.fixed) - Number(other.fixed) || RANK[one.severity] - RANK[other.severity] || other.times - one.times,
    );
}

/** At most three kinds of things to fix in the studio; mere information is not one, nor what is put right already. */
export function firstFixes(groups: readonly FindingGroup[]): readonly FindingGroup[] {
  return groups.filter((group) => group.severity !== "information" && !group.fixed).slice(0, 3);
}
