import { Icon } from "../ui/icons.tsx";
import { adviceFor } from "./plain-words.ts";
import type { FindingGroup } from "./verdict.ts";

const PLACES_SHOWN = 3;

/** Findings of one severity: in plain words, then in the checker's, then where. */
export function FindingList({ title, groups }: { readonly title: string; readonly groups: readonly FindingGroup[] }) {
  if (groups.length === 0) return null;
  return (
    <section class="finding-list">
      <h3>{title}</h3>
      <ul>
        {groups.map((group) => (
          <li key={group.code} class={`finding ${group.severity}`}>
            <Icon name={group.severity === "information" ? "info" : "warning"} />
            <div>
              <p>{adviceFor(group.code) ?? group.message}</p>
              {adviceFor(group.code) ? <p class="soft small">{group.message}</p> : null}
              <p class="soft small places">
                <code>{group.code}</code>
                {group.times > 1 ? ` · ${group.times} times` : ""}
                {group.places.length > 0 ? ` · at ${placesInWords(group.places)}` : ""}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function placesInWords(places: readonly string[]): string {
  const rest = places.length - PLACES_SHOWN;
  const shown = places.slice(0, PLACES_SHOWN).join(", ");
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}
