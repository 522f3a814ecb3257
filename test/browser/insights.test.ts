import { readFile } from "node:fs/promises";
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enterRoom, type VisitorBot } from "../../client-demo/bots/visitor-bot.ts";
import { type AnalyticsSummary, behaviourEvent } from "../../rooms/protocol/events.ts";
import { BEATS_PER_TICK, TICK_MS } from "../../rooms/protocol/limits.ts";
import { APPROACH_MS, INSPECT_MS } from "../../rooms/simulation/attention.ts";
import { readCsv } from "../server/analytics/read-csv.ts";
import { ask } from "../support/ask.ts";
import { launchChromium } from "../support/chromium.ts";
import { FIXTURE, fixtureContent } from "../support/fixture-shop.ts";
import { type MemberPage, openMemberPage, signIn } from "../support/member-page.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";
import { waitFor } from "../support/wait.ts";

const WAIT_MS = 30_000;
const STOOL = "exhibit-stool";

let app: RunningApp;
let browser: Browser;
let marketer: MemberPage;
let ann: VisitorBot;
let cat: VisitorBot;
let orderId: string;

beforeAll(async () => {
  app = await startApp();
  ann = await enter("Ann", true);
  cat = await enter("Cat", false);
  await lookAndBuy(ann);
  browser = await launchChromium();
  marketer = await openMemberPage(browser, app.url, "marketer");
}, 120_000);
afterAll(async () => {
  for (const bot of [ann, cat]) await bot?.leave();
  await browser?.close();
  await app?.close();
});

function enter(name: string, analytics: boolean): Promise<VisitorBot> {
  const { layout } = fixtureContent.seedShowroom;
  return enterRoom({ url: app.url, showroomId: FIXTURE.showroomId, layout, name, analytics });
}

const readSummary = async (): Promise<AnalyticsSummary> =>
  (await ask(app.url, "GET /api/v1/analytics/summary", { token: app.keys.marketer })).body;

/** Walks up to the stool, opens its sheet, tries the other finish, closes the sheet, buys two of them. */
async function lookAndBuy(bot: VisitorBot): Promise<void> {
  const session = bot.session();
  bot.goal = { x: -3, z: 1.6 };
  await waitFor("the walk", () => Math.hypot(session.own.x + 3, session.own.z - 1.6) < 0.2, WAIT_MS);
  bot.goal = null;
  bot.face({ x: -3, z: 0 });
  session.send("inspect", { exhibitId: STOOL, inspecting: true });
  const { clock } = session.book;
  const enough = clock.newestBeat + ((APPROACH_MS + INSPECT_MS) / TICK_MS) * BEATS_PER_TICK;
  await waitFor("a long look", () => clock.newestBeat > enough, WAIT_MS);
  session.send("configure", { exhibitId: STOOL, variantId: "stool-ink" });
  await waitFor("the other finish", () => bot.state().exhibits.get(STOOL)?.variantId === "stool-ink", WAIT_MS);
  session.send("inspect", { exhibitId: STOOL, inspecting: false });
  bot.face({ x: -3, z: 5 });
  await bot.ask("PUT", "/cart/lines/stool-ink", { quantity: 2 });
  const body = { expectedTotalMinor: 29_800, payment: { provider: "test", method: "test-approve" } };
  const placed = await bot.ask("POST", "/orders", body, { "Idempotency-Key": crypto.randomUUID() });
  orderId = ((await placed.json()) as { id: string }).id;
  await waitFor(
    "the look to be counted",
    async () => (await readSummary()).products[0]?.funnel.inspected === 1,
    WAIT_MS,
  );
}

const cellsOf = (row: Locator) => row.getByRole("cell").allTextContents();

describe("the insights page", () => {
  it("asks for the marketer's key, and takes no other", async () => {
    const { page } = marketer;
    await signIn(page, "marketer", app.keys.brand);
    await page.getByRole("alert").getByText("This is not a marketer key of this server").waitFor();
    await signIn(page, "marketer", app.keys.marketer);
    await page.getByRole("heading", { name: "Insights" }).waitFor();
  });

  it("answers in sentences what happened, counting only who agreed", async () => {
    const { page } = marketer;
    await page.getByText("1 person came, 1 looked closer at Stool, 1 bought it: 100 %.").waitFor({ timeout: WAIT_MS });
    await page.getByText(/Half of those who looked closer at Stool stayed longer than \d+ s\./).waitFor();
    const names = await page.getByRole("term").allTextContents();
    const values = await page.getByRole("definition").allTextContents();
    expect(names.map((name, index) => `${name} ${values[index]}`)).toEqual([
      "Visits 1",
      "People 1",
      "Median stay –",
      "Orders 1",
      "Revenue €298.00",
    ]);
  });

  it("shows the funnel as it was", async () => {
    const { page } = marketer;
    await page.getByText("Show as a table").click();
    const table = page.getByRole("region", { name: "Funnel as a table" });
    const stool = table.getByRole("row").filter({ hasText: "Stool" });
    // passed, approached, looked closer, tried variants, added, bought, units, revenue
    expect(await cellsOf(stool)).toEqual(["1", "1", "1", "1", "1", "1", "2", "€298.00"]);
    const crate = table.getByRole("row").filter({ hasText: "Crate" });
    expect(await cellsOf(crate)).toEqual(["1", "0", "0", "0", "0", "0", "0", "€0.00"]);
  });

  it("counts live who is there, consent or not, and who goes", async () => {
    const { page } = marketer;
    await page.getByText("2 people in 1 room now").waitFor({ timeout: WAIT_MS });
    await cat.leave();
    await page.getByText("1 person in 1 room now").waitFor({ timeout: WAIT_MS });
  });

  it("downloads all events as CSV and as NDJSON, the order among them", async () => {
    const csv = readCsv(await download("CSV", /^vitrine-events-[\d-]+-to-[\d-]+\.csv$/));
    const [head = [], ...rows] = csv;
    const orders = rows.filter((row) => row[head.indexOf("type")] === "order.placed");
    expect(orders.map((row) => [row[head.indexOf("orderId")], row[head.indexOf("valueMinor")]])).toEqual([
      [orderId, "29800"],
    ]);
    const lines = (await download("NDJSON", /\.ndjson$/)).trimEnd().split("\n");
    const events = lines.map((line) => behaviourEvent.parse(JSON.parse(line)));
    expect(events).toHaveLength(rows.length);
    expect(events.filter(({ type }) => type === "order.placed")).toMatchObject([{ orderId, quantity: 2 }]);
  });

  it("says what to do about days in which nothing happened", async () => {
    const { page } = marketer;
    await page.getByLabel("From", { exact: true }).fill("2020-01-01");
    await page.getByLabel("To", { exact: true }).fill("2020-01-02");
    await page.getByRole("heading", { name: "Nothing happened in these days" }).waitFor({ timeout: WAIT_MS });
    await page.getByRole("button", { name: "Today" }).click();
    await page.getByText(/^1 person came/).waitFor({ timeout: WAIT_MS });
  });

  it("forgets the key when told to, and leaves no error", async () => {
    const { page, errors } = marketer;
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("Your marketer key").waitFor();
    await page.reload();
    await page.getByLabel("Your marketer key").waitFor();
    expect(errors).toEqual([]);
  });
});

async function download(format: string, name: RegExp): Promise<string> {
  const { page } = marketer;
  const button = page.getByRole("button", { name: `Download all events as ${format}`, exact: true });
  const [arrived] = await Promise.all([page.waitForEvent("download"), button.click()]);
  expect(arrived.suggestedFilename()).toMatch(name);
  return await readFile(await arrived.path(), "utf8");
}
