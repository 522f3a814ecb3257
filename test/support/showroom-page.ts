import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import type { PageView } from "../../client-demo/visit/page-view.ts";
import { waitFor } from "./wait.ts";

export type ShowroomPage = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors that the page threw or logged. */
  readonly errors: string[];
  view(): Promise<PageView>;
  close(): Promise<void>;
};

type OpenOptions = {
  readonly width?: number;
  readonly height?: number;
  readonly query?: string;
  /** What else the browser profile differs in, such as touch. */
  readonly profile?: BrowserContextOptions;
  /** A browser that cannot draw in 3D. */
  readonly withoutWebGL?: boolean;
};

/** Opens the showroom page in a browser profile of its own, as one more person would. */
export async function openShowroom(browser: Browser, url: string, options: OpenOptions = {}): Promise<ShowroomPage> {
  const { width = 400, height = 300, query = "", profile = {} } = options;
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: "reduce", ...profile });
  const page = await context.newPage();
  if (options.withoutWebGL) {
    // Browsers without it answer null as well; everything else about the canvas stays as it is.
    await page.addInitScript(() => {
      const { getContext } = HTMLCanvasElement.prototype;
      Reflect.set(HTMLCanvasElement.prototype, "getContext", function (this: HTMLCanvasElement, kind: string) {
        return kind.startsWith("webgl") ? null : Reflect.apply(getContext, this, [kind]);
      });
    });
  }
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(`${url}/?quality=low${query}`);
  return { page, context, errors, view: () => readView(page), close: () => context.close() };
}

function readView(page: Page): Promise<PageView> {
  return page.evaluate(() => {
    const handle: { view(): PageView } = Reflect.get(globalThis, "vitrine");
    return handle.view();
  });
}

/** Answers the greeting and waits until the room is live. */
export async function enter(opened: ShowroomPage, name: string, consents = true): Promise<void> {
  const { page } = opened;
  await page.getByLabel("Your name in the room").fill(name, { timeout: 60_000 });
  await page.getByRole("button", { name: consents ? "Share anonymous behaviour" : "No thanks" }).click();
  await isLive(opened);
}

/** Waits until the room is live and its interface, with its keys, is there. */
export async function isLive({ page, view }: ShowroomPage): Promise<void> {
  await waitFor("the room to be live", async () => (await view())?.phase === "live", 60_000);
  await page.getByRole("banner").waitFor({ timeout: 60_000 });
}
