import { setTimeout as delay } from "node:timers/promises";
import { TICK_MS } from "../../../rooms/protocol/limits.ts";
import { spaceOf } from "../../../rooms/simulation/space.ts";
import { createRandom } from "../../support/random.ts";
import { answerParent } from "./answer-parent.ts";
import { type Adapter, type Bot, bytesReadBy, type Crowd } from "./bot.ts";
import { hallLayout } from "./hall.ts";
import type { System } from "./systems.ts";
import { chooseWitnesses, createTracker, type Sightings } from "./tracker.ts";
import { createWalker, randomPlace, walk } from "./walker.ts";

/* All bots of a run, in one process: joins them, walks them, measures what reaches them. */

/** Loaded when chosen, so that one system that cannot be loaded does not take the others along. */
async function loadAdapter(system: System): Promise<(crowd: Crowd) => Adapter> {
  if (system === "vitrine") return (await import("./vitrine-adapter.ts")).createVitrineAdapter;
  if (system === "naive") return (await import("./naive-adapter.ts")).createNaiveAdapter;
  return (await import("./limit-adapter.ts")).createLimitAdapter;
}

export type JoinOptions = {
  readonly system: System;
  readonly url: string;
  readonly visitors: number;
  readonly hallM: number;
  readonly seed: number;
};

/** What one window showed. */
export type Window = Sightings & {
  readonly kBPerClient: number;
  /** CPU time of the bots, % of one core. */
  readonly botCpu: number;
  /** Moves that were sent, as a share of 20 a second for everybody. */
  readonly movesSent: number;
  /** How far the server said that it thins out, 0 for not at all: the most in the window. */
  readonly shedLevel: number;
  /** Bots whose socket is gone. */
  readonly lost: number;
};

const JOINS_AT_ONCE = 16;
/** Enough for the longest way across the hall at full speed, with some detours. */
const SETTLE_SPARE_MS = 8_000;
const SETTLE_M_PER_S = 4;
const SETTLE_MIN_MS = 1_500;
const WATCH_MS = 100;
const RECOVERY_SLICE_MS = 100;
const RECOVERY_SLICES = 5;
const RECOVERY_TIMEOUT_MS = 20_000;
const RECOVERED_FPS = 19;

let adapter: Adapter | null = null;
let crowd: Crowd | null = null;
let bots: Bot[] = [];
let random = createRandom(1);
let movesSent = 0;

function requireCrowd(): { adapter: Adapter; crowd: Crowd } {
  if (!adapter || !crowd) throw new Error("nobody has joined");
  return { adapter, crowd };
}

/** Joins everybody, a few at a time; whoever is in walks at once. */
async function join({ system, url, visitors, hallM, seed }: JoinOptions): Promise<void> {
  const space = spaceOf(hallLayout(hallM));
  const joined = { url, space, tracker: createTracker(visitors, chooseWitnesses(visitors)) };
  const how = (await loadAdapter(system))(joined);
  random = createRandom(seed);
  crowd = joined;
  adapter = how;
  bots = Array.from({ length: visitors }, (_, index) => {
    const place = randomPlace(space, random);
    const walker = createWalker(space, place);
    walker.own.heading = random() * Math.PI * 2;
    if (how.startsAtEntrance) walker.goal = place;
    return { index, walker, socket: null, isIn: false, closed: null, slot: 0, sequence: 0 };
  });
  startLegs();
  const waiting = [...bots];
  const joinInTurn = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await how.join(next);
  };
  await Promise.all(Array.from({ length: JOINS_AT_ONCE }, joinInTurn));
}

/** Everybody walks 20 times a second, each at its own moment of the 50 ms. */
function startLegs(): void {
  let lastMs = performance.now();
  let owed = 0;
  let next = 0;
  const step = () => {
    const nowMs = performance.now();
    // Too late for a whole round: what a browser would do, whose timers do not catch up either.
    owed = Math.min(bots.length, owed + ((nowMs - lastMs) / TICK_MS) * bots.length);
    lastMs = nowMs;
    for (; owed >= 1; owed--) moveOne(bots[next++ % bots.length]!);
    setTimeout(step, 1);
  };
  step();
}

function moveOne(bot: Bot): void {
  if (!bot.isIn) return;
  walk(bot.walker, random);
  adapter?.sendPose(bot);
  movesSent++;
}

/** Waits until everybody has come to their place. */
async function settle({ hallM }: { readonly hallM: number }): Promise<number> {
  const deadline = performance.now() + (hallM / SETTLE_M_PER_S) * 1_000 + SETTLE_SPARE_MS;
  await delay(SETTLE_MIN_MS);
  while (bots.some(({ isIn, walker }) => isIn && walker.goal) && performance.now() < deadline) await delay(100);
  // Whoever was caught somewhere strolls from there.
  for (const { walker } of bots) walker.goal = null;
  return bots.filter(({ isIn }) => isIn).length;
}

/** Measures for a while; the last `stalled` bots that are no witnesses read nothing during it. */
async function measure({
  seconds,
  stalled = 0,
}: {
  readonly seconds: number;
  readonly stalled?: number;
}): Promise<Window> {
  const {
    adapter: how,
    crowd: { tracker },
  } = requireCrowd();
  const staying = bots.filter(({ closed }) => closed === null);
  const idle = new Set(stalled === 0 ? [] : staying.filter(({ index }) => !tracker.isWitness(index)).slice(-stalled));
  for (const bot of idle) bot.socket?.pause();
  const reading = bots.filter((bot) => !idle.has(bot));
  const readBefore = reading.map(bytesReadBy);
  const cpuBefore = process.cpuUsage();
  const startedAtMs = performance.now();
  movesSent = 0;
  tracker.reset(reading.filter(({ index, isIn }) => isIn && tracker.isWitness(index)).length);
  let shedLevel = 0;
  const watch = setInterval(() => {
    shedLevel = Math.max(shedLevel, how.shedLevel());
  }, WATCH_MS);
  await delay(seconds * 1_000);
  clearInterval(watch);
  const elapsed = (performance.now() - startedAtMs) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  let bytes = 0;
  for (const [at, bot] of reading.entries()) bytes += Math.max(0, bytesReadBy(bot) - readBefore[at]!);
  for (const bot of idle) bot.socket?.resume();
  return {
    ...tracker.read(elapsed),
    kBPerClient: bytes / reading.length / elapsed / 1_000,
    botCpu: ((user + system) / 1e6 / elapsed) * 100,
    movesSent: movesSent / (bots.length * (1_000 / TICK_MS) * elapsed),
    shedLevel,
    lost: bots.filter(({ closed }) => closed !== null).length,
  };
}

/**
 * All but `remaining` go home at once.
 * @returns seconds until the server had stopped to thin out and neighbours came 19 times a second; null if it never did
 */
async function fall({ remaining }: { readonly remaining: number }): Promise<number | null> {
  const {
    adapter: how,
    crowd: { tracker },
  } = requireCrowd();
  const isStaying = ({ index }: Bot) => tracker.isWitness(index);
  const going = bots.filter((bot) => !isStaying(bot)).slice(0, bots.length - remaining);
  const gone = new Set(going);
  for (const { socket } of going) socket?.close();
  bots = bots.filter((bot) => !gone.has(bot));
  const startedAtMs = performance.now();
  const rates: number[] = [];
  while (performance.now() - startedAtMs < RECOVERY_TIMEOUT_MS) {
    const sliceAtMs = performance.now();
    tracker.reset();
    await delay(RECOVERY_SLICE_MS);
    rates.push(tracker.read((performance.now() - sliceAtMs) / 1_000).fps);
    const recent = rates.slice(-RECOVERY_SLICES);
    const fps = recent.reduce((sum, each) => sum + each, 0) / recent.length;
    const isWell = recent.length === RECOVERY_SLICES && fps >= RECOVERED_FPS && how.shedLevel() === 0;
    if (isWell) return (performance.now() - startedAtMs) / 1_000;
  }
  return null;
}

answerParent({ join, settle, measure, fall }, async () => {
  for (const { socket } of bots) socket?.terminate();
});
