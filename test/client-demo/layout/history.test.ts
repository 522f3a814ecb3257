import { describe, expect, it } from "vitest";
import { squareWay } from "../../../client-demo/layout/editing/actions.ts";
import { beginHistory, endSeries, redo, takeStep, undo } from "../../../client-demo/layout/rules/history.ts";

describe("undo and redo", () => {
  it("go back and forth over every step, however many", () => {
    let history = beginHistory(0);
    for (let step = 1; step <= 500; step++) history = takeStep(history, step, `step ${step}`);
    for (let step = 0; step < 500; step++) history = undo(history);
    expect(history.present).toBe(0);
    expect(undo(history)).toEqual(history);
    for (let step = 0; step < 500; step++) history = redo(history);
    expect(history).toMatchObject({ present: 500, future: [] });
  });

  it("take a series as one step, until it rests", () => {
    let history = beginHistory(0);
    for (const next of [1, 2, 3]) history = takeStep(history, next, "drag", "drag a");
    history = takeStep(endSeries(history), 4, "drag", "drag a");
    expect(undo(history).present).toBe(3);
    expect(undo(undo(history)).present).toBe(0);
  });

  it("forget what was undone once something else is done, and take no step for nothing", () => {
    const undone = undo(takeStep(takeStep(beginHistory(0), 1, "a"), 2, "b"));
    const changed = takeStep(undone, 7, "c");
    expect(redo(changed).present).toBe(7);
    expect(takeStep(changed, 7, "same")).toBe(changed);
  });
});

describe("arrow keys", () => {
  it("follow the picture by the nearest axis of the room", () => {
    expect(squareWay(1, 0, 0)).toEqual({ dx: 1, dz: 0 });
    expect(squareWay(0, 1, 0)).toEqual({ dx: 0, dz: -1 });
    expect(squareWay(0, 1, Math.PI / 2 + 0.3)).toEqual({ dx: -1, dz: 0 });
    expect(squareWay(1, 0, Math.PI)).toEqual({ dx: -1, dz: 0 });
  });
});
