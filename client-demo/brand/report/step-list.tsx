import type { StepRecord } from "../../../rooms/protocol/goods.ts";
import { fileSize } from "../../kit/wording.ts";
import { targetTitle } from "../words/target-titles.ts";

const VERDICT_TAGS = {
  kept: { tone: "good", label: "Kept" },
  "taken-back": { tone: "low", label: "Taken back" },
  skipped: { tone: "plain", label: "Left out" },
} as const;

/** What was done for each output, in order, and what was taken back and why. */
export function StepList({ steps }: { readonly steps: readonly StepRecord[] }) {
  const groups = Map.groupBy(steps, ({ target }) => target);
  if (steps.length === 0) return <p class="soft">Nothing was done to it.</p>;
  return (
    <>
      {[...groups].map(([target, group]) => (
        <details key={target ?? "all"} class="fold" open={target === null || target === "web-planner"}>
          <summary>
            {target === null ? "For all of them" : targetTitle(target)}
            <span class="fold-note small">{inShort(group)}</span>
          </summary>
          <ol class="steps">
            {group.filter(hasSomethingToSay).map((step, index) => (
              <StepRow key={`${step.step} ${index}`} step={step} />
            ))}
          </ol>
          <Idle steps={group.filter((step) => !hasSomethingToSay(step))} />
        </details>
      ))}
    </>
  );
}

/** Steps that found nothing to do are named in one line. */
function Idle({ steps }: { readonly steps: readonly StepRecord[] }) {
  if (steps.length === 0) return null;
  const names = [...new Set(steps.map(({ step }) => nameOf(step)))];
  return <p class="soft small idle-steps">Nothing to do for: {names.join(", ")}.</p>;
}

function hasSomethingToSay({ verdict, note }: StepRecord): boolean {
  return verdict !== "skipped" || (note !== undefined && !/nothing to do/i.test(note));
}

function nameOf(step: string): string {
  return step.replaceAll("-", " ");
}

function StepRow({ step }: { readonly step: StepRecord }) {
  const { tone, label } = VERDICT_TAGS[step.verdict];
  return (
    <li class="step">
      <span class={`tag ${tone}`}>{label}</span>
      <div>
        <p>{nameOf(step.step)}</p>
        {step.note ? <p class="soft small">{step.note}</p> : null}
      </div>
      <p class="soft small numbers step-change">{changeInWords(step)}</p>
    </li>
  );
}

function changeInWords(step: StepRecord): string {
  const parts: string[] = [];
  if (step.bytesBefore !== step.bytesAfter) parts.push(`${fileSize(step.bytesBefore)} → ${fileSize(step.bytesAfter)}`);
  if (step.trianglesBefore !== step.trianglesAfter) {
    parts.push(`${step.trianglesBefore.toLocaleString()} → ${step.trianglesAfter.toLocaleString()} triangles`);
  }
  return parts.join(", ");
}

function inShort(steps: readonly StepRecord[]): string {
  const tally = (verdict: StepRecord["verdict"]) => steps.filter((each) => each.verdict === verdict).length;
  const taken = tally("taken-back");
  return `${tally("kept")} kept${taken > 0 ? `, ${taken} taken back` : ""}`;
}
