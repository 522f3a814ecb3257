import { type Browser, chromium, type Page } from "playwright-core";
import { dressGlb } from "./dress-glb.ts";
import { findChromium } from "./find-chromium.ts";
import type { PageShot, StudioWindow } from "./page/studio-page.ts";
import type { Shot } from "./page/views.ts";
import { STUDIO_PAGE, servePage } from "./serve-page.ts";

/** Photographs models on neutral light in a browser without a window. */
export type Studio = {
  /**
   * One PNG for each view. Calls are served one after the other.
   * @throws Error when the model cannot be drawn, or not within the time; the studio stays usable
   */
  render(glb: Uint8Array, shot: Shot): Promise<Buffer[]>;
  close(): Promise<void>;
};

export type StudioOptions = {
  /** The browser's program; looked for when it is not given. */
  readonly chromium?: string | undefined;
  /** Such as PATH. */
  readonly searchPath?: string | undefined;
  /** How long one call of `render` may take. */
  readonly renderMs?: number;
};

const RENDER_MS = 90_000;
const LAUNCH_MS = 30_000;

/** Software rendering, and nothing that asks the network by itself: no name can even be looked up. */
const FLAGS = [
  "--host-resolver-rules=MAP * ~NOTFOUND",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-extensions",
  "--disable-dev-shm-usage",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-background-timer-throttling",
  "--disable-renderer-backgrounding",
];

/** Opens a studio in the system's Chromium; null where there is none, or none that starts. */
export async function openStudio(options: StudioOptions = {}): Promise<Studio | null> {
  const program = options.chromium ?? (await findChromium(options.searchPath));
  if (!program) return null;
  const room = createRoom(program);
  if (!(await room.enter().catch(() => null))) {
    await room.leave();
    return null;
  }
  let queue: Promise<unknown> = Promise.resolve();
  return {
    render(glb, shot) {
      const rendering = queue.then(() => renderOnce(room, glb, shot, options.renderMs ?? RENDER_MS));
      queue = rendering.catch(() => {});
      return rendering;
    },
    async close() {
      await queue;
      await room.leave();
    },
  };
}

async function renderOnce(room: Room, glb: Uint8Array, shot: Shot, limitMs: number): Promise<Buffer[]> {
  const { materialVariant = null, ...pageShot } = shot;
  const page = await room.enter();
  room.bring(dressGlb(glb, materialVariant));
  const pictures = await withinTime(shoot(page, pageShot), limitMs).catch(async (error: unknown) => {
    // A page that hangs or has crashed would hold up everybody after it: the next one gets a new browser.
    if (error instanceof OutOfTime || page.isClosed() || !(await answers(page))) await room.leave();
    throw error;
  });
  return pictures.map((picture) => Buffer.from(picture, "base64"));
}

function shoot(page: Page, shot: PageShot): Promise<string[]> {
  const gone = new Promise<never>((_, reject) => {
    page.once("crash", () => reject(new Error("The browser ran out of memory or crashed while it drew the model.")));
    page.once("close", () => reject(new Error("The browser was closed while it drew the model.")));
  });
  gone.catch(() => {});
  const drawn = page.evaluate((wanted: PageShot) => (globalThis as unknown as StudioWindow).shoot(wanted), shot);
  return Promise.race([drawn, gone]).finally(() => page.removeAllListeners("crash"));
}

class OutOfTime extends Error {}

function withinTime<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new OutOfTime(`The model was not drawn within ${limitMs / 1_000} s.`)), limitMs);
  });
  work.catch(() => {});
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Whether a page still does anything at all. */
function answers(page: Page): Promise<boolean> {
  return withinTime(
    page.evaluate(() => true),
    3_000,
  ).catch(() => false);
}

/** The browser and its page, started when they are needed. */
type Room = { enter(): Promise<Page>; bring(model: Uint8Array): void; leave(): Promise<void> };

function createRoom(program: string): Room {
  let browser: Browser | null = null;
  let page: Page | null = null;
  let model: Uint8Array = new Uint8Array();
  return {
    async enter() {
      if (page && !page.isClosed() && browser?.isConnected()) return page;
      await browser?.close().catch(() => {});
      browser = await launch(program);
      const context = await browser.newContext({ serviceWorkers: "block" });
      await servePage(context, () => model);
      page = await context.newPage();
      await page.goto(STUDIO_PAGE, { timeout: LAUNCH_MS });
      await page.waitForFunction("'shoot' in globalThis", undefined, { timeout: LAUNCH_MS });
      return page;
    },
    bring(bytes) {
      model = bytes;
    },
    async leave() {
      const leaving = browser;
      browser = null;
      page = null;
      model = new Uint8Array();
      await leaving?.close().catch(() => {});
    },
  };
}

/** With the browser's own sandbox where the system allows one: models come from strangers. Root and most containers do not. */
async function launch(executablePath: string): Promise<Browser> {
  const start = (chromiumSandbox: boolean) =>
    chromium.launch({ executablePath, args: FLAGS, chromiumSandbox, timeout: LAUNCH_MS });
  if (process.getuid?.() === 0) return start(false);
  return start(true).catch(() => start(false));
}
