import { Icon } from "../../kit/icons.tsx";
import type { FindingGroup } from "./group-findings.ts";

const PLACES_SHOWN = 3;

/** Findings of one severity: what it is, where, what to do in the studio, and what is put right already. */
export function FindingList({ title, groups }: { readonly title: string; readonly groups: readonly FindingGroup[] }) {
  if (groups.length === 0) return null;
  return (
    <section class="finding-list">
      <h3>{title}</h3>
      <ul>
        {groups.map((group) => (
          <Finding key={`${group.code} ${group.fixed}`} group={group} />
        ))}
      </ul>
    </section>
  );
}

function Finding({ group }: { readonly group: FindingGroup }) {
  const { code, severity, message, times, places, fix, fixed } = group;
  return (
    <li class={`finding ${fixed ? "fixed" : severity}`}>
      <Icon name={fixed ? "check" : severity === "information" ? "info" : "warning"} />
      <div>
        <p>
          {message} {fixed ? <span class="tag good">Fixed by Vitrine</span> : null}
        </p>
        {fix && !fixed ? <p class="finding-fix">{fix}</p> : null}
        <p class="soft small places">
          <code>{code}</code>
          {times > 1 ? ` · ${times} times` : ""}
          {places.length > 0 ? ` · at ${placesInWords(places)}` : ""}
        </p>
      </div>
    </li>
  );
}

function placesInWords(places: readonly string[]): string {
  // A pointer into the file helps nobody who knows the mesh by its name.
  const distinct = [...new Set(places.map((place) => place.replace(/ \(\/[^)]*\)$/, "")))];
  const rest = distinct.length - PLACES_SHOWN;
  const shown = distinct.slice(0, PLACES_SHOWN).join(", ");
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}
