import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import { openMemberPage, signIn } from "../support/member-page.ts";
import { findOverflow, findSmallTargets } from "../support/page-checks.ts";
import { isLive, openShowroom } from "../support/showroom-page.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";

const WAIT_MS = 60_000;
const PHONE = { width: 360, height: 740 } as const;

let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  app = await startApp();
  browser = await launchChromium();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

/** Everything fits the width, and every control is large enough for a finger. */
async function fits(page: Page, what: string): Promise<void> {
  expect(await findOverflow(page), `${what}: wider than the screen`).toEqual([]);
  expect(await findSmallTargets(page), `${what}: too small to touch`).toEqual([]);
}

describe("on a phone of 360 × 740", () => {
  it("one walks in, looks closer and buys by touch alone", async () => {
    const opened = await openShowroom(browser, app.url, { ...PHONE, profile: { hasTouch: true, isMobile: true } });
    const { page, view } = opened;
    await page.getByLabel("Your name in the room").fill("Mia", { timeout: WAIT_MS });
    await fits(page, "greeting");
    await page.getByRole("button", { name: "Share anonymous behaviour" }).tap();
    await isLive(opened);
    await fits(page, "room");
    for (const name of ["Help", "Settings"]) {
      await page.getByRole("button", { name, exact: true }).tap();
      await fits(page, name);
      await page.getByRole("button", { name: "Close", exact: true }).tap();
    }
    await page.getByRole("button", { name: "Exhibits", exact: true }).tap();
    await fits(page, "exhibits");
    await page.getByRole("button", { name: "Look closer at Crate" }).tap();
    await page.getByRole("heading", { name: "Crate" }).waitFor({ timeout: WAIT_MS });
    await fits(page, "product sheet");
    await page.getByRole("button", { name: "Add to cart" }).tap();
    await page.getByRole("button", { name: /in your cart/ }).tap({ timeout: WAIT_MS });
    await page.getByRole("button", { name: /^Place order/ }).waitFor({ timeout: WAIT_MS });
    await fits(page, "cart");
    await page.getByRole("button", { name: /^Place order/ }).tap();
    await page.getByText(/Order .* is placed/).waitFor({ timeout: WAIT_MS });
    await fits(page, "confirmation");
    expect((await view()).stock["crate-oak"]).toBe(9);
    expect(opened.errors).toEqual([]);
    await opened.close();
  }, 180_000);

  it("the brand console fits", async () => {
    const { page, context } = await openMemberPage(browser, app.url, "brand", PHONE);
    await fits(page, "sign-in");
    await signIn(page, "brand", app.keys.brand);
    await page.getByRole("link", { name: /^Stool/ }).click();
    await page.getByText("It is fit to show").waitFor({ timeout: WAIT_MS });
    await fits(page, "product");
    await page.getByRole("link", { name: "All products" }).click();
    await page.getByRole("link", { name: /^Stool/ }).waitFor();
    await fits(page, "products");
    await page.getByRole("link", { name: "Orders" }).click();
    await page.locator("summary").first().click({ timeout: WAIT_MS });
    await fits(page, "orders");
    await context.close();
  }, 120_000);

  it("the insights page fits", async () => {
    const { page, context } = await openMemberPage(browser, app.url, "marketer", PHONE);
    await signIn(page, "marketer", app.keys.marketer);
    await page.getByText(/came/).first().waitFor({ timeout: WAIT_MS });
    await page.getByText("Show as a table").click();
    await fits(page, "insights");
    await context.close();
  }, 120_000);
});
