import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import { watchErrors } from "../support/member-page.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";

let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  app = await startApp({ content: null });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

it("the API's documentation opens under the security policy, without an error and without asking anybody else", async () => {
  const page = await browser.newPage({ viewport: { width: 500, height: 400 }, reducedMotion: "reduce" });
  const errors = watchErrors(page);
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(app.url) && !request.url().startsWith("data:")) elsewhere.push(request.url());
  });
  await page.goto(`${app.url}/api/docs`);
  await page.getByText("Read visits, dwell, funnel and sales").waitFor({ timeout: 60_000 });
  expect(errors).toEqual([]);
  expect(elsewhere).toEqual([]);
}, 120_000);
