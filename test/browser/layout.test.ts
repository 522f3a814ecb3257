import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShowroomLayout } from "../../rooms/protocol/showroom.ts";
import { ask } from "../support/ask.ts";
import { launchChromium } from "../support/chromium.ts";
import { FIXTURE } from "../support/fixture-shop.ts";
import { type MemberPage, openMemberPage, signIn } from "../support/member-page.ts";
import { findOverflow, findSevereViolations, findSmallTargets } from "../support/page-checks.ts";
import { enter, openShowroom, type ShowroomPage } from "../support/showroom-page.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";
import { waitFor } from "../support/wait.ts";

const WAIT_MS = 60_000;
const path = `/api/v1/showrooms/${FIXTURE.showroomId}`;

let app: RunningApp;
let browser: Browser;
let editor: MemberPage;
let shopper: ShowroomPage;
let shopperLoads = 0;

beforeAll(async () => {
  app = await startApp();
  browser = await launchChromium();
  shopper = await openShowroom(browser, app.url);
  shopper.page.on("load", () => shopperLoads++);
  await enter(shopper, "Mia");
  editor = await openMemberPage(browser, app.url, "brand", { width: 900, height: 620, bypassCSP: true });
  await signIn(editor.page, "brand", app.keys.brand);
  await editor.page.getByRole("link", { name: "Layout" }).click();
  await addButton(editor.page, "Stool").waitFor({ timeout: WAIT_MS });
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const addButton = (page: Page, name: string) => page.getByRole("button", { name: new RegExp(`^Add ${name}`) });
const isSaved = (page: Page) => page.getByText("Draft saved").waitFor({ timeout: WAIT_MS });
const readDraft = async (): Promise<{ layout: ShowroomLayout; etag: string; revision: number; basedOn: number }> => {
  const { body, headers } = await ask(app.url, `GET ${path}/draft`, { token: app.keys.brand });
  return { ...body, etag: headers.get("ETag") ?? "" };
};
const stoolsOf = ({ exhibits }: ShowroomLayout) => exhibits.filter(({ productId }) => productId === "stool");

describe("the layout editor", () => {
  it("places a product on a plinth of its own and moves it by keys and numbers; all of it can be undone", async () => {
    const { page } = editor;
    await addButton(page, "Stool").click();
    await page.getByRole("heading", { name: "Stool" }).waitFor();
    const before = Number(await page.getByLabel("Across").inputValue());
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("q");
    await page.getByLabel("Along").fill("3");
    await isSaved(page);
    const draft = await waitFor("the draft to have it", async () => {
      const read = await readDraft();
      return stoolsOf(read.layout)[1]?.transform.z === 3 ? read : null;
    });
    const placed = stoolsOf(draft.layout)[1];
    expect(placed?.transform.x).toBeCloseTo(before + 0.2, 3);
    expect(placed?.transform.yaw).toBeCloseTo(Math.PI / 12, 3);
    expect(draft.layout.fixtures).toHaveLength(4);
    await page.getByRole("button", { name: /^Undo/ }).click();
    await page.keyboard.press("Control+z");
    await waitFor("the turn to be undone", async () => (await page.getByLabel("Turned").inputValue()) === "0");
    await page.keyboard.press("Control+Shift+z");
    await page.keyboard.press("Control+y");
    await waitFor("all of it to be done again", async () => (await page.getByLabel("Along").inputValue()) === "3");
    await isSaved(page);
  }, 120_000);

  it("publishes into a room that is open: the shopper sees it come without a reload", async () => {
    const { page } = editor;
    expect((await shopper.view()).exhibits).toHaveLength(3);
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Stool: new").waitFor();
    await dialog.getByRole("button", { name: "Publish to the showroom" }).click();
    await page.getByText("Published. Open rooms show it now.").waitFor({ timeout: WAIT_MS });
    const loads = shopperLoads;
    const seen = await waitFor(
      "the shopper to see it",
      async () => {
        const { exhibits, layoutRevision } = await shopper.view();
        return layoutRevision === 2 && exhibits.find(({ id, z, shownUrl }) => id !== "" && z === 3 && shownUrl !== "");
      },
      WAIT_MS,
    );
    expect(seen.variantId).toBe("stool-oak");
    expect(shopperLoads).toBe(loads);
  }, 120_000);

  it("shows the second of two editors what the first one did, and keeps both when asked to", async () => {
    const { page } = editor;
    // Ada saves just before this page does.
    let hasSaved = false;
    await page.route("**/draft", async (route) => {
      if (hasSaved || route.request().method() !== "PUT") return route.continue();
      hasSaved = true;
      const { layout, etag, basedOn } = await readDraft();
      const exhibits = layout.exhibits.map((each) =>
        each.id === "exhibit-crate" ? { ...each, transform: { ...each.transform, z: 1.5 } } : each,
      );
      const body = { layout: { ...layout, exhibits }, basedOn, savedBy: "Ada" };
      await ask(app.url, `PUT ${path}/draft`, { token: app.keys.brand, body, headers: { "If-Match": etag } });
      await route.continue();
    });
    await page.keyboard.press("Delete");
    const conflict = page.getByRole("alert").filter({ hasText: "Ada changed this layout" });
    await conflict.getByText("Crate: moved by 1.5 m").waitFor({ timeout: WAIT_MS });
    expect(stoolsOf((await readDraft()).layout)).toHaveLength(2);
    await conflict.getByRole("button", { name: "Keep mine on top" }).click();
    await isSaved(page);
    const { layout } = await readDraft();
    expect(stoolsOf(layout)).toHaveLength(1);
    expect(layout.exhibits.find(({ id }) => id === "exhibit-crate")?.transform.z).toBe(1.5);
  }, 120_000);

  it("has a showroom more in a moment, and says when its entrance is blocked", async () => {
    const { page } = editor;
    await page.getByRole("button", { name: "New showroom" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Spring");
    await dialog.getByLabel("Begins as").selectOption("cabinet");
    await dialog.getByRole("button", { name: "Create it" }).click();
    await page
      .getByRole("combobox", { name: "Showroom" })
      .getByRole("option", { name: "Spring" })
      .waitFor({ state: "attached", timeout: WAIT_MS });
    await addButton(page, "Bench").click({ timeout: WAIT_MS });
    await page.getByLabel("Across").fill("0");
    await page.getByLabel("Along").fill("2.2");
    await page.keyboard.press("Tab");
    await page.getByRole("button", { name: "Back to the list" }).click();
    await page
      .getByText(/The entrance is blocked/)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByText("Put this right first").waitFor();
    await page.keyboard.press("Escape");
  }, 120_000);

  it("is open to all: no severe violation, and a phone has everything within its width", async () => {
    const { page } = editor;
    expect(await findSevereViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 375, height: 740 });
    expect(await findOverflow(page)).toEqual([]);
    expect(await findSmallTargets(page)).toEqual([]);
    expect([...editor.errors, ...shopper.errors]).toEqual([]);
  }, 120_000);
});
