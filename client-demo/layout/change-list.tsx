import type { Change } from "./rules/compare-layouts.ts";

const SHOWN_MOST = 12;
const SIGNS = { added: "+", removed: "−", changed: "·" } as const;

/** What differs, one line each. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  return (
    <ul class="change-list">
      {changes.slice(0, SHOWN_MOST).map(({ kind, id, verb, text }) => (
        <li key={`${kind} ${id}`}>
          <span class={`change-sign ${verb}`} aria-hidden="true">
            {SIGNS[verb]}
          </span>
          {text}
        </li>
      ))}
      {changes.length > SHOWN_MOST ? <li class="soft">and {changes.length - SHOWN_MOST} more</li> : null}
    </ul>
  );
}
