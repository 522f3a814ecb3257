import { matchMaker } from "@colyseus/core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import { tabTo } from "../support/member-page.ts";
import { enter, isLive, openShowroom, type ShowroomPage } from "../support/showroom-page.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";
import { waitFor } from "../support/wait.ts";

const STOOL = "exhibit-stool";
const WAIT_MS = 60_000;

let app: RunningApp;
let browser: Browser;
let mia: ShowroomPage;
let tom: ShowroomPage;

beforeAll(async () => {
  app = await startApp();
  browser = await launchChromium();
  mia = await openShowroom(browser, app.url);
  await enter(mia, "Mia");
  tom = await openShowroom(browser, app.url);
  await enter(tom, "Tom", false);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const other = async (seer: ShowroomPage, name: string) => (await seer.view()).others.find((each) => each.name === name);
const stool = async (seer: ShowroomPage) => (await seer.view()).exhibits.find((each) => each.id === STOOL);

/** Goes through the list of exhibits, which is there for every kind of hand, and walks up to one. */
async function walkToStool({ page, view }: ShowroomPage): Promise<void> {
  await page.locator("#scene").focus();
  await page.keyboard.press("l");
  await page.getByRole("button", { name: /Go there.*Stool/ }).click();
  const isThere = async () => {
    const self = (await view()).self;
    return self && Math.hypot(self.x + 3, self.z) < 2.6;
  };
  await waitFor("the walk to the stool", isThere, WAIT_MS);
}

describe("two people in two browsers", () => {
  it("see each other walk", async () => {
    const before = await waitFor("Tom to see Mia", () => other(tom, "Mia"), WAIT_MS);
    await mia.page.locator("#scene").focus();
    await mia.page.keyboard.down("ArrowUp");
    await waitFor(
      "Tom to see Mia move",
      async () => {
        const now = await other(tom, "Mia");
        return now && Math.hypot(now.x - before.x, now.z - before.z) > 1;
      },
      WAIT_MS,
    );
    await mia.page.keyboard.up("ArrowUp");
    await waitFor(
      "both to agree where Mia stands",
      async () => {
        const [seen, own] = [await other(tom, "Mia"), (await mia.view()).self];
        return seen && own && !seen.moving && Math.hypot(seen.x - own.x, seen.z - own.z) < 0.05;
      },
      WAIT_MS,
    );
  }, 120_000);

  it("both see a product turn when one turns it, and the second grab is refused by name", async () => {
    await walkToStool(mia);
    await walkToStool(tom);
    await mia.page.keyboard.press("g");
    await waitFor("Tom to see who holds it", async () => (await stool(tom))?.heldBy === "Mia", WAIT_MS);
    await waitFor("Mia to know", async () => (await stool(mia))?.heldBy === "Mia", WAIT_MS);
    for (let press = 0; press < 3; press++) await mia.page.keyboard.press("r");
    await waitFor("Tom to see it turn", async () => Math.abs((await stool(tom))?.yaw ?? 0) > 0.5, WAIT_MS);
    await tom.page.keyboard.press("l");
    const list = tom.page.getByRole("dialog");
    await list.getByText("Mia is holding this").waitFor({ timeout: WAIT_MS });
    await tom.page.keyboard.press("Escape");
    await list.waitFor({ state: "detached", timeout: WAIT_MS });
    await mia.page.keyboard.press("g");
    for (const seer of [mia, tom]) {
      await waitFor("it to be free", async () => (await stool(seer))?.heldBy === "", WAIT_MS);
    }
    await tom.page.locator("#scene").focus();
    await tom.page.keyboard.press("g");
    await waitFor("Mia to see Tom hold it", async () => (await stool(mia))?.heldBy === "Tom", WAIT_MS);
    // Two who reach for the same thing at once: the room says no to the second, with the holder's name.
    await mia.page.keyboard.press("g");
    await mia.page.getByText("Tom is holding this.", { exact: true }).waitFor({ timeout: WAIT_MS });
    expect((await stool(mia))?.heldBy).toBe("Tom");
    await tom.page.keyboard.press("g");
    await waitFor("it to be free", async () => (await stool(mia))?.heldBy === "", WAIT_MS);
  }, 180_000);

  it("buy with the keyboard alone; the stock falls for both; the cart outlives a reload", async () => {
    const { page } = mia;
    await page.locator("#scene").focus();
    await page.keyboard.press("l");
    await tabTo(page, page.getByRole("button", { name: /Look closer.*Crate/ }));
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Crate" }).waitFor({ timeout: WAIT_MS });
    await tabTo(page, page.getByRole("button", { name: "Add to cart", exact: true }));
    await page.keyboard.press("Enter");
    await page.getByText(/in your cart/).waitFor({ timeout: WAIT_MS });
    await page.reload();
    await isLive(mia);
    await page.locator("#scene").focus();
    await page.keyboard.press("c");
    await page.getByRole("dialog").getByText("Crate").first().waitFor({ timeout: WAIT_MS });
    const before = await stockOf("crate-oak");
    await tabTo(page, page.getByRole("button", { name: /^Place order/ }));
    await page.keyboard.press("Enter");
    await page.getByText(/Order .* is placed/).waitFor({ timeout: WAIT_MS });
    expect(await stockOf("crate-oak")).toBe(before - 1);
    await page.keyboard.press("Escape");
    for (const seer of [mia, tom]) {
      await waitFor("the stock to fall", async () => (await seer.view()).stock["crate-oak"] === before - 1, WAIT_MS);
    }
  }, 240_000);

  it("come back to the same place when the socket is cut", async () => {
    const before = (await mia.view()).self;
    for (const { roomId } of await matchMaker.query({})) {
      const room = matchMaker.getLocalRoomById(roomId);
      for (const client of room?.clients ?? []) Reflect.get(client.ref, "terminate").call(client.ref);
    }
    await waitFor("the loss to be noticed", async () => (await mia.view()).phase === "reconnecting", WAIT_MS);
    await isLive(mia);
    await isLive(tom);
    const after = (await mia.view()).self;
    expect(Math.hypot((after?.x ?? 99) - (before?.x ?? 0), (after?.z ?? 99) - (before?.z ?? 0))).toBeLessThan(0.3);
    await waitFor("Tom to see Mia again", () => other(tom, "Mia"), WAIT_MS);
  }, 120_000);

  it("a second window of the same visitor takes over, and the first says so", async () => {
    const second = await mia.context.newPage();
    await second.goto(`${app.url}/?quality=low`);
    await mia.page
      .getByText(/another window/i)
      .first()
      .waitFor({ timeout: WAIT_MS });
    await second.close();
  }, 120_000);

  it("goes on as a list where the browser cannot draw in 3D", async () => {
    const blind = await openShowroom(browser, app.url, { withoutWebGL: true });
    const { page } = blind;
    await enter(blind, "Noor");
    await page.getByText(/cannot draw in 3D/).waitFor({ timeout: WAIT_MS });
    await page.keyboard.press("l");
    await page.getByRole("button", { name: /Look closer.*Lamp/ }).click();
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.getByText(/in your cart/).waitFor({ timeout: WAIT_MS });
    // three.js itself complains once about the product's own little stage.
    expect(blind.errors.filter((text) => !/WebGL/.test(text))).toEqual([]);
    await blind.close();
  }, 120_000);

  it("leaves no error in either page", () => {
    const unexpected = [...mia.errors, ...tom.errors].filter((text) => !/WebSocket|net::ERR/.test(text));
    expect(unexpected).toEqual([]);
  });
});

async function stockOf(variantId: string): Promise<number> {
  const response = await fetch(`${app.url}/api/v1/products/${variantId.split("-")[0]}`);
  const product = (await response.json()) as { variants: { id: string; stock: number }[] };
  return product.variants.find((variant) => variant.id === variantId)?.stock ?? Number.NaN;
}
