import type { ModelFinding } from "../../../rooms/protocol/catalog.ts";
import { firstFixes, groupFindings } from "./group-findings.ts";
import type { Verdict } from "./verdict.ts";

type ReportSummaryProps = { readonly verdict: Verdict; readonly findings: readonly ModelFinding[] };

/** The verdict and up to three things to fix. */
export function ReportSummary({ verdict, findings }: ReportSummaryProps) {
  const fixes = firstFixes(groupFindings(findings));
  return (
    <>
      <div class="verdict">
        <span class={`tag ${verdict.tone}`}>{verdict.label}</span>
        <h2>{verdict.sentence}</h2>
      </div>
      {fixes.length > 0 ? (
        <>
          <h3>{titleOf(fixes.length)}</h3>
          <ol class="fixes">
            {fixes.map(({ code, message, fix }) => (
              <li key={code}>
                {message}
                {fix ? <span class="soft fix-how">{fix}</span> : null}
              </li>
            ))}
          </ol>
        </>
      ) : null}
    </>
  );
}

function titleOf(fixes: number): string {
  if (fixes === 1) return "One thing to fix in the studio";
  return `${fixes === 2 ? "Two" : "Three"} things to fix in the studio`;
}
