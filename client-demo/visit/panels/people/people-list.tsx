import { useEffect, useState } from "preact/hooks";
import { ColourDot } from "../../../kit/colour-dot.tsx";
import { count } from "../../../kit/wording.ts";
import type { VisitorView } from "../../../sdk/room-views.ts";
import { headCount, nearSlots, visitors } from "../../state/store.ts";
import { groupPeople, SHORT_LIST } from "./people-groups.ts";

/** In a crowd somebody comes, goes or passes by all the time: the list follows at the pace of a reader. */
const RENEW_MS = 1_000;

/** Who is in the room. Of a crowd it shows who is near, and finds anybody by name. */
export function PeopleList() {
  const [query, setQuery] = useState("");
  useRenewal(RENEW_MS);
  const heads = headCount.value;
  const isCrowd = heads > SHORT_LIST;
  const { near, others, hidden } = groupPeople(visitors.peek(), nearSlots.peek(), isCrowd ? query : "");
  const found = near.length + others.length + hidden;
  const isSearch = isCrowd && query.trim() !== "";
  return (
    <div class="people-list">
      <h2 class="panel-title">{count(heads, "person", "people")} here</h2>
      {isCrowd ? (
        <input
          class="input"
          type="search"
          aria-label="Find somebody by name"
          placeholder="Find somebody"
          autocomplete="off"
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="people-scroll" tabIndex={0} aria-label="People">
        {near.length > 0 ? <Group title="Near you" people={near} /> : null}
        {others.length > 0 ? <Group title={near.length > 0 ? "Elsewhere in the room" : ""} people={others} /> : null}
        {hidden > 0 ? (
          <p class="soft small">
            {isSearch
              ? `and ${hidden.toLocaleString()} more with that in their name`
              : `and ${hidden.toLocaleString()} more, whom you can find by name`}
          </p>
        ) : null}
      </section>
      <p role="status" class={isSearch && found === 0 ? "soft small" : "visually-hidden"}>
        {isSearch ? (found === 0 ? "Nobody of that name is here." : `${count(found, "person", "people")} found`) : ""}
      </p>
    </div>
  );
}

function Group({ title, people }: { readonly title: string; readonly people: readonly VisitorView[] }) {
  return (
    <>
      {title === "" ? null : <h3 class="soft small">{title}</h3>}
      <ul aria-label={title === "" ? "People" : title}>
        {people.map((person) => (
          <li key={person.id}>
            <ColourDot colour={person.colour} />
            <span class="name">{person.name}</span>
            {person.isSelf ? <span class="soft small">you</span> : null}
            {person.connected ? null : <span class="soft small">reconnecting</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Draws the component anew every so often. */
function useRenewal(everyMs: number): void {
  const [, renew] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => renew((times) => times + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
}
