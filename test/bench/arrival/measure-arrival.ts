import type { Browser, Page } from "playwright-core";
import type { PageView } from "../../../client-demo/visit/page-view.ts";
import { waitFor } from "../../support/wait.ts";

/** The line to the shopper: bits and milliseconds. */
export type Line = { readonly megabitsPerSecond: number; readonly latencyMs: number };

/** One arrival. Seconds since the page was asked for, unless said otherwise. */
export type Arrival = {
  /** When the page knew what stands in the room and asked for the first model. */
  readonly askedS: number;
  /** When the last of the first files had come over the line. */
  readonly deliveredS: number;
  /** When every exhibit was drawn. */
  readonly shownS: number;
  /** From asking for the first model until every exhibit was drawn. */
  readonly fillS: number;
  /** When every exhibit was as fine as it is seen, and nothing more was on its way. */
  readonly refinedS: number;
  /** Over the line until everything was drawn, and until all was refined: kB. */
  readonly shownKB: number;
  readonly refinedKB: number;
};

type Seen = { shownAtMs: number; changedAtMs: number; urls: string };

const WAIT_MS = 120_000;
/** Nothing changed for so long: it is as fine as it gets. */
const QUIET_MS = 2_500;

/** Makes a page's line as slow as this. */
async function slowDown(page: Page, { megabitsPerSecond, latencyMs }: Line): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const perSecond = (megabitsPerSecond * 1_000_000) / 8;
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: latencyMs,
    downloadThroughput: perSecond,
    uploadThroughput: perSecond,
  });
}

/** Seconds that the files alone take over the line, in a page that draws nothing. */
export async function measureDelivery(browser: Browser, origin: string, urls: readonly string[], line: Line) {
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    await page.goto(`${origin}/healthz`);
    await slowDown(page, line);
    return await page.evaluate(async (list) => {
      const startedAt = performance.now();
      await Promise.all(list.map(async (url) => (await fetch(url)).arrayBuffer()));
      return (performance.now() - startedAt) / 1_000;
    }, urls);
  } finally {
    await context.close();
  }
}

/** Opens the showroom in a fresh browser profile over a slow line and watches it from the door. */
export async function measureArrival(
  browser: Browser,
  url: string,
  line: Line,
  size: { width: number; height: number },
) {
  const context = await browser.newContext({ viewport: size });
  const page = await context.newPage();
  try {
    await slowDown(page, line);
    await page.addInitScript(watch);
    await page.goto(url, { waitUntil: "commit" });
    const read = () => page.evaluate((): Seen => Reflect.get(globalThis, "arrival"));
    await waitFor("every exhibit to be drawn", async () => (await read()).shownAtMs > 0, WAIT_MS);
    const isQuiet = async () => {
      const nowMs = await page.evaluate(() => performance.now());
      return nowMs - (await read()).changedAtMs > QUIET_MS;
    };
    await waitFor("the room to be refined", isQuiet, WAIT_MS);
    const seen = await read();
    const files = await page.evaluate(() =>
      performance.getEntriesByType("resource").map((entry) => {
        const { name, startTime, responseEnd, encodedBodySize } = entry as PerformanceResourceTiming;
        return { name, startMs: startTime, endMs: responseEnd, bytes: encodedBodySize };
      }),
    );
    return summarise(seen, files);
  } finally {
    await context.close();
  }
}

type FileTiming = { readonly name: string; readonly startMs: number; readonly endMs: number; readonly bytes: number };

function summarise(seen: Seen, files: readonly FileTiming[]): Arrival {
  const models = files.filter(({ name }) => /\/goods\/.*\.glb$/.test(name));
  const askedMs = Math.min(...models.map(({ startMs }) => startMs));
  const before = files.filter(({ endMs }) => endMs <= seen.shownAtMs);
  const first = models.filter(({ endMs }) => endMs <= seen.shownAtMs);
  const kilobytes = (list: readonly FileTiming[]) => list.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000;
  return {
    askedS: askedMs / 1_000,
    deliveredS: Math.max(...first.map(({ endMs }) => endMs)) / 1_000,
    shownS: seen.shownAtMs / 1_000,
    fillS: (seen.shownAtMs - askedMs) / 1_000,
    refinedS: seen.changedAtMs / 1_000,
    shownKB: kilobytes(before),
    refinedKB: kilobytes(files.filter(({ endMs }) => endMs <= seen.changedAtMs)),
  };
}

/** Runs in the page: notes when all exhibits are drawn, and when the last of them changed. */
function watch(): void {
  const seen: Seen = { shownAtMs: 0, changedAtMs: 0, urls: "" };
  Reflect.set(globalThis, "arrival", seen);
  const look = () => {
    requestAnimationFrame(look);
    const handle: { view(): PageView | null } | undefined = Reflect.get(globalThis, "vitrine");
    const exhibits = handle?.view()?.exhibits ?? [];
    const shown = exhibits.map(({ shownUrl }) => shownUrl);
    if (shown.length > 0 && seen.shownAtMs === 0 && !shown.includes("")) seen.shownAtMs = performance.now();
    if (shown.join() === seen.urls) return;
    seen.urls = shown.join();
    seen.changedAtMs = performance.now();
  };
  requestAnimationFrame(look);
}
