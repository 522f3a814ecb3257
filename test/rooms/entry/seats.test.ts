import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSeats, RESERVATION_SECONDS } from "../../../rooms/entry/seats.ts";

const LIMIT = 3;

function open(limit = LIMIT) {
  const clock = { ms: 1_000 };
  return { seats: createSeats(limit, () => clock.ms), clock };
}

describe("the seats of a room", () => {
  it("are promised to so many visitors and no more, each once", () => {
    const { seats } = open();
    expect(["a", "b", "a", "c", "d", "b"].map((id) => seats.promise(id))).toEqual([
      true,
      true,
      true,
      true,
      false,
      true,
    ]);
  });

  it("lapse when nobody comes, later than Colyseus's reservation does", () => {
    const { seats, clock } = open(1);
    seats.promise("a");
    clock.ms += RESERVATION_SECONDS * 1_000 + 500;
    expect(seats.promise("b")).toBe(false);
    clock.ms += 5_000;
    expect(seats.has("a")).toBe(false);
    expect(seats.promise("b")).toBe(true);
    expect(seats.promise("a")).toBe(false);
  });

  it("are kept for as long as a visit lasts, and free when it ends", () => {
    const { seats, clock } = open(1);
    seats.promise("a");
    seats.occupy("a");
    clock.ms += 1e9;
    expect(seats.promise("b")).toBe(false);
    seats.vacate("a");
    expect(seats.promise("b")).toBe(true);
  });

  it("stay with who comes in again while their older visit ends", () => {
    const { seats } = open(1);
    seats.promise("a");
    seats.occupy("a");
    seats.promise("a");
    seats.vacate("a");
    expect(seats.promise("b")).toBe(false);
  });

  it("are not promised by a room that has closed", () => {
    const { seats } = open();
    seats.promise("a");
    seats.close();
    expect(seats.promise("a")).toBe(false);
    expect(seats.isClosed).toBe(true);
  });

  it("hold for any order of coming, going and waiting: never more than the limit", () => {
    const step = fc.record({
      visitor: fc.constantFrom("a", "b", "c", "d", "e", "f"),
      does: fc.constantFrom("promise", "come", "go", "wait"),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { seats, clock } = open();
        const here = new Set<string>();
        const promised = new Map<string, number>();
        for (const { visitor, does } of steps) {
          if (does === "wait") clock.ms += 3_000;
          if (does === "promise" && seats.promise(visitor)) promised.set(visitor, clock.ms + 5_000);
          if (does === "come" && seats.promise(visitor)) {
            seats.occupy(visitor);
            promised.delete(visitor);
            here.add(visitor);
          }
          if (does === "go" && here.delete(visitor)) seats.vacate(visitor);
          const due = [...promised].filter(([id, until]) => until > clock.ms && !here.has(id));
          expect(here.size + due.length).toBeLessThanOrEqual(LIMIT);
          for (const [id] of due) expect(seats.has(id)).toBe(true);
        }
      }),
    );
  });
});
