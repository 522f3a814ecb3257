import { Icon } from "../kit/icons.tsx";
import type { Actions } from "./editing/actions.ts";
import type { Verdict } from "./rules/judge-layout.ts";

type VerdictListProps = { readonly verdicts: readonly Verdict[]; readonly actions: Actions };

/** What visitors would stumble over; each entry leads to it. */
export function VerdictList({ verdicts, actions }: VerdictListProps) {
  if (verdicts.length === 0) return null;
  return (
    <section class="verdicts" aria-label="To put right">
      <ul>
        {verdicts.map(({ severity, thing, text }) => (
          <li key={`${thing.kind} ${thing.id} ${text}`}>
            <button type="button" class={`verdict-row ${severity}`} onClick={() => actions.choose(thing)}>
              <Icon name={severity === "error" ? "warning" : "info"} />
              {text}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
