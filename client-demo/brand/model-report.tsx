import type { Model, ModelFinding } from "../../rooms/protocol/catalog.ts";
import { FindingList } from "./finding-list.tsx";
import { adviceFor } from "./plain-words.ts";
import { firstFixes, groupFindings, judgeModel } from "./verdict.ts";

const TITLES: readonly (readonly [ModelFinding["severity"], string])[] = [
  ["error", "Errors"],
  ["warning", "Warnings"],
  ["information", "For information"],
];

/** The verdict, up to three things to fix, then everything that was found. */
export function ModelReport({ model }: { readonly model: Model | null }) {
  const verdict = judgeModel(model);
  const groups = groupFindings(model?.findings ?? []);
  const fixes = firstFixes(groups);
  return (
    <div class="panel">
      <div class="verdict">
        <span class={`tag ${verdict.tone}`}>{verdict.label}</span>
        <h2>{verdict.sentence}</h2>
      </div>
      {fixes.length > 0 ? (
        <>
          <h3>{fixes.length === 1 ? "One thing to fix" : `${fixes.length} things to fix first`}</h3>
          <ol class="fixes">
            {fixes.map((fix) => (
              <li key={fix.code}>{adviceFor(fix.code) ?? fix.message}</li>
            ))}
          </ol>
        </>
      ) : null}
      {groups.length > 0 ? (
        <details class="all-findings">
          <summary>Everything that was found ({model?.findings.length})</summary>
          {TITLES.map(([severity, title]) => (
            <FindingList key={severity} title={title} groups={groups.filter((each) => each.severity === severity)} />
          ))}
        </details>
      ) : null}
    </div>
  );
}
