import type { ModelFinding } from "../../rooms/protocol/catalog.ts";

/** The most findings that one report holds; the rest are counted in a last one, FINDINGS_OMITTED. */
export const FINDINGS_MAX = 100;

const RANK = { error: 0, warning: 1, information: 2 } as const satisfies Record<ModelFinding["severity"], number>;

/** Makes a finding that fits the protocol's lengths. */
export function makeFinding(
  severity: ModelFinding["severity"],
  code: string,
  message: string,
  where?: string,
): ModelFinding {
  const finding = { severity, code: code.slice(0, 80), message: message.slice(0, 1_000) };
  return where ? { ...finding, where: where.slice(0, 400) } : finding;
}

/** Orders findings worst first, otherwise as they came, and caps them at FINDINGS_MAX. */
export function rankFindings(findings: readonly ModelFinding[]): ModelFinding[] {
  const ranked = findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
  if (ranked.length <= FINDINGS_MAX) return ranked;
  const omitted = ranked.length - (FINDINGS_MAX - 1);
  const note = makeFinding("information", "FINDINGS_OMITTED", `${omitted} more findings of the same or lesser weight.`);
  return [...ranked.slice(0, FINDINGS_MAX - 1), note];
}

/** Whether any finding means that the model cannot be shown. */
export const hasError = (findings: readonly ModelFinding[]): boolean =>
  findings.some((finding) => finding.severity === "error");
