import type { GoodsOutput, GoodsReport, TargetCheck, TargetVerdict } from "../../../rooms/protocol/goods.ts";
import { Icon } from "../../kit/icons.tsx";
import { targetTitle } from "../words/target-titles.ts";
import { isObstacle } from "./verdict.ts";

/** Where the model may be published: a card for each place, with every check when it is opened. */
export function TargetCards({ report }: { readonly report: GoodsReport }) {
  return (
    <ul class="targets">
      {report.verdicts.map((came) => (
        <TargetCard
          key={came.target}
          came={came}
          made={report.outputs.find(({ target }) => target === came.target) ?? null}
        />
      ))}
    </ul>
  );
}

type TargetCardProps = { readonly came: TargetVerdict; readonly made: GoodsOutput | null };

function TargetCard({ came, made }: TargetCardProps) {
  const passes = made?.passes ?? came.passes;
  const checks = made?.checks ?? came.checks;
  return (
    <li class="target">
      <div class="target-head">
        <h3>{targetTitle(came.target)}</h3>
        <span class={`tag ${passes ? "good" : "out"}`}>{passes ? "Passes" : "Does not pass"}</span>
      </div>
      <p class="soft small">{inShort(came, made)}</p>
      <details>
        <summary>All {checks.length} checks</summary>
        <ul class="checks">
          {checks.map((check) => (
            <CheckRow
              key={check.id}
              check={check}
              before={made ? (came.checks.find(({ id }) => id === check.id)?.value ?? null) : null}
            />
          ))}
        </ul>
      </details>
    </li>
  );
}

const VERDICT_WORDS = { pass: "Passes", fail: "Fails", "not-tested": "Not tested" } as const;

function CheckRow({ check, before }: { readonly check: TargetCheck; readonly before: string | null }) {
  const tone = check.verdict === "fail" && check.advisory ? "wish" : check.verdict;
  return (
    <li class={`check ${tone}`}>
      <Icon name={check.verdict === "pass" ? "check" : check.verdict === "fail" ? "warning" : "minus"} />
      <div>
        <p class="check-line">
          <span>
            {check.title}
            <span class="visually-hidden">: {VERDICT_WORDS[check.verdict]}</span>
            {check.advisory ? <span class="soft small"> · good to have</span> : null}
          </span>
          <span class="numbers">
            {before !== null && before !== check.value ? (
              <span class="soft">
                {before} <span aria-hidden="true">→</span>
                <span class="visually-hidden">became</span>{" "}
              </span>
            ) : null}
            {check.value ?? VERDICT_WORDS[check.verdict]}
          </span>
        </p>
        <p class="soft small">
          {check.limit ? `${capitalise(check.limit)}. ` : ""}
          {check.why}
        </p>
      </div>
    </li>
  );
}

function inShort(came: TargetVerdict, made: GoodsOutput | null): string {
  const before = came.checks.filter(isObstacle).map(({ title }) => title.toLowerCase());
  const after = (made?.checks ?? []).filter(isObstacle).map(({ title }) => title.toLowerCase());
  if (!made) return before.length === 0 ? "As it came." : `As it came; too much: ${before.join(", ")}.`;
  if (after.length > 0) return `Still too much: ${after.join(", ")}.`;
  return before.length === 0 ? "It passed as it came, too." : `As it came, too much: ${before.join(", ")}.`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
