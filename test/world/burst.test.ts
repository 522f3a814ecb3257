import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enterRoom, type VisitorBot } from "../../client-demo/bots/visitor-bot.ts";
import { samplePose } from "../../rooms/sync/pose-book.ts";
import { FIXTURE, fixtureContent } from "../support/fixture-shop.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";
import { waitFor } from "../support/wait.ts";

const { layout } = fixtureContent.seedShowroom;
const WALKERS = 20;
const NEWCOMERS = 100;

let app: RunningApp;
const bots: VisitorBot[] = [];

beforeAll(async () => {
  app = await startApp({ settings: { ROOM_VISITORS_MAX: "120", SHOWROOM_ROOMS_MAX: "1" } });
});
afterAll(async () => {
  await Promise.all(bots.map((bot) => bot.leave()));
  await app?.close();
});

async function enter(name: string): Promise<VisitorBot> {
  const bot = await enterRoom({ url: app.url, showroomId: FIXTURE.showroomId, layout, name });
  bots.push(bot);
  return bot;
}

/** Who is there, as a bot has been told: id, name and slot of each. */
function rosterOf(bot: VisitorBot): string[] {
  return [...bot.state().visitors.entries()].map(([id, { name, slot }]) => `${id} ${name} ${slot}`).sort();
}

function seesEverybody(bot: VisitorBot): boolean {
  const pose = { x: 0, z: 0, heading: 0, pitch: 0, moving: false, gesture: 0 };
  return [...bot.state().visitors.values()].every(({ slot }) => samplePose(bot.session().book, slot, pose));
}

describe("a hundred who come in at once while twenty walk", () => {
  it("are told the same roster as everybody, and where everybody is", async () => {
    const walkers = await Promise.all(Array.from({ length: WALKERS }, (_, index) => enter(`Walker ${index}`)));
    for (const [index, bot] of walkers.entries()) bot.goal = { x: (index % 7) - 3, z: 2.5 };
    await Promise.all(Array.from({ length: NEWCOMERS }, (_, index) => enter(`Newcomer ${index}`)));
    const isTold = (bot: VisitorBot) => bot.state().visitors.size === WALKERS + NEWCOMERS && seesEverybody(bot);
    await waitFor("everybody to be told of everybody", () => bots.every(isTold), 20_000);
    const roster = rosterOf(bots[0] as VisitorBot);
    for (const bot of bots) expect(rosterOf(bot)).toEqual(roster);
    expect(new Set(roster).size).toBe(WALKERS + NEWCOMERS);
    expect(bots.flatMap(({ closed }) => closed)).toEqual([]);
  }, 60_000);
});
