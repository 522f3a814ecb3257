import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import type { MemberKeyName } from "../../server/identity/member-keys.ts";

export type MemberPage = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors that the page threw or logged, save the answers with an error status that tests ask for. */
  readonly errors: string[];
};

type OpenOptions = {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: "light" | "dark";
  /** Lets tests add scripts of their own to the page, which its content security policy forbids. */
  readonly bypassCSP?: boolean;
};

const ADDRESSES = { brand: "/brand", marketer: "/insights" } as const;
type MemberWithPage = Extract<MemberKeyName, keyof typeof ADDRESSES>;

/** Opens the brand console or the insights page in a browser profile of its own. */
export async function openMemberPage(
  browser: Browser,
  url: string,
  member: MemberWithPage,
  options: OpenOptions = {},
): Promise<MemberPage> {
  const { width = 900, height = 700, scheme = "light", bypassCSP = false } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: "reduce",
    bypassCSP,
  });
  const page = await context.newPage();
  const errors = watchErrors(page);
  await page.goto(url + ADDRESSES[member]);
  return { page, context, errors };
}

/** Pastes a key and sends it. */
export async function signIn(page: Page, member: MemberWithPage, key: string): Promise<void> {
  await page.getByLabel(`Your ${member} key`).fill(key);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Collects what the page throws or logs as an error from now on. */
export function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) errors.push(message.text());
  });
  return errors;
}

/** Presses Tab until the control has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let presses = 0; presses < 80; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached ${wanted}`);
}
