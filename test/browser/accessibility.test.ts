import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enterRoom } from "../../client-demo/bots/visitor-bot.ts";
import { launchChromium } from "../support/chromium.ts";
import { FIXTURE, fixtureContent } from "../support/fixture-shop.ts";
import { openMemberPage, signIn } from "../support/member-page.ts";
import { findSevereViolations } from "../support/page-checks.ts";
import { enter, openShowroom } from "../support/showroom-page.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";

const WAIT_MS = 60_000;
const SIZES = [
  { width: 1024, height: 420 },
  { width: 360, height: 560 },
] as const;

let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  // Real work on every model, without the photographs: those have tests of their own, and take longer than all of this.
  const making = { pictures: false, extras: false, searchPath: "" };
  app = await startApp({ settings: { GOODS_WORKERS: "1" }, pipeline: { making } });
  browser = await launchChromium();
  const { layout } = fixtureContent.seedShowroom;
  const bot = await enterRoom({ url: app.url, showroomId: FIXTURE.showroomId, layout, name: "Ann" });
  await bot.ask("PUT", "/cart/lines/stool-oak", { quantity: 1 });
  const body = { expectedTotalMinor: 12_900, payment: { provider: "test", method: "test-approve" } };
  const placed = await bot.ask("POST", "/orders", body, { "Idempotency-Key": crypto.randomUUID() });
  expect(placed.status).toBe(201);
  await bot.leave();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

/** Looks at what the page shows now, at both sizes and in each colour scheme. */
async function inspect(page: Page, schemes: readonly ("light" | "dark")[] = ["light"]): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const size of SIZES) {
      await page.setViewportSize(size);
      expect(await findSevereViolations(page), `${colorScheme}, ${size.width} px wide`).toEqual([]);
    }
  }
}

const BOTH = ["light", "dark"] as const;

describe("axe finds nothing serious", () => {
  it("on the way into the showroom and in what opens there", async () => {
    const opened = await openShowroom(browser, app.url, { profile: { bypassCSP: true } });
    const { page } = opened;
    await page.getByLabel("Your name in the room").waitFor({ timeout: WAIT_MS });
    await inspect(page);
    await enter(opened, "Mia");
    await inspect(page);
    await page.getByRole("button", { name: "Chat" }).click();
    await inspect(page);
    await page.getByRole("button", { name: "Chat" }).click();
    for (const name of ["Exhibits", "Help", "Settings"]) {
      await page.getByRole("button", { name, exact: true }).click();
      await inspect(page);
      await page.keyboard.press("Escape");
    }
    await page.getByRole("button", { name: "Exhibits", exact: true }).click();
    await page.getByRole("button", { name: "Look closer at Crate" }).click();
    await page.getByRole("heading", { name: "Crate" }).waitFor();
    await inspect(page);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.getByRole("button", { name: /in your cart/ }).click({ timeout: WAIT_MS });
    await page.getByRole("button", { name: /^Place order/ }).waitFor({ timeout: WAIT_MS });
    await inspect(page);
    await page.getByRole("button", { name: /^Place order/ }).click();
    await page.getByText(/Order .* is placed/).waitFor({ timeout: WAIT_MS });
    await inspect(page);
    await opened.close();
  }, 180_000);

  it("in the brand console, light and dark", async () => {
    const { page, context } = await openMemberPage(browser, app.url, "brand", { bypassCSP: true });
    await inspect(page, BOTH);
    await signIn(page, "brand", app.keys.brand);
    await page.getByRole("link", { name: /^Stool/ }).waitFor();
    await inspect(page, BOTH);
    await page.getByRole("link", { name: /^Stool/ }).click();
    const file = { name: "model.glb", mimeType: "model/gltf-binary", buffer: Buffer.from("not a model") };
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByText("The model was not taken").waitFor({ timeout: WAIT_MS });
    await inspect(page, BOTH);
    await page.getByRole("link", { name: "Orders" }).click();
    await page.locator("summary").first().click({ timeout: WAIT_MS });
    await inspect(page, BOTH);
    await context.close();
  }, 120_000);

  it("on the insights page, light and dark", async () => {
    const { page, context } = await openMemberPage(browser, app.url, "marketer", { bypassCSP: true });
    await inspect(page, BOTH);
    await signIn(page, "marketer", app.keys.marketer);
    await page.getByText("Show as a table").click({ timeout: WAIT_MS });
    await inspect(page, BOTH);
    await context.close();
  }, 120_000);
});
