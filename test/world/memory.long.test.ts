import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { matchMaker, type Room } from "@colyseus/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type WebSocket from "ws";
import { openBareSocket } from "../support/bare-socket.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";
import { waitFor } from "../support/wait.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const ROUNDS = 5;
const VISITORS = 300;
const AT_ONCE = 30;
/** Two thirds of a kilobyte for each visitor of the last three rounds: a presence or a socket is more than ten times that. */
const SLACK_BYTES = 600_000;

/** Bytes of the heap that are in use once all garbage is gone. */
function usedHeap(): number {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

describe("a room that five times 300 visitors enter and leave", () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp({ settings: { ROOM_VISITORS_MAX: "400", SHOWROOM_ROOMS_MAX: "1" } });
  });
  afterAll(() => app?.close());

  it("needs no more memory after the fifth time than after the second", async () => {
    const mia = await openBareSocket(app, "Mia");
    const [listing] = await matchMaker.query({});
    const room = matchMaker.getLocalRoomById(listing?.roomId ?? "") as Room;
    let base = Number.POSITIVE_INFINITY;
    for (let round = 0; round < ROUNDS; round++) {
      const sockets = await enter(VISITORS);
      expect(room.clients.length).toBe(VISITORS + 1);
      for (const socket of sockets) socket.close(4000);
      await waitFor("everybody to have left", () => room.clients.length === 1);
      await waitFor("their sockets to be gone", () => sockets.every(({ readyState }) => readyState === 3));
      if (round < 2) base = Math.min(base, usedHeap());
    }
    // What is written behind the room's back, events above all, may take a moment.
    await waitFor("the memory to be back", () => usedHeap() < base + SLACK_BYTES);
    expect(room.clients.length).toBe(1);
    mia.close(4000);
  }, 60_000);

  async function enter(count: number): Promise<WebSocket[]> {
    const sockets: WebSocket[] = [];
    const enterInTurn = async () => {
      while (count-- > 0) sockets.push(await openBareSocket(app, `Visitor ${count}`));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, enterInTurn));
    return sockets;
  }
});
