import { describe, expect, it } from "vitest";
import { TICK_MS } from "../../../rooms/protocol/limits.ts";
import {
  cellAt,
  createRecord,
  type PoseRecord,
  RECORD_BYTES,
  readRuns,
} from "../../../rooms/protocol/room/pose-frame.ts";
import type { Pose } from "../../../rooms/protocol/room/poses.ts";
import { SHED } from "../../../rooms/sync/budget.ts";
import { newestPose, type PoseBook, takeFrame, tierOfSlot } from "../../../rooms/sync/pose-book.ts";
import { reachInRow, TIER, TIER_RADII_M, type Tier, tierBetween } from "../../../rooms/sync/tiers.ts";
import { createRandom, readSeed } from "../../support/random.ts";
import { createSyncHall, type Deliver, type SyncHall } from "../../support/sync-hall.ts";

const seed = readSeed();
const HALL_M = 120;
const WALKERS = 200;
const WATCHERS = 12;
/** Everybody within interest is listed again this often, and a little for the beats. */
const HEAL_TICKS = 42;
const STEP_M = 0.12;
/** The coarsest near, mid and far codings, half a quantum along both axes. */
const BLUR_M = [0.01, 0.03, 0.12, 0.12] as const;

const standing = (x: number, z: number): Pose => ({ x, z, heading: 0, pitch: 0, moving: false });
const walking = (x: number, z: number): Pose => ({ x, z, heading: 0, pitch: 0, moving: true });

/** A hall full of people who walk about at random, some of whom watch, until `settle` stops them. */
function fillHall(random: () => number, restShare = 0.1): { hall: SyncHall; step: () => void; settle: () => void } {
  const hall = createSyncHall(HALL_M);
  const headings = new Map<number, number>();
  const anywhere = () => (random() - 0.5) * (HALL_M - 2);
  for (let slot = 0; slot < WALKERS; slot++) {
    headings.set(slot, random() * 7);
    hall.enter(slot, walking(anywhere(), anywhere()), slot < WATCHERS);
  }
  return {
    hall,
    step() {
      for (const [slot, from] of hall.walkers) {
        const heading = (headings.get(slot) ?? 0) + (random() - 0.5);
        headings.set(slot, heading);
        const limit = HALL_M / 2 - 0.3;
        const x = Math.min(limit, Math.max(-limit, from.x - Math.sin(heading) * STEP_M));
        const z = Math.min(limit, Math.max(-limit, from.z - Math.cos(heading) * STEP_M));
        if (random() >= restShare) hall.place(slot, { ...walking(x, z), heading });
      }
    },
    settle() {
      for (const [slot, pose] of hall.walkers) hall.place(slot, { ...pose, moving: false });
    },
  };
}

function distanceOf(hall: SyncHall, one: number, other: number): number {
  const { cell } = hall.crowd.lists;
  const a = cell[one] as number;
  const b = cell[other] as number;
  return Math.hypot((a & 63) - (b & 63), (a >> 6) - (b >> 6)) * 4;
}

function wantedTier(metres: number): Tier {
  const tier = TIER_RADII_M.findIndex((radius) => metres <= radius);
  return (tier < 0 ? TIER.outside : tier) as Tier;
}

function shownAt(book: PoseBook, slot: number): Pose {
  const pose = newestPose(book, slot);
  if (!pose) throw new Error(`nothing is known of ${slot}`);
  return pose;
}

describe("tiers", () => {
  it("reach as far along a row as a walk over all cells says", () => {
    for (const tier of [TIER.near, TIER.mid, TIER.far]) {
      for (let dz = -20; dz <= 20; dz++) {
        let reach = -1;
        for (let dx = 0; dx <= 20; dx++) if (Math.hypot(dx, dz) * 4 <= TIER_RADII_M[tier]) reach = dx;
        expect(reachInRow(tier, dz)).toBe(reach);
      }
    }
    expect(tierBetween(cellAt(0.1, 0.1), cellAt(12.1, 0.1))).toBe(TIER.near);
    expect(tierBetween(cellAt(0.1, 0.1), cellAt(16.1, 0.1))).toBe(TIER.mid);
    expect(tierBetween(cellAt(0.1, 0.1), cellAt(24.1, 0.1))).toBe(TIER.far);
    expect(tierBetween(cellAt(0.1, 0.1), cellAt(36.1, 0.1))).toBe(TIER.outside);
  });
});

describe(`interest over random walks (seed ${seed}, VITRINE_SEED repeats it)`, () => {
  it("is what comparing everybody with everybody says, for every watcher and tier", () => {
    const { hall, step, settle } = fillHall(createRandom(seed));
    for (let tick = 0; tick < 200; tick++) {
      step();
      hall.pass();
    }
    settle();
    for (let tick = 0; tick < HEAL_TICKS; tick++) hall.pass();
    const seen = [0, 0, 0, 0];
    for (const [watcher, book] of hall.books) {
      for (const [slot, pose] of hall.walkers) {
        const tier = wantedTier(distanceOf(hall, watcher, slot));
        expect(tierOfSlot(book, slot)).toBe(tier);
        if (tier === TIER.outside) continue;
        const shown = shownAt(book, slot);
        expect(Math.hypot(shown.x - pose.x, shown.z - pose.z)).toBeLessThan(BLUR_M[tier]);
        expect(shown.moving).toBe(false);
        seen[tier]!++;
      }
    }
    for (const tier of [TIER.near, TIER.mid, TIER.far])
      expect(seen[tier], "the hall has all tiers").toBeGreaterThan(10);
  });

  it("is told each tier at its rate: a walker's newest pose is never older than that", () => {
    const { hall, step } = fillHall(createRandom(seed + 1), 0);
    const oldest = [0, 0, 0];
    const since = new Map<number, { tier: Tier; tick: number }>();
    for (let tick = 0; tick < 150; tick++) {
      step();
      hall.pass();
      for (const [watcher, book] of hall.books) {
        for (const slot of hall.walkers.keys()) {
          const tier = wantedTier(distanceOf(hall, watcher, slot));
          const pair = watcher * WALKERS + slot;
          if (since.get(pair)?.tier !== tier) since.set(pair, { tier, tick: hall.tick });
          const steadyTicks = hall.tick - (since.get(pair)?.tick ?? 0);
          if (tier === TIER.outside || steadyTicks < HEAL_TICKS) continue;
          const age = hall.tick - (newestPose(book, slot)?.tick ?? 0);
          oldest[tier] = Math.max(oldest[tier] as number, age);
        }
      }
    }
    // A watcher who changes cells may have their beat just behind them.
    expect(oldest[TIER.near]).toBeLessThanOrEqual(2);
    expect(oldest[TIER.mid]).toBeLessThanOrEqual(12);
    expect(oldest[TIER.far]).toBeLessThanOrEqual(42);
  });

  it("converges without asking under loss, repetition and reordering, and after people have left", () => {
    const random = createRandom(seed + 2);
    const { hall, step, settle } = fillHall(random);
    const late: { book: PoseBook; frame: Uint8Array; atTick: number }[] = [];
    const unreliably: Deliver = (book, frame, nowMs) => {
      if (random() < 0.4) return;
      if (random() < 0.2) late.push({ book, frame, atTick: hall.tick + 1 + Math.floor(random() * 30) });
      else for (let copies = random() < 0.2 ? 2 : 1; copies > 0; copies--) takeFrame(book, frame, nowMs);
    };
    for (let tick = 0; tick < 200; tick++) {
      step();
      hall.pass(unreliably);
      for (const each of late) if (each.atTick === hall.tick) takeFrame(each.book, each.frame, hall.tick * TICK_MS);
      if (tick % 20 === 19) hall.leave(WATCHERS + tick);
    }
    settle();
    for (let tick = 0; tick < HEAL_TICKS; tick++) hall.pass();
    for (const [watcher, book] of hall.books) {
      for (let slot = 0; slot < WALKERS; slot++) {
        const pose = hall.walkers.get(slot);
        if (!pose) {
          expect(tierOfSlot(book, slot), "nobody who has left is within interest").toBe(TIER.outside);
          continue;
        }
        const tier = wantedTier(distanceOf(hall, watcher, slot));
        expect(tierOfSlot(book, slot)).toBe(tier);
        if (tier === TIER.outside) continue;
        const shown = shownAt(book, slot);
        expect(Math.hypot(shown.x - pose.x, shown.z - pose.z)).toBeLessThan(BLUR_M[tier]);
        expect(shown.moving).toBe(false);
      }
    }
  });
});

describe("a visitor at the edge of a cell", () => {
  it("keeps it until half a metre beyond: nobody flickers between tiers", () => {
    const hall = createSyncHall(HALL_M);
    hall.enter(0, standing(2, 2), true);
    hall.enter(1, standing(15.9, 2));
    const tiers = new Set<Tier>();
    for (let tick = 0; tick < 200; tick++) {
      hall.place(1, walking(16 + 0.4 * Math.sin(tick), 2));
      hall.pass();
      tiers.add(tierOfSlot(hall.books.get(0) as PoseBook, 1));
    }
    expect([...tiers]).toEqual([TIER.near]);
    hall.place(1, walking(16.6, 2));
    for (let tick = 0; tick < 6; tick++) hall.pass();
    expect(tierOfSlot(hall.books.get(0) as PoseBook, 1)).toBe(TIER.mid);
  });
});

describe("who stops", () => {
  /** How often a watcher in the middle is told of a slot in so many ticks. */
  function listen(hall: SyncHall, slot: number, ticks: number, level = 0): { moving: boolean }[] {
    const told: { moving: boolean }[] = [];
    const reader = {
      onRecord: (record: { slot: number; moving: boolean }) => {
        if (record.slot === slot) told.push({ moving: record.moving });
      },
      onComplete: () => {},
    };
    const deliver: Deliver = (_book, frame) => readRuns(frame, createRecord(), reader);
    for (let tick = 0; tick < ticks; tick++) hall.pass(deliver, level);
    return told;
  }

  const places = { near: 6, mid: 18, far: 30 } as const;

  it.each(Object.entries(places))("is said twice to the %s tier, then only with everybody", (_tier, x) => {
    const hall = createSyncHall(HALL_M);
    hall.enter(0, standing(2, 2), true);
    hall.enter(1, walking(x, 2));
    listen(hall, 1, 45);
    hall.place(1, standing(x, 2));
    const told = listen(hall, 1, 40);
    expect(told.length).toBeGreaterThanOrEqual(2);
    expect(told.length).toBeLessThanOrEqual(3);
    expect(told.every(({ moving }) => !moving)).toBe(true);
  });

  it.each(Object.entries(places))("is never shed: at every level the %s tier still says it", (_tier, x) => {
    for (const level of [SHED.far, SHED.mid, SHED.halfNear, SHED.all]) {
      const hall = createSyncHall(HALL_M);
      hall.enter(0, standing(2, 2), true);
      hall.enter(1, walking(x, 2));
      listen(hall, 1, 45, level);
      hall.place(1, standing(x, 2));
      expect(listen(hall, 1, 21, level).some(({ moving }) => !moving)).toBe(true);
    }
  });

  it("is the only thing said of a tier that is shed: far, then mid, then every second near, then all", () => {
    const counts = [SHED.none, SHED.far, SHED.mid, SHED.halfNear, SHED.all].map((level) =>
      Object.values(places).map((x) => {
        const hall = createSyncHall(HALL_M);
        hall.enter(0, standing(2, 2), true);
        hall.enter(1, walking(x, 2));
        let told = 0;
        for (let tick = 0; tick < 40; tick++) {
          hall.place(1, walking(x + (tick % 2) * 0.2, 2));
          told += listen(hall, 1, 1, level).length;
        }
        return told;
      }),
    );
    expect(counts).toEqual([
      [40, 8, 2],
      [40, 8, 0],
      [40, 0, 0],
      [20, 0, 0],
      [0, 0, 0],
    ]);
  });
});

describe("the outside", () => {
  it("keeps last known places of everybody, a little at a time whatever the size of the crowd", () => {
    const hall = createSyncHall(HALL_M);
    hall.enter(0, standing(-58, -58), true);
    for (let slot = 1; slot <= 300; slot++) hall.enter(slot, standing(20 + (slot % 30), 20 + Math.floor(slot / 30)));
    let records = 0;
    const reader = { onRecord: () => records++, onComplete: () => {} };
    const seconds = 12;
    for (let tick = 0; tick < seconds * 20; tick++) {
      hall.pass((book, frame, nowMs) => {
        readRuns(frame, createRecord(), reader);
        takeFrame(book, frame, nowMs);
      });
    }
    expect(records / seconds).toBeLessThan(75);
    const book = hall.books.get(0) as PoseBook;
    for (let slot = 1; slot <= 300; slot++) expect(newestPose(book, slot)?.tick).toBeGreaterThan(1);
  });
});

it("costs five bytes an update on average in a crowd, and little more with all headers", () => {
  const random = createRandom(seed + 3);
  const hall = createSyncHall(64);
  const anywhere = () => (random() - 0.5) * 62;
  for (let slot = 0; slot < 1_000; slot++) hall.enter(slot, walking(anywhere(), anywhere()), slot < 20);
  let bytes = 0;
  let recordBytes = 0;
  let updates = 0;
  const reader = {
    onRecord({ format }: PoseRecord) {
      updates++;
      recordBytes += RECORD_BYTES[format] as number;
    },
    onComplete: () => {},
  };
  for (let tick = 0; tick < 80; tick++) {
    for (const [slot, { x, z }] of hall.walkers) {
      hall.place(slot, walking(x + (random() - 0.5) * 0.1, z + (random() - 0.5) * 0.1));
    }
    hall.pass((_book, frame) => {
      bytes += frame.length;
      readRuns(frame, createRecord(), reader);
    });
  }
  expect(recordBytes / updates).toBeLessThanOrEqual(5);
  expect(bytes / updates).toBeLessThanOrEqual(5.5);
});
