import type { Browser, Page } from "playwright-core";
import type { Quality } from "../../../client-demo/scene/quality.ts";
import { QUALITY_SETTINGS } from "../../../client-demo/scene/quality.ts";
import { median } from "../measure/median.ts";
import type { CrowdPage, Measured } from "./crowd-page.ts";
import type { CrowdPageServer } from "./serve-crowd-page.ts";

/** Ours; everybody drawn with all parts; and the same scene with nobody in it, than which no crowd can be faster. */
const SYSTEMS = ["vitrine", "naive", "limit"] as const;

export type CrowdRun = {
  readonly system: (typeof SYSTEMS)[number];
  readonly avatars: number;
  readonly quality: Quality;
  /** Times of a frame until its last pixel is there, and of them the page's own script, milliseconds. */
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly scriptMs: number;
  /** What the crowd adds to the scene. */
  readonly drawCalls: number;
  readonly triangles: number;
  /** Elements that carry names. */
  readonly labels: number;
};

export type CrowdOptions = {
  readonly server: CrowdPageServer;
  readonly browser: Browser;
  readonly sizes: readonly number[];
  readonly quality: Quality;
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
};

const ROUNDS = 3;
const FRAMES_LEAST = 5;
const SEED = 20_260_701;

/** Measures the sizes one after another, at each the systems in turns; tells of each size when it is done. */
export async function measureCrowds(options: CrowdOptions, onSize: (runs: CrowdRun[]) => void): Promise<void> {
  const ours = await openCrowdPage(options, false);
  const naive = await openCrowdPage(options, true);
  const bare = new Map([
    [ours, await measure(ours, 0, options.seconds)],
    [naive, await measure(naive, 0, options.seconds)],
  ]);
  for (const avatars of options.sizes) {
    const rounds: Record<CrowdRun["system"], Measured[]> = { vitrine: [], naive: [], limit: [] };
    for (let round = 0; round < ROUNDS; round++) {
      rounds.limit.push(await measure(ours, 0, options.seconds));
      rounds.vitrine.push(await measure(ours, avatars, options.seconds));
      rounds.naive.push(await measure(naive, avatars, options.seconds));
    }
    onSize(
      SYSTEMS.map((system) => ({
        system,
        avatars,
        quality: options.quality,
        ...summarise(rounds[system], bare.get(system === "naive" ? naive : ours)),
      })),
    );
  }
}

function summarise(rounds: readonly Measured[], bare: Measured | undefined) {
  const frameMs = rounds.flatMap((each) => each.frameMs).sort((one, other) => one - other);
  const last = rounds.at(-1);
  return {
    medianMs: median(frameMs) ?? Number.NaN,
    p95Ms: frameMs[Math.floor(frameMs.length * 0.95)] ?? Number.NaN,
    scriptMs: median(rounds.flatMap((each) => each.scriptMs)) ?? Number.NaN,
    drawCalls: (last?.drawCalls ?? 0) - (bare?.drawCalls ?? 0),
    triangles: (last?.triangles ?? 0) - (bare?.triangles ?? 0),
    labels: last?.labels ?? 0,
  };
}

/** Opens the page at the resolution to which its quality level goes down on a slow machine. */
export async function openCrowdPage(
  { server, browser, quality, width, height }: Omit<CrowdOptions, "sizes" | "seconds">,
  full: boolean,
): Promise<Page> {
  const deviceScaleFactor = QUALITY_SETTINGS[quality].minScale;
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor });
  await page.goto(server.url);
  const { showroom, products } = server;
  await page.evaluate(
    async (open) => {
      const crowd: CrowdPage = Reflect.get(globalThis, "crowd");
      await crowd.open(open);
    },
    { showroom, products, quality, full },
  );
  return page;
}

/** Draws a crowd for a while; the same number is the same people at the same places. */
export async function measure(page: Page, avatars: number, seconds: number): Promise<Measured> {
  return await page.evaluate(
    (draw) => {
      const crowd: CrowdPage = Reflect.get(globalThis, "crowd");
      return crowd.measure(draw);
    },
    { avatars, seed: SEED, seconds, frames: FRAMES_LEAST },
  );
}

/** A line for each size and figure, ours beside the others. */
export function describeCrowd(runs: readonly CrowdRun[]): string {
  const titles = ["avatars", "", ...SYSTEMS, "÷ naive", "÷ limit"];
  const lines = [titles.map((title) => title.padStart(12)).join("")];
  const figures = ["medianMs", "p95Ms", "scriptMs", "drawCalls", "triangles", "labels"] as const;
  for (const avatars of new Set(runs.map((run) => run.avatars))) {
    for (const figure of figures) {
      const [ours = 0, naive = 0, limit = 0] = SYSTEMS.map(
        (system) => runs.find((run) => run.avatars === avatars && run.system === system)?.[figure],
      );
      const digits = figure.endsWith("Ms") ? 1 : 0;
      const values = [ours, naive, limit].map((value) => value.toFixed(digits));
      const ratios = [naive, limit].map((other) => (other > 0 ? (ours / other).toFixed(2) : "–"));
      lines.push([String(avatars), figure, ...values, ...ratios].map((each) => each.padStart(12)).join(""));
    }
  }
  return lines.join("\n");
}
