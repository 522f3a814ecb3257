import { describe, expect, it } from "vitest";
import {
  type AttentionEvent,
  AWAY_MS,
  createAttention,
  endInspection,
  stepAttention,
} from "../../../rooms/simulation/attention.ts";

const exhibit = { x: 0, z: 0 };
/** Standing south of the exhibit at a distance, looking at it (heading 0 looks along −z). */
const facing = (distance: number) => ({ x: 0, z: distance, heading: 0 });
const turnedAway = (distance: number) => ({ x: 0, z: distance, heading: Math.PI });

function watch() {
  const attention = createAttention();
  const events: AttentionEvent[] = [];
  const emit = (event: AttentionEvent) => events.push(event);
  return {
    attention,
    events,
    emit,
    stand(where: { x: number; z: number; heading: number }, ms: number) {
      for (let passed = 0; passed < ms; passed += 250) stepAttention(attention, where, exhibit, 250, emit);
    },
  };
}

describe("attention", () => {
  it("A1 A3 passes once, approaches after a second near, and inspects with the time spent looking", () => {
    const visit = watch();
    visit.stand(facing(9), 5_000);
    expect(visit.events).toEqual([]);
    visit.stand(facing(4), 3_000);
    expect(visit.events).toEqual([{ type: "product.passed" }]);
    visit.stand(facing(2), 4_000);
    visit.stand(facing(9), AWAY_MS);
    expect(visit.events).toEqual([
      { type: "product.passed" },
      { type: "product.approached" },
      { type: "product.inspected", dwellMs: 4_000 },
    ]);
  });

  it("A2 counts one who stands near with the back to it as approached, not as inspecting", () => {
    const visit = watch();
    visit.stand(turnedAway(2), 6_000);
    visit.stand(turnedAway(9), 3_000);
    expect(visit.events.map((event) => event.type)).toEqual(["product.passed", "product.approached"]);
  });

  it("A3 goes on when somebody turns away for a moment, and starts anew after a real absence", () => {
    const visit = watch();
    visit.stand(facing(2), 3_000);
    visit.stand(turnedAway(2), 1_000);
    visit.stand(facing(2), 3_000);
    visit.stand(facing(8), 3_000);
    visit.stand(facing(2), 2_500);
    endInspection(visit.attention, visit.emit);
    const dwell = visit.events.filter((event) => event.type === "product.inspected");
    expect(dwell).toEqual([
      { type: "product.inspected", dwellMs: 6_000 },
      { type: "product.inspected", dwellMs: 2_500 },
    ]);
  });

  it("A2 takes an open sheet as looking from wherever one stands", () => {
    const visit = watch();
    visit.attention.sheetOpen = true;
    visit.stand(turnedAway(20), 3_000);
    visit.attention.sheetOpen = false;
    visit.stand(turnedAway(20), 3_000);
    expect(visit.events).toEqual([{ type: "product.approached" }, { type: "product.inspected", dwellMs: 3_000 }]);
  });

  it("A3 says nothing of a glance", () => {
    const visit = watch();
    visit.stand(facing(2), 1_500);
    visit.stand(facing(9), 4_000);
    expect(visit.events.some((event) => event.type === "product.inspected")).toBe(false);
  });
});
