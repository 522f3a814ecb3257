import { request } from "node:http";
import { connect } from "node:net";
import { Client } from "@colyseus/sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { SHOWROOM_ROOM } from "../../../rooms/protocol/room/messages.ts";
import { PROTOCOL_VERSION } from "../../../rooms/protocol/version.ts";
import { ask, startVisit, takeTicket } from "../../support/ask.ts";
import { FIXTURE } from "../../support/fixture-shop.ts";
import { type RunningApp, startApp } from "../../support/start-app.ts";

const FRIEND = "https://friend.example";
const STRANGER = "https://stranger.example";
const { showroomId } = FIXTURE;
let app: RunningApp;

beforeAll(async () => {
  app = await startApp({ settings: { ALLOWED_ORIGINS: FRIEND } });
});
afterAll(() => app?.close());

async function joinOptions() {
  const { token } = await startVisit(app.url, showroomId);
  return { showroomId, ticket: await takeTicket(app.url, showroomId, token), version: PROTOCOL_VERSION };
}

const join = (
  body: unknown,
  headers: Record<string, string> = {},
  method = "joinOrCreate",
  room: string = SHOWROOM_ROOM,
) => ask(app.url, `POST /matchmake/${method}/${room}`, { body, headers });

/** Opens a socket with the given headers; the status when it is refused, else 101. */
function upgrade(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${app.wsUrl}${path}`, { headers });
    socket.on("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
    socket.on("open", () => {
      socket.terminate();
      resolve(101);
    });
    socket.on("error", reject);
  });
}

/** Sends bytes as they are and reads everything that comes back. */
function sendRaw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(app.url);
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
  });
}

describe("the way into a room", () => {
  test("with a ticket leads in, once", async () => {
    const options = await joinOptions();
    const client = new Client(app.wsUrl);
    const room = await client.joinOrCreate(SHOWROOM_ROOM, options);
    expect(room.roomId).toBeTruthy();
    await expect(client.joinOrCreate(SHOWROOM_ROOM, options)).rejects.toMatchObject({
      code: 401,
      message: "TICKET_USED",
    });
    await room.leave();
  });

  test("is open to joining and reconnecting in showrooms, and to nothing else", async () => {
    const options = await joinOptions();
    for (const method of ["create", "join", "joinById", "query", "constructor"]) {
      expect(await join(options, {}, method)).toMatchObject({ status: 404 });
    }
    expect(await join(options, {}, "joinOrCreate", "lobby")).toMatchObject({ status: 404 });
    expect(await ask(app.url, "GET /matchmake/joinOrCreate/showroom")).toMatchObject({ status: 405 });
    for (const path of ["/colyseus", "/monitor", "/playground", "/__healthcheck"]) {
      expect((await ask(app.url, `GET ${path}`)).status).toBe(404);
    }
  });

  test("refuses bodies above 8 kB, announced or not", async () => {
    const big = { ...(await joinOptions()), ticket: "x".repeat(9_000) };
    expect(await join(big)).toMatchObject({ status: 413, body: { error: "PAYLOAD_TOO_LARGE" } });
    const status = await new Promise((resolve, reject) => {
      const sending = request(`${app.url}/matchmake/joinOrCreate/showroom`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "Transfer-Encoding": "chunked" },
      });
      sending.on("response", (response) => resolve(response.resume().statusCode));
      sending.on("error", reject);
      sending.write("[".repeat(5_000));
      sending.end("[".repeat(5_000));
    });
    expect(status).toBe(413);
  });

  test.each(["{", "[]", "null", '"text"', ""])("refuses the body %j without harm", async (text) => {
    const response = await fetch(`${app.url}/matchmake/joinOrCreate/showroom`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: text,
    });
    expect(response.status).toBe(400);
  });

  test("refuses a wrong ticket, a wrong version and missing fields with their own codes", async () => {
    const options = await joinOptions();
    expect(await join({ ...options, ticket: "nonsense" })).toMatchObject({
      status: 401,
      body: { error: "TICKET_INVALID" },
    });
    expect(await join({ ...options, version: 0 })).toMatchObject({ status: 409, body: { error: "VERSION_MISMATCH" } });
    expect(await join({})).toMatchObject({ status: 422, body: { error: "VALIDATION_FAILED" } });
  });

  test("survives targets and hosts that cannot be read", async () => {
    const upgradeHeaders = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n";
    const key = "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";
    const answers = [
      await sendRaw(`GET :99999 HTTP/1.1\r\nHost: x\r\n${upgradeHeaders}${key}\r\n`),
      await sendRaw(`GET /a/b?sessionId=1 HTTP/1.1\r\nHost: [\r\n${upgradeHeaders}${key}\r\n`),
      await sendRaw(`GET http://[/a/b?sessionId=1 HTTP/1.1\r\nHost: x\r\n${upgradeHeaders}${key}\r\n`),
      await sendRaw(
        "POST /matchmake/joinOrCreate/showroom HTTP/1.1\r\nHost: [\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
      ),
    ];
    expect(answers.map((answer) => answer.slice(0, 13))).toEqual(Array(4).fill("HTTP/1.1 400 "));
    expect((await ask(app.url, "GET /healthz")).status).toBe(200);
  });
});

describe("origins", () => {
  test("pages of the server itself and of allowed sites may join; others are refused and told nothing", async () => {
    for (const origin of [app.url, FRIEND]) {
      const answer = await join(await joinOptions(), { Origin: origin });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("Access-Control-Allow-Origin")).toBe(origin);
    }
    const refused = await join(await joinOptions(), { Origin: STRANGER });
    expect(refused).toMatchObject({ status: 403, body: { error: "ORIGIN_FORBIDDEN" } });
    expect(refused.headers.get("Access-Control-Allow-Origin")).toBeNull();
  });

  test("sockets are opened for the same origins only", async () => {
    const { body } = await join(await joinOptions());
    const path = `/${body.processId}/${body.roomId}?sessionId=${body.sessionId}`;
    expect(await upgrade(path, { Origin: STRANGER })).toBe(403);
    expect(await upgrade("/", { Origin: FRIEND })).toBe(400);
    expect(await upgrade(path, { Origin: FRIEND })).toBe(101);
  });

  test("preflights are answered for allowed sites, at the door and at the API", async () => {
    for (const path of ["/matchmake/joinOrCreate/showroom", "/api/v1/guests"]) {
      const preflight = (origin: string) =>
        ask(app.url, `OPTIONS ${path}`, { headers: { Origin: origin, "Access-Control-Request-Method": "POST" } });
      const allowed = await preflight(FRIEND);
      expect(allowed.status).toBe(204);
      expect(allowed.headers.get("Access-Control-Allow-Headers")).toContain("Authorization");
      expect((await preflight(STRANGER)).headers.get("Access-Control-Allow-Origin")).toBeNull();
    }
  });
});
