import { matchMaker, type Room } from "@colyseus/core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { enterRoom, type VisitorBot } from "../../../client-demo/bots/visitor-bot.ts";
import { CLOSE_CODES } from "../../../rooms/protocol/room/messages.ts";
import { createKeys } from "../../../server/redis/keys.ts";
import { FIXTURE, fixtureContent } from "../../support/fixture-shop.ts";
import { type RunningApp, startApp } from "../../support/start-app.ts";
import { waitFor } from "../../support/wait.ts";

const { layout } = fixtureContent.seedShowroom;

let app: RunningApp;
const bots: VisitorBot[] = [];
/** What the rooms have written to their log since the test began. */
let lines: string[] = [];

beforeAll(async () => {
  app = await startApp();
  const write = (_fields: object, message: string) => void lines.push(message);
  Object.assign(app.app.shop.ports.log, { info: write, warn: write, error: write });
});
afterEach(async () => {
  await Promise.all(bots.splice(0).map((bot) => bot.leave().catch(() => {})));
  lines = [];
});
afterAll(() => app?.close());

async function visit(name: string): Promise<VisitorBot> {
  const bot = await enterRoom({ url: app.url, showroomId: FIXTURE.showroomId, layout, name });
  bots.push(bot);
  return bot;
}

async function openedRoom(): Promise<Room> {
  const [listing] = await matchMaker.query({});
  return matchMaker.getLocalRoomById(listing?.roomId ?? "") as Room;
}

describe("a visitor who comes in", () => {
  it("is let in although the other rooms cannot be told of it, and the log says so", async () => {
    const mia = await visit("Mia");
    const { presence } = await openedRoom();
    const isTold = () => lines.filter((line) => line === "other rooms could not be told who came in").length;
    presence.publish = () => Promise.reject(new Error("Redis went away, on purpose"));
    await visit("Tom");
    await waitFor("the line about Tom", () => isTold() === 1);
    presence.publish = () => {
      throw new Error("thrown at once, on purpose");
    };
    await visit("Zoe");
    await waitFor("the line about Zoe", () => isTold() === 2);
    await waitFor("Mia to see both", () => mia.state().visitors.size === 3);
  });

  it("ends an older visit elsewhere in the same installation, and none of another on the same Redis", async () => {
    const mia = await visit("Mia");
    const tom = await visit("Tom");
    const arrive = (prefix: string, bot: VisitorBot) =>
      matchMaker.presence.publish(createKeys(prefix).arrivals, {
        visitorId: bot.guest.visitor.id,
        roomId: "elsewhere",
      });
    await arrive("another-installation", tom);
    await arrive(app.keyPrefix, mia);
    await waitFor("Mia's visit to end", () => mia.closed.length > 0);
    await waitFor("Tom to be alone", () => tom.state().visitors.size === 1);
    expect([mia.closed, tom.closed]).toEqual([[CLOSE_CODES.EVICTED], []]);
    const topics = await matchMaker.presence.channels();
    expect(topics.filter((topic) => /arriv/.test(topic))).toEqual([createKeys(app.keyPrefix).arrivals]);
  });
});

describe("a room that closes", () => {
  it("gives up everything that it held, although one thing cannot be given up, and the log says so", async () => {
    const { catalog } = app.app.shop.ports;
    const { subscribe } = catalog;
    Object.assign(catalog, {
      subscribe: (...request: Parameters<typeof subscribe>) => {
        const unsubscribe = subscribe(...request);
        return () => {
          unsubscribe();
          throw new Error("on purpose");
        };
      },
    });
    await waitFor("the rooms of other tests to close", async () => (await matchMaker.query({})).length === 0);
    lines = [];
    const mia = await visit("Mia");
    Object.assign(catalog, { subscribe });
    const isHeard = async () => (await matchMaker.presence.channels()).includes(createKeys(app.keyPrefix).arrivals);
    expect(await isHeard()).toBe(true);
    await mia.leave();
    await waitFor("the room to close", () => lines.includes("room closed"));
    expect(lines).toContain("something that a room held could not be given up");
    expect(await isHeard()).toBe(false);
  });
});
