import { describe, expect, it } from "vitest";
import { readRoomOptions } from "./options.ts";
import { chooseWitnesses, createTracker, positionCode } from "./tracker.ts";

describe("the room bench", () => {
  it("refuses options that it does not understand", () => {
    expect(() => readRoomOptions(["--systems", "vitrine,uws"])).toThrow("--systems knows vitrine, naive, limit");
    expect(() => readRoomOptions(["--visitors", "100,many"])).toThrow("--visitors must be");
    expect(readRoomOptions(["--hall", "grow"]).hallFor(1_200)).toBe(128);
  });
});

describe("the tracker", () => {
  it("takes the time from the newest pose that was sent from there, once for each witness", () => {
    const tracker = createTracker(3, [0]);
    tracker.reset();
    tracker.noteSent(0, 0, 0, 0);
    tracker.noteSent(1, 1, 1, 100);
    tracker.noteSent(1, 1, 1, 110);
    tracker.noteSent(2, 20, 0, 100);
    const see = (sender: number, x: number, z: number, tick: number, nowMs: number) =>
      tracker.noteSeen(0, sender, positionCode(x), positionCode(z), tick, nowMs);
    see(1, 1, 1, 7, 130);
    see(1, 1, 1, 8, 180);
    see(2, 20, 0, 8, 180);
    see(1, 5, 5, 8, 180);
    expect(tracker.read(1)).toMatchObject({ fps: 1, samples: 1, unmatched: 0.5, p50: 20.1, p99: 20.1 });
  });

  it("explains a coarser coding of a pose, and counts it once all the same", () => {
    const tracker = createTracker(2, [0]);
    tracker.noteSent(0, 0, 0, 0);
    tracker.noteSent(1, 1, 1, 100);
    tracker.noteSent(1, 1.07, 1, 150);
    tracker.noteSeen(0, 1, positionCode(1.07) + 3, positionCode(1) - 3, 1, 160, 8);
    tracker.noteSeen(0, 1, positionCode(1.07), positionCode(1), 2, 210);
    tracker.noteSeen(0, 1, positionCode(1), positionCode(1), 2, 210);
    expect(tracker.read(1)).toMatchObject({ fps: 1, samples: 1, unmatched: 0, p50: 10.1 });
  });

  it("has everybody look in a small crowd and sixteen, spread over all, in a large one", () => {
    expect(chooseWitnesses(100)).toHaveLength(100);
    const few = chooseWitnesses(1_000);
    expect(new Set(few).size).toBe(16);
    expect(few.every((index) => index >= 0 && index < 1_000)).toBe(true);
  });
});
