import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enterRoom } from "../../../client-demo/bots/visitor-bot.ts";
import {
  type AnalyticsSummary,
  type BehaviourEvent,
  behaviourEvent,
  type EventPage,
} from "../../../rooms/protocol/events.ts";
import { EVENT_FIELDS } from "../../../server/analytics/collect/event-entries.ts";
import { createEventStore } from "../../../server/analytics/collect/store.ts";
import { makeMemberKey, registerMemberKey } from "../../../server/identity/member-keys.ts";
import { FIXTURE, fixtureContent } from "../../support/fixture-shop.ts";
import { type RunningApp, startApp } from "../../support/start-app.ts";
import { waitFor } from "../../support/wait.ts";
import { type Ask, askAs, startVisit } from "../purchases/ask.ts";
import { payment } from "../purchases/open-shop.ts";
import { fillStream } from "./fill-stream.ts";
import { readCsv } from "./read-csv.ts";

let app: RunningApp;
let marketer: Ask;

beforeAll(async () => {
  app = await startApp();
  marketer = askAs(app.url, app.keys.marketer);
});
afterAll(() => app.close());

const seenTypes = async () => ((await marketer("GET", "/events")).body as EventPage).items.map(({ type }) => type);

describe("analytics over HTTP", () => {
  test("are the marketer's alone", async () => {
    const guest = askAs(app.url, (await startVisit(app.url, FIXTURE.showroomId)).token);
    for (const path of ["/events", "/analytics/summary", "/analytics/export"]) {
      expect((await guest("GET", path)).status).toBe(403);
      expect((await askAs(app.url, app.keys.brand)("GET", path)).status).toBe(403);
      expect((await askAs(app.url, null)("GET", path)).status).toBe(401);
      expect((await marketer("GET", path)).status).toBe(200);
    }
  });

  test("say how many are in the rooms to every member of the brand and to the operator, to nobody else", async () => {
    const guest = askAs(app.url, (await startVisit(app.url, FIXTURE.showroomId)).token);
    expect((await guest("GET", "/analytics/live")).status).toBe(403);
    expect((await askAs(app.url, null)("GET", "/analytics/live")).status).toBe(401);
    for (const key of Object.values(app.keys)) {
      const { status, body } = await askAs(app.url, key)("GET", "/analytics/live");
      expect([status, body]).toEqual([200, { visitors: 0, rooms: [] }]);
    }
  });

  test("refuse a time that is none, a type and a format that do not exist", async () => {
    for (const path of ["/events?from=yesterday", "/events?type=product.eaten", "/analytics/export?format=xls"])
      expect((await marketer("GET", path)).body).toMatchObject({ error: { code: "VALIDATION_FAILED" } });
  });

  test("of nothing are a header line as CSV and no byte as NDJSON", async () => {
    const csv = await marketer("GET", "/analytics/export?format=csv");
    expect(csv.text).toBe(`${EVENT_FIELDS.join(",")}\r\n`);
    const ndjson = await marketer("GET", "/analytics/export?format=ndjson");
    expect([ndjson.status, ndjson.text]).toEqual([200, ""]);
  });

  test("show a visitor's way from the door to the order, and who is there now", async () => {
    const { layout } = fixtureContent.seedShowroom;
    const bot = await enterRoom({ url: app.url, showroomId: FIXTURE.showroomId, layout, name: "Ann" });
    await waitFor("one visitor live", async () => {
      const { body } = await marketer("GET", "/analytics/live");
      return (body as { visitors: number }).visitors === 1;
    });
    await bot.ask("PUT", "/cart/lines/stool-oak", { quantity: 2 });
    const placed = await bot.ask("POST", "/orders", payment(25_800), { "Idempotency-Key": "key" });
    expect(placed.status).toBe(201);
    await bot.leave();
    await waitFor("the events of the visit", async () => {
      const types = await seenTypes();
      return ["visitor.entered", "cart.added", "order.placed", "visitor.left"].every((each) =>
        types.some((t) => t === each),
      );
    });
    const { body } = await marketer("GET", "/analytics/summary");
    expect(body).toMatchObject({ visits: 1, uniqueVisitors: 1, orders: 1, revenueMinor: 25_800, currency: "EUR" });
    const [bestSeller] = (body as AnalyticsSummary).products;
    expect(bestSeller).toMatchObject({ productName: "Stool", unitsSold: 2, funnel: { passed: 1, purchased: 1 } });
    const only = ((await marketer("GET", "/events?type=order.placed")).body as EventPage).items;
    expect(only).toMatchObject([{ quantity: 2, valueMinor: 25_800, productId: "stool" }]);
    expect(
      new Set(((await marketer("GET", "/events")).body as EventPage).items.map(({ visitor }) => visitor)).size,
    ).toBe(1);
  });

  test("export the same rows in both formats, as files with a name", async () => {
    const [csv, ndjson] = await Promise.all(
      ["csv", "ndjson"].map((format) => marketer("GET", `/analytics/export?format=${format}`)),
    );
    expect(csv?.headers.get("Content-Type")).toMatch(/^text\/csv/);
    expect(csv?.headers.get("Content-Disposition")).toMatch(
      /^attachment; filename="vitrine-events-nordlys-[\d-]{10}\.csv"$/,
    );
    expect(ndjson?.headers.get("Content-Type")).toMatch(/^application\/x-ndjson/);
    const events = (ndjson?.text ?? "")
      .trimEnd()
      .split("\n")
      .map((line) => behaviourEvent.parse(JSON.parse(line)));
    const rows = readCsv(csv?.text ?? "");
    expect(rows.length).toBe(events.length + 1);
    expect(rows.slice(1).map((row) => row[0])).toEqual(events.map(({ id }) => id));
  });

  test("A4 withdrawn consent holds at once", async () => {
    const session = await startVisit(app.url, FIXTURE.showroomId);
    const guest = askAs(app.url, session.token);
    await guest("PATCH", "/guests/me", { body: { consent: { analytics: false } } });
    const before = await seenTypes();
    await guest("PUT", "/cart/lines/stool-oak", { body: { quantity: 1 } });
    await app.app.shop.events.flush();
    expect(await seenTypes()).toEqual(before);
  });
});

describe("a large export", () => {
  const COUNT = 50_000;
  const RANGE = "from=2026-01-10T00:00:00Z&to=2026-01-11T00:00:00Z";
  let key: string;

  beforeAll(async () => {
    const { identityStore, keys } = app.app.shop;
    key = makeMemberKey("marketer");
    await registerMemberKey(key, { role: "marketer", brandId: "bulk" }, identityStore);
    await identityStore.writeConsent("bulk", "filler", { analytics: true }, 3_600);
    const visitor = "v".repeat(600);
    const events = Array.from({ length: COUNT }, (_, at): BehaviourEvent => {
      return {
        id: `e${at}`,
        type: "product.passed",
        time: new Date(Date.UTC(2026, 0, 10) + at).toISOString(),
        visitor,
      };
    });
    const store = createEventStore(app.redis.commands, keys);
    await fillStream(store, { brandId: "bulk", visitorId: "filler" }, events);
  });

  /** Stream pages that the server has read from Redis since it started. */
  async function pagesRead(): Promise<number> {
    const stats = await app.redis.commands.info("commandstats");
    return Number(/cmdstat_xrange:calls=(\d+)/.exec(stats)?.[1] ?? 0);
  }

  async function pagesReadAtRest(): Promise<number> {
    let last = -1;
    let same = 0;
    return waitFor("the server to rest", async () => {
      const now = await pagesRead();
      same = now === last ? same + 1 : 0;
      last = now;
      return same === 10 && now;
    });
  }

  test("waits for a reader who does not read, and stops when the reader goes away", async () => {
    const before = await pagesRead();
    const { hostname, port } = new URL(app.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `GET /api/v1/analytics/export?${RANGE} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${key}\r\n\r\n`,
    );
    await once(socket, "readable");
    const waiting = (await pagesReadAtRest()) - before;
    expect(waiting).toBeGreaterThan(0);
    expect(waiting).toBeLessThan(80);
    socket.destroy();
    expect((await pagesReadAtRest()) - before).toBeLessThan(90);
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
  });

  test("reaches a reader who reads, complete", async () => {
    const response = await fetch(`${app.url}/api/v1/analytics/export?${RANGE}`, {
      headers: { Authorization: `Bearer ${key}` },
    });
    let lines = 0;
    for await (const chunk of response.body ?? []) for (const byte of chunk) if (byte === 10) lines += 1;
    expect(lines).toBe(COUNT);
  });
});
