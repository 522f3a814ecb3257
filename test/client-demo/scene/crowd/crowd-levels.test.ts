import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CrowdMember,
  chooseLevels,
  FULL,
  IMPOSTOR,
  type Level,
  SIMPLE,
} from "../../../../client-demo/scene/crowd/crowd-levels.ts";
import type { CrowdRules } from "../../../../client-demo/scene/quality.ts";

const RULES: CrowdRules = { fullWithinM: 6, fullMost: 3, simpleWithinM: 12, simpleMost: 4 };

const at = (distance: number, level: Level = IMPOSTOR): CrowdMember => ({ distance, level, rank: 0 });

/** Levels of people at these distances, in the order in which they were given. */
function levelsOf(people: readonly CrowdMember[], rules = RULES): Level[] {
  chooseLevels([...people], rules);
  return people.map((each) => each.level);
}

describe("levels of detail in a crowd", () => {
  test("go by distance where there is room for all", () => {
    expect(levelsOf([at(13), at(2), at(8)])).toEqual([IMPOSTOR, FULL, SIMPLE]);
  });

  test("go to the nearest where there are too many", () => {
    const people = [5, 1, 4, 2, 3].map((distance) => at(distance));
    expect(levelsOf(people)).toEqual([SIMPLE, FULL, SIMPLE, FULL, FULL]);
  });

  test("stay as they are a little beyond the distance, and change farther out", () => {
    expect(levelsOf([at(6.5, FULL)])).toEqual([FULL]);
    expect(levelsOf([at(6.5, SIMPLE)])).toEqual([SIMPLE]);
    expect(levelsOf([at(6.8, FULL)])).toEqual([SIMPLE]);
    expect(levelsOf([at(13, SIMPLE)])).toEqual([SIMPLE]);
    expect(levelsOf([at(13)])).toEqual([IMPOSTOR]);
    expect(levelsOf([at(13.5, SIMPLE)])).toEqual([IMPOSTOR]);
  });

  test("are not given up to somebody who is hardly nearer", () => {
    const rules = { ...RULES, fullMost: 1 };
    expect(levelsOf([at(3, FULL), at(2.9, SIMPLE)], rules)).toEqual([FULL, SIMPLE]);
    expect(levelsOf([at(3, FULL), at(2.6, SIMPLE)], rules)).toEqual([SIMPLE, FULL]);
  });

  test("do not change by themselves when nobody moves", () => {
    const level = fc.constantFrom<Level>(FULL, SIMPLE, IMPOSTOR);
    const people = fc.array(fc.tuple(fc.double({ min: 0, max: 30, noNaN: true }), level), { maxLength: 60 });
    fc.assert(
      fc.property(people, (list) => {
        const crowd = list.map(([distance, start]) => at(distance, start));
        // Two rounds settle what was random at the start; from then on nothing may flicker.
        levelsOf(crowd);
        const settled = levelsOf(crowd);
        expect(levelsOf(crowd)).toEqual(settled);
        expect(crowd.filter((each) => each.level === FULL).length).toBeLessThanOrEqual(RULES.fullMost);
        expect(crowd.filter((each) => each.level === SIMPLE).length).toBeLessThanOrEqual(RULES.simpleMost);
      }),
    );
  });

  test("never favour somebody who is a quarter farther away than another", () => {
    const distances = fc.array(fc.double({ min: 0.1, max: 30, noNaN: true }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(distances, distances, (before, now) => {
        const crowd = before.map((distance) => at(distance));
        levelsOf(crowd);
        for (const [index, each] of crowd.entries()) each.distance = now[index % now.length] ?? 1;
        levelsOf(crowd);
        for (const one of crowd)
          for (const other of crowd)
            if (one.distance * 1.25 < other.distance) expect(one.level).toBeLessThanOrEqual(other.level);
      }),
    );
  });
});
