import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Product } from "../../rooms/protocol/catalog.ts";
import { ask, startVisit } from "../support/ask.ts";
import { launchChromium } from "../support/chromium.ts";
import { FIXTURE } from "../support/fixture-shop.ts";
import { type MemberPage, openMemberPage, signIn, tabTo } from "../support/member-page.ts";
import { buildBox } from "../support/models/build-box.ts";
import { enter, openShowroom, type ShowroomPage } from "../support/showroom-page.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";
import { waitFor } from "../support/wait.ts";

const WAIT_MS = 60_000;

let app: RunningApp;
let browser: Browser;
let editor: MemberPage;
let visitor: ShowroomPage;
/** Models that the visitor's page has fetched, and how often it was loaded. */
const fetchedModels: string[] = [];
let pageLoads = 0;

beforeAll(async () => {
  // Real work on every model, without the photographs: those have tests of their own, and take longer than all of this.
  const making = { pictures: false, extras: false, searchPath: "" };
  app = await startApp({ settings: { GOODS_WORKERS: "1" }, pipeline: { making } });
  browser = await launchChromium();
  visitor = await openShowroom(browser, app.url);
  visitor.page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (/^\/(models|goods)\//.test(pathname)) fetchedModels.push(pathname);
  });
  visitor.page.on("load", () => pageLoads++);
  await enter(visitor, "Mia");
  editor = await openMemberPage(browser, app.url, "brand");
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const readProduct = async (id: string): Promise<Product> => (await ask(app.url, `GET /api/v1/products/${id}`)).body;
const stool = async () => (await visitor.view()).exhibits.find(({ id }) => id === "exhibit-stool");
const variantOf = (product: Product, id: string) => product.variants.find((each) => each.id === id);

async function upload(page: Page, bytes: Uint8Array): Promise<void> {
  const file = { name: "model.glb", mimeType: "model/gltf-binary", buffer: Buffer.from(bytes) };
  await page.locator("input[type=file]").setInputFiles(file);
}

async function openStool(page: Page): Promise<void> {
  await page.getByRole("link", { name: /^Stool/ }).click();
  await page.getByRole("heading", { name: "Stool", level: 1 }).waitFor({ timeout: WAIT_MS });
}

async function buyLamp(token: string, quantity: number): Promise<string> {
  await ask(app.url, "PUT /api/v1/cart/lines/lamp-oak", { token, body: { quantity } });
  const body = { expectedTotalMinor: quantity * 12_900, payment: { provider: "test", method: "test-approve" } };
  const headers = { "Idempotency-Key": crypto.randomUUID() };
  const placed = await ask(app.url, "POST /api/v1/orders", { token, body, headers });
  if (placed.status !== 201) throw new Error(`no order: ${JSON.stringify(placed.body)}`);
  return placed.body.number;
}

describe("the brand console", () => {
  it("refuses a key that is none or another member's in words, and opens with the right one", async () => {
    const { page } = editor;
    for (const wrong of [`${app.keys.brand}x`, app.keys.marketer]) {
      await signIn(page, "brand", wrong);
      await page.getByRole("alert").getByText("This is not a brand key of this server").waitFor();
      await page.reload();
    }
    await signIn(page, "brand", app.keys.brand);
    await page.getByRole("heading", { name: "Products" }).waitFor();
    for (const name of ["Stool", "Crate", "Lamp"])
      await page.getByRole("link", { name: new RegExp(`^${name}`) }).waitFor();
  });

  it("says what is wrong with a broken model and leaves the product alone", async () => {
    const { page } = editor;
    await openStool(page);
    const heightOf = ({ model }: Product) => model?.measures.boundsMax[1];
    const { variants, ...before } = await readProduct("stool");
    const broken = await buildBox(1, 1, 1);
    broken.fill(0xff, 200, 400);
    await upload(page, broken);
    const refusal = page.getByRole("alert").filter({ hasText: "The model was not taken" });
    await refusal.waitFor({ timeout: WAIT_MS });
    expect(await refusal.getByRole("listitem").count()).toBeGreaterThan(0);
    // What the fixture brought is prepared meanwhile: the same stool, a finer file of it.
    const after = await readProduct("stool");
    expect(after).toMatchObject({ name: before.name, variants });
    expect(heightOf(after)).toBeCloseTo(heightOf({ variants, ...before }) ?? 0, 2);
  }, 120_000);

  it("shows a new model in a room that is open, without a reload, and its report", async () => {
    const { page } = editor;
    const loadsBefore = pageLoads;
    await upload(page, await buildBox(0.61, 0.72, 0.83));
    await page.getByText(/The new model of Stool is live/).waitFor({ timeout: WAIT_MS });
    await page.getByText("Live in 1 room now, with 1 person").waitFor({ timeout: WAIT_MS });
    const { model, revision } = await readProduct("stool");
    const url = model?.url ?? "no model";
    await waitFor("the room to say so", async () => (await stool())?.productRevision === revision, WAIT_MS);
    await waitFor("the visitor's page to fetch it", () => fetchedModels.includes(url), WAIT_MS);
    await waitFor("the exhibit to show it", async () => (await stool())?.modelUrl === url, WAIT_MS);
    expect(pageLoads).toBe(loadsBefore);
    await page.getByText("61 × 72 × 83 cm").waitFor();
    await page.getByText(/It is fit to show/).waitFor();
  }, 120_000);

  it("uploads without publishing, reads the report, sends its link and puts the version on the shelf", async () => {
    const { page, context } = editor;
    await page.getByLabel("Put it on the shelf when it is ready").uncheck();
    await upload(page, await buildBox(0.4, 0.4, 0.4));
    const works = page.getByRole("region", { name: /^Version \d+ of Stool$/ }).first();
    await works.getByText("Ready for the shelf").waitFor({ timeout: WAIT_MS });
    await works.getByRole("link", { name: "Read the report" }).click();
    await page.getByRole("heading", { name: /^Stool, version \d+$/ }).waitFor({ timeout: WAIT_MS });
    for (const name of ["Where it may be published", "Before and after", "Real size", "What was done to it"])
      await page.getByRole("heading", { name }).waitFor({ timeout: WAIT_MS });
    await page.getByRole("button", { name: /^Share the report/ }).click();
    const link = await page.getByLabel("Link to the report").inputValue({ timeout: WAIT_MS });
    await page.keyboard.press("Escape");
    const studio = await context.newPage();
    await studio.goto(link);
    await studio.getByText("Model report for Nordlys").waitFor({ timeout: WAIT_MS });
    await studio.getByText("40 × 40 × 40 cm").waitFor({ timeout: WAIT_MS });
    await studio.close();
    const shownBefore = (await readProduct("stool")).model?.versionId;
    await page.getByRole("button", { name: /^Put it on the shelf/ }).click();
    const isShown = async () => (await readProduct("stool")).model?.versionId !== shownBefore;
    await waitFor("the version to be on the shelf", isShown, WAIT_MS);
    await page.getByRole("link", { name: "Stool", exact: true }).click();
    await page.getByText("40 × 40 × 40 cm").waitFor({ timeout: WAIT_MS });
  }, 120_000);

  it("changes price and stock in the shop and in the room", async () => {
    const { page } = editor;
    await page.getByLabel("Price of Oak in EUR").fill("149.50");
    await page.getByLabel("Stock of Oak").fill("four");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Write a whole number, 0 or more").waitFor();
    await page.getByLabel("Stock of Oak").fill("4");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(/Stool is saved/).waitFor({ timeout: WAIT_MS });
    expect(variantOf(await readProduct("stool"), "stool-oak")).toMatchObject({ priceMinor: 14_950, stock: 4 });
    await waitFor("the room to know", async () => (await visitor.view()).stock["stool-oak"] === 4, WAIT_MS);
  }, 120_000);

  it("lets the second of two who edit the same product choose, and a sale meanwhile stays sold", async () => {
    const { page, context } = editor;
    const second = await context.newPage();
    await second.goto(`${app.url}/brand`);
    await signIn(second, "brand", app.keys.brand);
    await openStool(second);
    await second.getByLabel("One line about it").fill("Theirs");
    await second.getByRole("button", { name: "Save" }).click();
    await second.getByText(/Stool is saved/).waitFor({ timeout: WAIT_MS });
    await app.app.shop.catalog.setStock(FIXTURE.brandId, "stool", "stool-oak", 3);

    const conflict = page.getByText("Somebody changed this while you were editing.");
    await page.getByLabel("One line about it").fill("Mine");
    await page.getByRole("button", { name: "Save" }).click();
    await conflict.waitFor({ timeout: WAIT_MS });
    expect((await readProduct("stool")).tagline).toBe("Theirs");
    await page.getByRole("button", { name: "Save mine" }).click();
    await waitFor("mine to be kept", async () => (await readProduct("stool")).tagline === "Mine", WAIT_MS);
    expect(variantOf(await readProduct("stool"), "stool-oak")?.stock).toBe(3);

    await second.getByLabel("One line about it").fill("Theirs again");
    await second.getByRole("button", { name: "Save" }).click();
    await second.getByRole("button", { name: "Load theirs" }).click({ timeout: WAIT_MS });
    await waitFor(
      "the other version",
      async () => (await second.getByLabel("One line about it").inputValue()) === "Mine",
    );
    await second.close();
  }, 120_000);

  it("keeps what was typed when a new model arrives meanwhile", async () => {
    const { page } = editor;
    await page.getByLabel("Description").fill("Half a sentence");
    await upload(page, await buildBox(0.5, 0.5, 0.5));
    await page.getByText("50 × 50 × 50 cm").waitFor({ timeout: WAIT_MS });
    expect(await page.getByLabel("Description").inputValue()).toBe("Half a sentence");
    await page.getByRole("button", { name: "Save" }).click();
    const isKept = async () => (await readProduct("stool")).description === "Half a sentence";
    await waitFor("the description to be kept", isKept, WAIT_MS);
  }, 120_000);

  it("lists the orders, the newest first and page by page, and what was bought", async () => {
    const { page } = editor;
    await page.getByRole("link", { name: "Orders" }).click();
    await page.getByRole("heading", { name: "No orders yet" }).waitFor({ timeout: WAIT_MS });
    await app.app.shop.catalog.setStock(FIXTURE.brandId, "lamp", "lamp-oak", 100);
    const { token } = await startVisit(app.url, FIXTURE.showroomId);
    const numbers: string[] = [];
    for (let order = 1; order <= 21; order++) numbers.push(await buyLamp(token, order === 21 ? 2 : 1));
    await page.reload();
    const rows = page.getByRole("listitem");
    await page.getByText("The newest 20.").waitFor({ timeout: WAIT_MS });
    expect(await rows.count()).toBe(20);
    const newest = rows.first();
    expect(await newest.locator("summary").textContent()).toMatch(
      new RegExp(`${numbers.at(-1)}.*2 × Lamp, Oak€258\\.00Paid`),
    );
    const placedAt = (await newest.getByRole("time").getAttribute("datetime")) ?? "";
    expect(Math.abs(Date.now() - Date.parse(placedAt))).toBeLessThan(600_000);
    await newest.locator("summary").click();
    await newest.getByText("LAMP-OAK").waitFor();
    await page.getByRole("button", { name: "Show older ones" }).click();
    await page.getByText("All 21 orders are shown.").waitFor({ timeout: WAIT_MS });
    expect(await rows.last().textContent()).toContain(numbers[0]);
  }, 120_000);

  it("lets an invited colleague bring a model with one more variant, which a shopper buys in the room that was open", async () => {
    const { page } = editor;
    await page.getByRole("link", { name: "People" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Ida");
    await page.getByRole("button", { name: "Make a link" }).click();
    const link = await page.getByLabel("Send this to Ida").inputValue({ timeout: WAIT_MS });
    const context = await browser.newContext({ viewport: { width: 900, height: 700 }, reducedMotion: "reduce" });
    const ida = await context.newPage();
    await ida.goto(link);
    await ida.getByRole("button", { name: "Accept the invitation" }).click();
    await ida.getByRole("heading", { name: "Welcome, Ida" }).waitFor({ timeout: WAIT_MS });
    expect(ida.url()).not.toContain("invitation");
    await ida.getByRole("button", { name: /go on/ }).click();

    await ida.getByRole("link", { name: /^Lamp/ }).click({ timeout: WAIT_MS });
    const finishes = { oak: [0.6, 0.4, 0.2, 1], ink: [0.1, 0.1, 0.12, 1], moss: [0.2, 0.3, 0.15, 1] } as const;
    await upload(ida, await buildBox(0.3, 0.6, 0.3, false, finishes));
    await ida.getByText(/The new model of Lamp is live/).waitFor({ timeout: WAIT_MS });
    await ida.getByRole("button", { name: "Add a variant" }).click();
    await ida.getByLabel("Name of the new variant").fill("Moss");
    await ida.getByLabel("SKU of Moss").fill("LAMP-MOSS");
    await ida.getByLabel("Price of Moss in EUR").fill("159");
    await ida.getByLabel("Stock of Moss").fill("2");
    await ida.getByLabel("What the model shows for Moss").selectOption("moss");
    await ida.getByRole("button", { name: "Save" }).click();
    await ida.getByText(/Lamp is saved/).waitFor({ timeout: WAIT_MS });
    await context.close();

    const loadsBefore = pageLoads;
    const url = (await readProduct("lamp")).model?.url ?? "no model";
    const lamp = async () => (await visitor.view()).exhibits.find(({ id }) => id === "exhibit-lamp");
    await waitFor("the exhibit to show it", async () => (await lamp())?.modelUrl === url, WAIT_MS);
    const shop = visitor.page;
    await shop.locator("#scene").focus();
    await shop.keyboard.press("l");
    await shop.getByRole("button", { name: /Look closer.*Lamp/ }).click({ timeout: WAIT_MS });
    await shop.getByRole("radio", { name: /Moss/ }).press("Space", { timeout: WAIT_MS });
    await shop.getByRole("button", { name: "Add to cart", exact: true }).click();
    await shop.getByText(/in your cart/).waitFor({ timeout: WAIT_MS });
    await shop.keyboard.press("Escape");
    await shop.locator("#scene").focus();
    await shop.keyboard.press("c");
    await shop.getByRole("button", { name: /^Place order/ }).click({ timeout: WAIT_MS });
    await shop.getByText(/Order .* is placed/).waitFor({ timeout: WAIT_MS });
    await shop.keyboard.press("Escape");
    const moss = (await readProduct("lamp")).variants.find(({ sku }) => sku === "LAMP-MOSS");
    expect(moss?.stock).toBe(1);
    expect(pageLoads).toBe(loadsBefore);
  }, 180_000);

  it("needs no mouse", async () => {
    const { page, context, errors } = await openMemberPage(browser, app.url, "brand");
    await tabTo(page, page.getByLabel("Your brand key"));
    await page.keyboard.type(app.keys.brand);
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByRole("link", { name: /^Crate/ }));
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Crate", level: 1 }).waitFor({ timeout: WAIT_MS });
    await tabTo(page, page.getByLabel("Upload a model").or(page.getByLabel("Replace the model")));
    await tabTo(page, page.getByLabel("Price of Ink in EUR"));
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("160");
    await page.keyboard.press("Enter");
    await page.getByText(/Crate is saved/).waitFor({ timeout: WAIT_MS });
    expect(variantOf(await readProduct("crate"), "crate-ink")?.priceMinor).toBe(16_000);
    await tabTo(page, page.getByRole("button", { name: "Sign out" }));
    await page.keyboard.press("Enter");
    await page.getByLabel("Your brand key").waitFor();
    expect(errors).toEqual([]);
    await context.close();
  }, 120_000);

  it("leaves no error in either page", () => {
    expect([...editor.errors, ...visitor.errors]).toEqual([]);
  });
});
