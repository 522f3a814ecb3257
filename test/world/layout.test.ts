import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { enterRoom, type VisitorBot } from "../../client-demo/bots/visitor-bot.ts";
import type { ExhibitPlacement, ShowroomLayout } from "../../rooms/protocol/showroom.ts";
import { isFree, spaceOf } from "../../rooms/simulation/space.ts";
import { newestPose } from "../../rooms/sync/pose-book.ts";
import { ask } from "../support/ask.ts";
import { FIXTURE, fixtureContent } from "../support/fixture-shop.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";
import { waitFor } from "../support/wait.ts";

const { layout } = fixtureContent.seedShowroom;
const STOOL = "exhibit-stool";
const path = `/api/v1/showrooms/${FIXTURE.showroomId}`;

let app: RunningApp;
const bots: VisitorBot[] = [];

beforeAll(async () => {
  app = await startApp();
});
beforeEach(async () => {
  await publish(layout);
});
afterEach(async () => {
  await Promise.all(bots.splice(0).map((bot) => bot.leave().catch(() => {})));
});
afterAll(async () => await app?.close());

async function publish(next: ShowroomLayout): Promise<number> {
  const read = await ask(app.url, `GET ${path}`);
  const headers = { "If-Match": read.headers.get("ETag") ?? "" };
  const answer = await ask(app.url, `PUT ${path}/layout`, { token: app.keys.brand, body: next, headers });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body.revision;
}

async function visit(name: string): Promise<VisitorBot> {
  const bot = await enterRoom({ url: app.url, showroomId: FIXTURE.showroomId, layout, name });
  bots.push(bot);
  await waitFor("the own name in the roster", () => bot.state().visitors.get(bot.guest.visitor.id));
  return bot;
}

const exhibitOf = (bot: VisitorBot, id = STOOL) => bot.state().exhibits.get(id);
const withStool = (change: (stool: ExhibitPlacement) => ExhibitPlacement | null): ShowroomLayout => ({
  ...layout,
  exhibits: layout.exhibits.flatMap((each) => (each.id === STOOL ? (change(each) ?? []) : each)),
});
const movedStool = withStool((stool) => ({ ...stool, transform: { ...stool.transform, x: 1, z: 2, y: 0 } }));
const revisionReaches = (bot: VisitorBot, revision: number) =>
  waitFor("the room to hear of the layout", () => bot.state().layoutRevision === revision);

async function goTo(bot: VisitorBot, goal: { x: number; z: number }): Promise<void> {
  bot.goal = goal;
  const near = () => Math.hypot(bot.session().own.x - goal.x, bot.session().own.z - goal.z) < 0.1;
  await waitFor("arrival", near);
  const seen = () => newestPose(bot.session().book, bot.session().slot);
  await waitFor("the room to know", () => Math.hypot((seen()?.x ?? 99) - goal.x, (seen()?.z ?? 99) - goal.z) < 0.15);
}

async function holdStool(bot: VisitorBot): Promise<void> {
  await goTo(bot, { x: -3, z: 1.6 });
  bot.session().send("grab", { exhibitId: STOOL });
  await waitFor("the hold", () => exhibitOf(bot)?.heldBy === bot.guest.visitor.id);
}

describe("a layout that is published while people are in the room", () => {
  it("L1 L2 L7 moves what is free to its new place, adds what is new, removes what is gone and still knows its stock", async () => {
    const mia = await visit("Mia");
    const [stool] = layout.exhibits;
    if (!stool) throw new Error("no stool");
    const second = { ...stool, id: "second-crate", productId: "crate", transform: { ...stool.transform, z: 3 } };
    const next = {
      ...movedStool,
      exhibits: [...movedStool.exhibits.filter(({ id }) => id !== "exhibit-lamp"), second],
    };
    await revisionReaches(mia, await publish(next));
    expect(exhibitOf(mia)).toMatchObject({ x: 1, y: 0, z: 2 });
    expect(exhibitOf(mia, "second-crate")).toMatchObject({ productId: "crate", z: 3 });
    expect(exhibitOf(mia, "exhibit-lamp")).toBeUndefined();
    expect(mia.state().stock.get("crate-oak")).toBe(10);
    await app.app.shop.catalog.setStock(FIXTURE.brandId, "lamp", "lamp-oak", 4);
    await waitFor("the stock of what was taken away", () => mia.state().stock.get("lamp-oak") === 4);
  });

  it("L3 leaves an exhibit where visitors put it when its place is still the same", async () => {
    const mia = await visit("Mia");
    await holdStool(mia);
    mia.session().send("transform", { exhibitId: STOOL, transform: { x: -2.5, y: 0.6, z: 0.5, yaw: 1, scale: 1 } });
    mia.session().send("release", { exhibitId: STOOL });
    await waitFor("the stool to be put down", () => exhibitOf(mia)?.heldBy === "" && exhibitOf(mia)?.yaw === 1);
    await revisionReaches(mia, await publish({ ...layout, height: 4 }));
    expect(exhibitOf(mia)).toMatchObject({ x: -2.5, z: 0.5, yaw: 1 });
  });

  it("L4 lets a holder go on by the old limits, and moves or removes the exhibit when it is put down", async () => {
    const mia = await visit("Mia");
    await holdStool(mia);
    await revisionReaches(mia, await publish(movedStool));
    expect(exhibitOf(mia)).toMatchObject({ x: -3, z: 0, heldBy: mia.guest.visitor.id });
    mia.session().send("transform", { exhibitId: STOOL, transform: { x: -4, y: 0.6, z: 0, yaw: 0, scale: 1 } });
    await waitFor("the stool to follow its holder", () => exhibitOf(mia)?.x === -4);
    mia.session().send("release", { exhibitId: STOOL });
    await waitFor("the stool to go to its new place", () => exhibitOf(mia)?.x === 1 && exhibitOf(mia)?.z === 2);

    await revisionReaches(mia, await publish(layout));
    await holdStool(mia);
    await revisionReaches(mia, await publish(withStool(() => null)));
    expect(exhibitOf(mia)?.heldBy).toBe(mia.guest.visitor.id);
    mia.session().send("release", { exhibitId: STOOL });
    await waitFor("the stool to be gone", () => exhibitOf(mia) === undefined);
  });

  it("L5 leads whoever stands in a new wall or outside to the nearest free place, and others see them there", async () => {
    const [mia, tom] = [await visit("Mia"), await visit("Tom")];
    await goTo(mia, { x: 5, z: 3 });
    const narrow: ShowroomLayout = {
      ...layout,
      width: 8,
      walls: [{ id: "new", from: [0, 2], to: [0, 5], thickness: 0.4, height: 2, finish: "plaster" }],
      entrance: { ...layout.entrance, x: -2 },
    };
    await revisionReaches(mia, await publish(narrow));
    await waitFor("Mia to be told", () => mia.displaced.length > 0);
    const { own, slot } = mia.session();
    expect(isFree(spaceOf(narrow), own)).toBe(true);
    expect(Math.hypot(own.x - 3.7, own.z - 3)).toBeLessThan(0.3);
    await waitFor("Tom to see her there", () => {
      const seen = newestPose(tom.session().book, slot);
      return seen && Math.hypot(seen.x - own.x, seen.z - own.z) < 0.2;
    });
  });

  it("L6 shows a newcomer the layout that is published now", async () => {
    const mia = await visit("Mia");
    await revisionReaches(mia, await publish({ ...movedStool, entrance: { ...layout.entrance, x: 4 } }));
    const tom = await visit("Tom");
    expect(tom.state().layoutRevision).toBe(mia.state().layoutRevision);
    expect(Math.abs(tom.session().own.x - 4)).toBeLessThan(1.2);
  });
});
