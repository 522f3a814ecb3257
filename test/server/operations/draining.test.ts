import { Client } from "@colyseus/sdk";
import { afterEach, describe, expect, test } from "vitest";
import { SHOWROOM_ROOM } from "../../../rooms/protocol/room/messages.ts";
import { PROTOCOL_VERSION } from "../../../rooms/protocol/version.ts";
import { ask, startVisit, takeTicket } from "../../support/ask.ts";
import { FIXTURE } from "../../support/fixture-shop.ts";
import { type RunningApp, startApp } from "../../support/start-app.ts";
import { waitFor } from "../../support/wait.ts";

const { showroomId } = FIXTURE;
let app: RunningApp;

afterEach(() => app?.close());

async function enter() {
  const { token } = await startVisit(app.url, showroomId);
  const ticket = await takeTicket(app.url, showroomId, token);
  return new Client(app.wsUrl).joinOrCreate(SHOWROOM_ROOM, { showroomId, ticket, version: PROTOCOL_VERSION });
}

describe("health", () => {
  test("says alive and ready, and counts heads", async () => {
    app = await startApp();
    expect(await ask(app.url, "GET /healthz")).toMatchObject({ status: 200, body: { status: "ok" } });
    expect(await ask(app.url, "GET /readyz")).toMatchObject({ status: 200, body: { ready: true } });
    const room = await enter();
    const live = await ask(app.url, "GET /api/v1/analytics/live", { token: app.keys.marketer });
    // How much is shed depends on what else the machine does.
    const shedLevel = expect.any(Number);
    expect(live.body).toEqual({ visitors: 1, rooms: [{ roomId: room.roomId, showroomId, visitors: 1, shedLevel }] });
  });

  test("says alive but not ready while Redis is away, refuses what needs it, and recovers", {
    timeout: 90_000,
  }, async () => {
    app = await startApp();
    const pid = Number(/process_id:(\d+)/.exec(await app.redis.commands.info("server"))?.[1]);
    process.kill(pid, "SIGSTOP");
    try {
      expect(await ask(app.url, "GET /readyz")).toMatchObject({ status: 503, body: { ready: false, redis: false } });
      expect((await ask(app.url, "GET /healthz")).status).toBe(200);
      const refused = await ask(app.url, "GET /api/v1/showrooms");
      expect(refused).toMatchObject({ status: 503, body: { error: { code: "UNAVAILABLE" } } });
    } finally {
      process.kill(pid, "SIGCONT");
    }
    await waitFor("Redis to be back", async () => (await ask(app.url, "GET /readyz")).status === 200);
    expect((await ask(app.url, "GET /api/v1/showrooms")).status).toBe(200);
  });
});

describe("draining", () => {
  test("says not ready, tells the visitors, closes their sockets and lets nobody in", async () => {
    app = await startApp();
    const room = await enter();
    const heard: string[] = [];
    const codes: number[] = [];
    room.onMessage("*", (type) => heard.push(String(type)));
    room.onLeave((code) => codes.push(code));
    const { token } = await startVisit(app.url, showroomId);
    const ticket = await takeTicket(app.url, showroomId, token);
    app.app.shop.operations.beginDraining();
    expect(await ask(app.url, "GET /readyz")).toMatchObject({ status: 503, body: { rooms: false, redis: true } });
    const body = { showroomId, ticket, version: PROTOCOL_VERSION };
    const late = await ask(app.url, "POST /matchmake/joinOrCreate/showroom", { body });
    expect(late).toMatchObject({ status: 503, body: { error: "ROOM_DRAINING" } });
    await app.app.drain();
    await waitFor("the end of the visit", () => codes.length > 0);
    expect(heard).toContain("draining");
    await expect(fetch(`${app.url}/healthz`)).rejects.toThrow();
  });

  test("answers what is running before it ends", async () => {
    app = await startApp();
    const answers = Array.from({ length: 20 }, () => ask(app.url, `GET /api/v1/products?showroom=${showroomId}`));
    await Promise.race(answers);
    await app.app.drain();
    for (const answer of await Promise.allSettled(answers)) {
      if (answer.status === "fulfilled") expect(answer.value.status).toBe(200);
    }
  });
});
