import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEventIds } from "../../../../server/analytics/collect/event-ids.ts";

describe("event ids", () => {
  test("are UUIDs of version 7 that carry the time", () => {
    const id = createEventIds(randomBytes)(0x0199_aabb_ccdd);
    expect(id).toMatch(/^0199aabb-ccdd-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test("sort in the order in which they were made, whatever the clock does", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 2, maxLength: 200 }), (times) => {
        const nextId = createEventIds(randomBytes);
        const made = times.map((time) => nextId(1_700_000_000_000 + time));
        expect(made.toSorted()).toEqual(made);
        expect(new Set(made).size).toBe(made.length);
      }),
    );
  });

  test("stay unique and sorted for more events in a millisecond than the counter can count", () => {
    const nextId = createEventIds(randomBytes);
    const made = Array.from({ length: 10_000 }, () => nextId(1_700_000_000_000));
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });
});
