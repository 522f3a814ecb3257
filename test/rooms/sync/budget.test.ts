import { describe, expect, it } from "vitest";
import {
  createClientBudget,
  createRoomBudget,
  paceAt,
  SHED,
  stepClientBudget,
  stepRoomBudget,
} from "../../../rooms/sync/budget.ts";

const BEAT_MS = 12.5;

describe("the budget of a client", () => {
  it("sheds at once, the far first, then the mid, half of the near, everything", () => {
    const levels = [0, 3_900, 4_100, 8_100, 16_100, 64_100].map((bytes) => {
      const budget = createClientBudget();
      stepClientBudget(budget, bytes);
      return budget.level;
    });
    expect(levels).toEqual([SHED.none, SHED.none, SHED.far, SHED.mid, SHED.halfNear, SHED.all]);
  });

  it("recovers by itself, one level in half a second, and not while much is waiting", () => {
    const budget = createClientBudget();
    stepClientBudget(budget, 100_000);
    for (let frame = 0; frame < 40; frame++) stepClientBudget(budget, 70_000);
    expect(budget.level).toBe(SHED.all);
    const seen = [];
    for (let frame = 1; frame <= 40; frame++) {
      stepClientBudget(budget, 0);
      if (frame % 10 === 0) seen.push(budget.level);
    }
    expect(seen).toEqual([3, 2, 1, 0]);
  });
});

describe("the budget of a room", () => {
  const run = (lateMs: number, ms: number, budget = createRoomBudget(), busyShare = 0.3) => {
    for (let at = 0; at < ms; at += BEAT_MS) stepRoomBudget(budget, lateMs, busyShare, BEAT_MS);
    return budget;
  };

  it("sheds level by level while beats are late, and not for one long pause", () => {
    expect(run(2, 10_000).level).toBe(SHED.none);
    const paused = run(2, 1_000);
    stepRoomBudget(paused, 150, 1, 150);
    expect(run(2, 300, paused).level).toBeLessThanOrEqual(SHED.far);
    expect(run(60, 400).level).toBe(SHED.far);
    expect(run(60, 5_000).level, "the near stay").toBe(SHED.halfNear);
  });

  it("is as it was within two seconds after the load is gone", () => {
    const budget = run(200, 5_000);
    expect(budget.level).toBe(SHED.halfNear);
    expect(run(1, 2_000, budget).level).toBe(SHED.none);
  });

  it("takes back at once what it surely has the time for, the rest as a try", () => {
    const busy = () => run(200, 5_000, createRoomBudget(), 0.9);
    expect(run(1, 900, busy(), 0.5).level).toBeLessThanOrEqual(SHED.mid);
    expect(run(1, 900, busy(), 0.9).level).toBe(SHED.halfNear);
    expect(run(1, 1_700, busy(), 0.9).level).toBe(SHED.mid);
    expect(run(1, 10_000, busy(), 0.9).level).toBe(SHED.none);
  });

  it("waits longer after each try that failed, so that it does not swing", () => {
    const budget = run(200, 5_000, createRoomBudget(), 0.9);
    let changes = 0;
    let level = budget.level;
    for (let at = 0; at < 60_000; at += BEAT_MS) {
      // A crowd for which two levels are just enough.
      stepRoomBudget(budget, budget.level < SHED.mid ? 60 : 2, 0.9, BEAT_MS);
      if (budget.level !== level) changes++;
      level = budget.level;
    }
    expect(changes).toBeLessThan(20);
    // The crowd goes home.
    expect(run(1, 2_000, budget, 0.3).level).toBe(SHED.none);
  });

  it("keeps its level between late and calm", () => {
    const budget = run(12, 1_000, run(60, 400));
    const { level } = budget;
    expect(level).toBeGreaterThan(SHED.none);
    expect(run(12, 5_000, budget).level).toBe(level);
  });

  it("asks for fewer moves the more it sheds", () => {
    expect([0, 1, 2, 3, 4].map(paceAt)).toEqual([0, 1, 1, 2, 2]);
  });
});
