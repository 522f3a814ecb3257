import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PageView } from "../../client-demo/visit/page-view.ts";
import type { Model } from "../../rooms/protocol/catalog.ts";
import { launchChromium } from "../support/chromium.ts";
import { buildBox } from "../support/models/build-box.ts";
import { buildVase, type VaseOptions } from "../support/models/build-vase.ts";
import { putOnShelf } from "../support/put-on-shelf.ts";
import { enter, openShowroom, type ShowroomPage } from "../support/showroom-page.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";
import { waitFor } from "../support/wait.ts";

const WAIT_MS = 60_000;
const STOOL = "exhibit-stool";
const COLOURS = { oak: [0.6, 0.35, 0.15], ink: [0.05, 0.06, 0.12] } as const;

let app: RunningApp;
let browser: Browser;
let mia: ShowroomPage;
let first: Model;

const vase = (height: number, around: number, colours: VaseOptions["colours"] = COLOURS) =>
  buildVase({ height, around, along: around, colours });

/** A vase with one coarse level, which is good for all but a close look. */
async function shelve(height: number): Promise<Model> {
  const levels = [{ glb: await vase(height, 10), screenShare: 0.3 }];
  return await putOnShelf(app, "stool", { best: await vase(height, 90), levels });
}

beforeAll(async () => {
  app = await startApp();
  browser = await launchChromium();
  first = await shelve(0.6);
  mia = await openShowroom(browser, app.url);
  await enter(mia, "Mia");
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const stool = async () => (await mia.view()).exhibits.find((each) => each.id === STOOL);
const isShown = (url: string | undefined) => async () => (await stool())?.shownUrl === url;

/** Notes in the page, frame by frame, which file shows the stool. */
async function recordShown(): Promise<() => Promise<string[]>> {
  await mia.page.evaluate((id) => {
    const handle: { view(): PageView } = Reflect.get(globalThis, "vitrine");
    const seen: string[] = [];
    Reflect.set(globalThis, "seen", seen);
    const note = () => {
      const url = handle.view().exhibits.find((each) => each.id === id)?.shownUrl ?? "";
      if (seen.at(-1) !== url) seen.push(url);
      requestAnimationFrame(note);
    };
    note();
  }, STOOL);
  return () => mia.page.evaluate((): string[] => Reflect.get(globalThis, "seen"));
}

it("comes over the line once: what was ordered at the door is not called off before the room has told what stands in it", async () => {
  const fetched = await mia.page.evaluate(() => performance.getEntriesByType("resource").map((each) => each.name));
  const models = fetched.filter((name) => name.endsWith(".glb"));
  expect(models.length).toBeGreaterThan(2);
  expect(models.filter((name, index) => models.indexOf(name) !== index)).toEqual([]);
});

describe("an exhibit with levels of detail", () => {
  it("is coarse from afar, and the model itself is not even fetched", async () => {
    await waitFor("the coarse one", isShown(first.outputs?.levels[0]?.url), WAIT_MS);
    const fetched = await mia.page.evaluate(() => performance.getEntriesByType("resource").map((each) => each.name));
    expect(fetched.filter((name) => name.endsWith(first.url))).toEqual([]);
  }, 120_000);

  it("becomes fine when somebody looks closer, and stays in sight all the while", async () => {
    const seen = await recordShown();
    await mia.page.locator("#scene").focus();
    await mia.page.keyboard.press("l");
    await mia.page.getByRole("button", { name: /Look closer.*Stool/ }).click();
    await waitFor("the fine one", isShown(first.url), WAIT_MS);
    await waitFor("the next frame", async () => (await seen()).at(-1) === first.url, WAIT_MS);
    expect(await seen()).toEqual([first.outputs?.levels[0]?.url, first.url]);
    await mia.page.locator(".choice", { hasText: "Ink" }).click();
    await waitFor("the variant", async () => (await stool())?.variantId === "stool-ink", WAIT_MS);
    await mia.page.keyboard.press("Escape");
  }, 120_000);

  it("is exchanged while somebody holds it: no moment without it, and its place, its variant and the hold stay", async () => {
    await waitFor(
      "the walk to the stool",
      async () => {
        const self = (await mia.view()).self;
        return self && Math.hypot(self.x + 3, self.z) < 2.6;
      },
      WAIT_MS,
    );
    await mia.page.locator("#scene").focus();
    await mia.page.keyboard.press("g");
    await waitFor("the hold", async () => (await stool())?.heldBy === "Mia", WAIT_MS);
    await mia.page.keyboard.press("r");
    const before = await waitFor(
      "the turn",
      async () => {
        const now = await stool();
        return now && Math.abs(now.yaw) > 0.2 ? now : null;
      },
      WAIT_MS,
    );
    // Whoever left the sheet for a moment may have been shown the coarse one; what is held is fine again.
    await waitFor("the fine one in the hand", isShown(first.url), WAIT_MS);
    const seen = await recordShown();
    const second = await shelve(0.8);
    await waitFor("the new model", async () => (await seen()).at(-1) === second.url, WAIT_MS);
    expect(await seen()).toEqual([first.url, second.url]);
    const after = await stool();
    expect(after).toMatchObject({ variantId: "stool-ink", heldBy: "Mia", modelUrl: second.url });
    expect(after?.yaw).toBeCloseTo(before.yaw, 4);
    await mia.page.keyboard.press("g");
    await waitFor("it to be free", async () => (await stool())?.heldBy === "", WAIT_MS);
  }, 180_000);

  it("keeps what it has when the new model cannot be read, and takes the next one", async () => {
    const { shownUrl } = (await stool()) ?? { shownUrl: "" };
    await mia.page.route("**/goods/*.glb", (route) => route.fulfill({ status: 200, body: "not a model" }));
    const answered = mia.page.waitForResponse((response) => response.url().includes("/goods/"), { timeout: WAIT_MS });
    await putOnShelf(app, "stool", { best: await buildBox(0.3, 0.3, 0.3) });
    await (await answered).finished();
    await mia.page.unroute("**/goods/*.glb");
    expect((await stool())?.shownUrl).toBe(shownUrl);
    const third = await shelve(0.7);
    await waitFor("the next model", isShown(third.outputs?.levels[0]?.url), WAIT_MS);
  }, 120_000);

  it("leaves no error in the page", () => {
    expect(mia.errors.filter((text) => !/WebSocket|net::ERR/.test(text))).toEqual([]);
  });
});
