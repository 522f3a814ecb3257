import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOLD_MS, TICK_MS } from "../../../rooms/protocol/limits.ts";
import {
  checkNotHeldByOther,
  endHold,
  grantHold,
  isHeld,
  isHeldBy,
  renewHold,
} from "../../../rooms/simulation/holds.ts";

const HOLD_TICKS = HOLD_MS / TICK_MS;
const free = () => ({ heldBy: "", holdUntilTick: 0 });

describe("a hold", () => {
  it("E1 goes to the first who asks and is refused to the second", () => {
    const hold = free();
    expect(grantHold(hold, "mia", 10)).toEqual({ ok: true });
    expect(grantHold(hold, "tom", 11)).toEqual({ ok: false, code: "EXHIBIT_HELD" });
    expect(hold.heldBy).toBe("mia");
  });

  it("E2 ends ten seconds after its last use and is then anybody's", () => {
    const hold = free();
    grantHold(hold, "mia", 0);
    expect(renewHold(hold, "mia", 100)).toEqual({ ok: true });
    expect(isHeld(hold, 100 + HOLD_TICKS - 1)).toBe(true);
    expect(isHeld(hold, 100 + HOLD_TICKS)).toBe(false);
    expect(renewHold(hold, "mia", 100 + HOLD_TICKS)).toEqual({ ok: false, code: "EXHIBIT_NOT_HELD" });
    expect(grantHold(hold, "tom", 100 + HOLD_TICKS)).toEqual({ ok: true });
  });

  it("E3 is renewed by nobody else, and tells them whether it is held", () => {
    const hold = free();
    expect(renewHold(hold, "tom", 0)).toEqual({ ok: false, code: "EXHIBIT_NOT_HELD" });
    grantHold(hold, "mia", 0);
    expect(renewHold(hold, "tom", 1)).toEqual({ ok: false, code: "EXHIBIT_HELD" });
    expect(checkNotHeldByOther(hold, "tom", 1)).toEqual({ ok: false, code: "EXHIBIT_HELD" });
    expect(checkNotHeldByOther(hold, "mia", 1)).toEqual({ ok: true });
  });

  it("E1 has one holder at a time, and only one who was granted it, over any history", () => {
    const visitor = fc.constantFrom("mia", "tom", "ada");
    const step = fc.record({ visitor, wait: fc.nat(300), what: fc.constantFrom("grant", "renew", "end") });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const hold = free();
        let tick = 0;
        let holder = "";
        let until = 0;
        for (const each of steps) {
          tick += each.wait;
          const held = holder !== "" && tick < until;
          if (each.what === "end") {
            if (hold.heldBy === each.visitor) {
              endHold(hold);
              holder = "";
            }
          } else {
            const mine = held && holder === each.visitor;
            const expected = mine || (each.what === "grant" && !held);
            const result =
              each.what === "grant" ? grantHold(hold, each.visitor, tick) : renewHold(hold, each.visitor, tick);
            expect(result.ok).toBe(expected);
            if (expected) [holder, until] = [each.visitor, tick + HOLD_TICKS];
          }
          expect(isHeldBy(hold, holder || "nobody", tick)).toBe(holder !== "" && tick < until);
        }
      }),
    );
  });
});
