import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import type { TargetCheck } from "../../rooms/protocol/goods.ts";
import { makeFinding } from "../intake/findings.ts";
import type { AuditCheck, Outcome, Subject } from "./audit/audit-check.ts";
import { AUDIT } from "./audit/audit-table.ts";

/** A check that fell over says nothing about the model. */
async function runCheck(check: AuditCheck, subject: Subject): Promise<Outcome> {
  try {
    return await check.run(subject);
  } catch {
    return { verdict: "not-tested", value: "it could not be looked at" };
  }
}

const toFindings = ({ code, severity, fix }: AuditCheck, { offences = [] }: Outcome): ModelFinding[] =>
  offences.map(({ where, message }) => ({ ...makeFinding(severity, code, message, where), fix }));

/**
 * Makes the checks of the audit, all whose code is `wanted`: a line each, which sinks no target, and a finding for each
 * place where one fails.
 */
export async function runAudit(
  subject: Subject,
  isWanted: (code: string) => boolean,
): Promise<{ checks: TargetCheck[]; findings: ModelFinding[] }> {
  const checks: TargetCheck[] = [];
  const findings: ModelFinding[] = [];
  for (const check of AUDIT.filter(({ code }) => isWanted(code))) {
    const { id, title, limit, why } = check;
    const outcome = await runCheck(check, subject);
    checks.push({ id, title, verdict: outcome.verdict, value: outcome.value, limit, why, advisory: true });
    findings.push(...toFindings(check, outcome));
  }
  return { checks, findings };
}
