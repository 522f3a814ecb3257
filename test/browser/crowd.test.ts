import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measure, openCrowdPage } from "../bench/crowd/measure-crowds.ts";
import { type CrowdPageServer, serveCrowdPage } from "../bench/crowd/serve-crowd-page.ts";
import { launchChromium } from "../support/chromium.ts";

/** Names of the nearest, those who are just leaving them and still fade, and one for the visitor's own words. */
const LABELS_MOST = 32;
const CALLS_MOST = 10;

let server: CrowdPageServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await serveCrowdPage(false);
  browser = await launchChromium();
  page = await openCrowdPage({ server, browser, quality: "low", width: 400, height: 300 }, false);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

describe("a crowd of 300 in one view", () => {
  it("is drawn in few calls and with few names, however many they are", async () => {
    const [nobody, some, many] = [await measure(page, 0, 0), await measure(page, 60, 0), await measure(page, 300, 0)];
    expect(some.triangles).toBeGreaterThan(nobody.triangles + 60 * 2);
    expect(many.triangles).toBeGreaterThan(some.triangles + 240);
    expect(many.drawCalls - nobody.drawCalls).toBeGreaterThan(0);
    expect(many.drawCalls - nobody.drawCalls).toBeLessThanOrEqual(CALLS_MOST);
    expect(many.labels).toBeGreaterThan(3);
    expect(many.labels).toBeLessThanOrEqual(LABELS_MOST);
  }, 120_000);
});
