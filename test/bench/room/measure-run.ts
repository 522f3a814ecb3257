import { setTimeout as delay } from "node:timers/promises";
import type { JoinOptions, Window } from "./bots.ts";
import { type Child, readCpuSeconds, readRssMb, startChild } from "./child.ts";
import type { System } from "./systems.ts";

/** One system at one size. Null where nothing could be measured. */
export type Run = {
  readonly system: System;
  readonly visitors: number;
  /** Bytes that reach one client, kB of 1,000 bytes a second. */
  readonly kBPerClient: number | null;
  /** Frames with something new of a near neighbour, per client and second. */
  readonly fps: number | null;
  /** From sending a pose until a bot within 12 m has decoded it, ms. */
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  /** The server's CPU time, all threads, % of one core. */
  readonly cpu: number | null;
  /** How late the server's event loop was, ms. */
  readonly loopP99: number | null;
  readonly rssMB: number | null;
  readonly rssPerVisitorKB: number | null;
  /** The bots' CPU time, % of one core: near 100 the load generator is what is measured. */
  readonly botCpu: number | null;
  readonly hallM: number;
  readonly keptUp: boolean;
  /** Share of the 20 moves a second that the bots managed to send. */
  readonly movesSent: number | null;
  /** Share of the sightings that no sent pose explains. */
  readonly unmatched: number | null;
  /** How far the server said that it thins out, 0 for not at all: the most in the window. */
  readonly shedLevel: number | null;
  /** Bots whose socket the server closed. */
  readonly lost: number | null;
  /** The second window, in which some bots read nothing. */
  readonly stalled?: { readonly visitors: number; readonly p99: number | null; readonly rssMB: number };
  /** After most have left: seconds until all was well again, null if never. */
  readonly fall?: { readonly remaining: number; readonly recoverySeconds: number | null };
  /** Why there are no figures. */
  readonly failure?: string;
};

export type RunOptions = {
  readonly system: System;
  readonly visitors: number;
  readonly hallM: number;
  readonly seconds: number;
  readonly stalled: number;
  readonly fall: number;
  readonly seed: number;
  readonly pinning: ((core: number) => readonly string[]) | null;
};

const SERVER_CORE = 0;
const BOT_CORE = 1;
const KEPT_UP = { fps: 19, p99: 200 };
const START_TIMEOUT_MS = 60_000;
const SETTLE_TIMEOUT_MS = 120_000;
const ANSWER_SPARE_MS = 30_000;
const JOIN_TIMEOUT_MS = 30_000;
const JOIN_MS_EACH = 100;
const STALL_SECONDS = 20;
/** A server that has just started still collects what starting left behind. */
const REST_MS = 500;

/** Starts server and bots, measures, stops both. Never throws: what breaks has not kept up. */
export async function measureRun(options: RunOptions): Promise<Run> {
  const { system, pinning } = options;
  const server = startChild(`${system}-server.ts`, pinning?.(SERVER_CORE) ?? []);
  const bots = startChild("bots.ts", pinning?.(BOT_CORE) ?? []);
  try {
    return await measureWith(server, bots, options);
  } catch (error) {
    return describeFailure(options, error instanceof Error ? error.message : String(error));
  } finally {
    await Promise.all([bots.stop(), server.stop()]);
  }
}

async function measureWith(server: Child, bots: Child, options: RunOptions): Promise<Run> {
  const { system, visitors, hallM, seconds, seed } = options;
  const url = await server.ask<string>("start", { visitors, hallM }, START_TIMEOUT_MS);
  await delay(REST_MS);
  const emptyMb = await readRssMb(server.pid);
  const join: JoinOptions = { system, url, visitors, hallM, seed };
  await bots.ask("join", join, JOIN_TIMEOUT_MS + visitors * JOIN_MS_EACH);
  await bots.ask("settle", { hallM }, SETTLE_TIMEOUT_MS);
  await server.ask("resetLoop", null, ANSWER_SPARE_MS);
  const cpuBefore = await readCpuSeconds(server.pid);
  const startedAtMs = performance.now();
  const window = await bots.ask<Window>("measure", { seconds }, seconds * 1_000 + ANSWER_SPARE_MS);
  const elapsed = (performance.now() - startedAtMs) / 1_000;
  const cpu = (((await readCpuSeconds(server.pid)) - cpuBefore) / elapsed) * 100;
  const rssMB = await readRssMb(server.pid);
  const loopP99 = await server.ask<number>("readLoopP99", null, ANSWER_SPARE_MS);
  const { kBPerClient, fps, p50, p95, p99, botCpu, movesSent, unmatched, shedLevel, lost } = window;
  return {
    system,
    visitors,
    kBPerClient,
    fps,
    p50,
    p95,
    p99,
    cpu,
    loopP99,
    rssMB,
    rssPerVisitorKB: ((rssMB - emptyMb) * 1_000) / visitors,
    botCpu,
    hallM,
    keptUp: lost === 0 && fps >= KEPT_UP.fps && p99 !== null && p99 <= KEPT_UP.p99,
    movesSent,
    unmatched,
    shedLevel,
    lost,
    ...(system === "vitrine" ? await measureTroubles(server, bots, options) : {}),
  };
}

/** What only Vitrine is asked to bear. */
async function measureTroubles(server: Child, bots: Child, { visitors, stalled, fall }: RunOptions) {
  const troubles: Partial<Pick<Run, "stalled" | "fall">> = {};
  if (stalled > 0) {
    const window = { seconds: STALL_SECONDS, stalled };
    const { p99 } = await bots.ask<Window>("measure", window, STALL_SECONDS * 1_000 + ANSWER_SPARE_MS);
    Object.assign(troubles, { stalled: { visitors: stalled, p99, rssMB: await readRssMb(server.pid) } });
  }
  if (fall > 0 && fall < visitors) {
    const recoverySeconds = await bots.ask<number | null>("fall", { remaining: fall }, SETTLE_TIMEOUT_MS);
    Object.assign(troubles, { fall: { remaining: fall, recoverySeconds } });
  }
  return troubles;
}

function describeFailure({ system, visitors, hallM }: RunOptions, failure: string): Run {
  const none = { kBPerClient: null, fps: null, p50: null, p95: null, p99: null, cpu: null, loopP99: null };
  const nothing = {
    rssMB: null,
    rssPerVisitorKB: null,
    botCpu: null,
    movesSent: null,
    unmatched: null,
    shedLevel: null,
    lost: null,
  };
  return { system, visitors, ...none, ...nothing, hallM, keptUp: false, failure };
}
