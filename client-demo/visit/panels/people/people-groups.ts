import type { VisitorView } from "../../../sdk/room-views.ts";

/** What a list of people shows: never all of a crowd. */
export type PeopleGroups = {
  /** The visitor's own, then those near; each by name. Empty when the list is short or searched. */
  readonly near: readonly VisitorView[];
  readonly others: readonly VisitorView[];
  /** How many more there are. */
  readonly hidden: number;
};

/** Up to so many people are one list that needs no search. */
export const SHORT_LIST = 12;
const SHOWN_MOST = 50;
const byName = new Intl.Collator().compare;

/**
 * Picks the people that a list shows: in a crowd those who are near come first; `query` finds anybody by a part of
 * their name, whatever its case and accents.
 */
export function groupPeople(
  visitors: ReadonlyMap<string, VisitorView>,
  nearSlots: readonly number[],
  query: string,
): PeopleGroups {
  const wanted = plain(query.trim());
  const everybody = [...visitors.values()];
  const found = wanted === "" ? everybody : everybody.filter(({ name }) => plain(name).includes(wanted));
  found.sort((a, b) => Number(b.isSelf) - Number(a.isSelf) || byName(a.name, b.name));
  const isGrouped = wanted === "" && everybody.length > SHORT_LIST;
  const nearby = new Set(isGrouped ? nearSlots : []);
  const isNear = ({ isSelf, slot }: VisitorView) => isGrouped && (isSelf || nearby.has(slot));
  const near = found.filter(isNear).slice(0, SHOWN_MOST);
  const others = found.filter((each) => !isNear(each)).slice(0, SHOWN_MOST - near.length);
  return { near, others, hidden: found.length - near.length - others.length };
}

function plain(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
