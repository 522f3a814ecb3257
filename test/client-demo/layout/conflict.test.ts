import { describe, expect, it } from "vitest";
import { compareLayouts } from "../../../client-demo/layout/rules/compare-layouts.ts";
import { moveThing, removeThing, turnThing } from "../../../client-demo/layout/rules/edit-things.ts";
import { listClashes, mergeLayouts } from "../../../client-demo/layout/rules/merge-layouts.ts";
import { findExhibit, type Thing } from "../../../client-demo/layout/rules/things.ts";
import { gallery } from "../../support/gallery.ts";

const A: Thing = { kind: "exhibits", id: "exhibit-a" };
const B: Thing = { kind: "exhibits", id: "exhibit-b" };
const names = new Map([
  ["box", { name: "Box" }],
  ["ball", { name: "Ball" }],
]);
const textsOf = (before: typeof gallery, after: typeof gallery) =>
  compareLayouts(before, after, names).map(({ text }) => text);

describe("what differs between two layouts", () => {
  it("is told in words, an exhibit together with its plinth, and nothing when nothing does", () => {
    expect(textsOf(gallery, gallery)).toEqual([]);
    const changed = turnThing(moveThing(gallery, A, { x: -3, z: 3.5 }), A, Math.PI / 2);
    expect(textsOf(gallery, changed)).toEqual(["Box: moved by 1.5 m, turned by 90°"]);
    expect(textsOf(gallery, removeThing(gallery, A))).toEqual(["Box: removed"]);
    expect(textsOf(removeThing(gallery, A), gallery)).toEqual(["Box: new"]);
    expect(textsOf(gallery, { ...gallery, width: 20, entrance: { ...gallery.entrance, x: 1 } })).toEqual([
      "The hall: 20.0 × 12.0 × 3.4 m instead of 14.0 × 12.0 × 3.4 m",
      "The entrance: elsewhere",
    ]);
  });
});

describe("mine on top of theirs", () => {
  it("keeps both when each changed something else", () => {
    const mine = moveThing(gallery, A, { x: -3, z: 4 });
    const theirs = { ...removeThing(gallery, B), height: 5 };
    const merged = mergeLayouts(gallery, mine, theirs);
    expect(listClashes(gallery, mine, theirs)).toEqual([]);
    expect(findExhibit(merged, "exhibit-a")?.transform.z).toBe(4);
    expect(findExhibit(merged, "exhibit-b")).toBeUndefined();
    expect(merged.height).toBe(5);
  });

  it("has my way where both changed the same thing, also when I removed it", () => {
    const theirs = moveThing(gallery, A, { x: 5, z: 5 });
    const moved = moveThing(gallery, A, { x: -3, z: 4 });
    expect(listClashes(gallery, moved, theirs)).toEqual(["exhibit-a", "plinth-a"]);
    expect(findExhibit(mergeLayouts(gallery, moved, theirs), "exhibit-a")?.transform).toMatchObject({ x: -3, z: 4 });
    expect(findExhibit(mergeLayouts(gallery, removeThing(gallery, A), theirs), "exhibit-a")).toBeUndefined();
    const brought = mergeLayouts(gallery, moved, removeThing(gallery, A));
    expect(findExhibit(brought, "exhibit-a")?.transform.z).toBe(4);
  });
});
