import { describe, expect, test } from "vitest";
import type { VisitorView } from "../../../../client-demo/sdk/room-views.ts";
import { groupPeople } from "../../../../client-demo/visit/panels/people/people-groups.ts";

const person = (slot: number, name: string, isSelf = false): [string, VisitorView] => [
  `visitor-${slot}`,
  { id: `visitor-${slot}`, slot, name, colour: 0, connected: true, isSelf },
];

/** A room of so many, of whom the visitor's own is called Mia. */
const roomOf = (count: number) =>
  new Map(Array.from({ length: count }, (_, slot) => person(slot, slot === 0 ? "Mia" : `Ann ${slot}`, slot === 0)));

const namesOf = (people: readonly VisitorView[]) => people.map(({ name }) => name);

describe("a list of people", () => {
  test("is one list by name, oneself first, while they are few", () => {
    const few = new Map([person(1, "Zoe"), person(2, "Ada"), person(3, "Mia", true)]);
    expect(groupPeople(few, [1], "")).toMatchObject({ near: [], hidden: 0 });
    expect(namesOf(groupPeople(few, [1], "").others)).toEqual(["Mia", "Ada", "Zoe"]);
  });

  test("begins with those who are near in a crowd, and never shows all of it", () => {
    const { near, others, hidden } = groupPeople(roomOf(1_000), [7, 3, 999], "");
    expect(namesOf(near)).toEqual(["Mia", "Ann 3", "Ann 7", "Ann 999"]);
    expect(near.length + others.length).toBe(50);
    expect(hidden).toBe(950);
    expect(namesOf(others)).not.toContain("Ann 3");
  });

  test("finds anybody by a part of their name, whatever its case and accents", () => {
    const room = new Map([...roomOf(1_000), person(2_000, "Zoë Łuczak")]);
    expect(namesOf(groupPeople(room, [7], " zoe ").others)).toEqual(["Zoë Łuczak"]);
    const { near, others, hidden } = groupPeople(room, [7], "ANN 7");
    expect(near).toEqual([]);
    expect(others.length + hidden).toBe(111);
    expect(groupPeople(room, [7], "nobody")).toEqual({ near: [], others: [], hidden: 0 });
  });
});
