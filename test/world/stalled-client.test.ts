import { ClientState, matchMaker, type Room } from "@colyseus/core";
import { type Decoder, Reflection } from "@colyseus/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enterRoom } from "../../client-demo/bots/visitor-bot.ts";
import { CLOSE_CODES } from "../../rooms/protocol/room/messages.ts";
import { PatchSerializer } from "../../rooms/socket/patch-serializer.ts";
import { CLOSE_BACKLOG_BYTES } from "../../rooms/socket/send-poses.ts";
import { backlogOf } from "../../rooms/socket/wire.ts";
import { ExhibitState, ShowroomState } from "../../rooms/state/showroom-state.ts";
import { gestureOf } from "../../rooms/sync/pose-book.ts";
import { openBareSocket } from "../support/bare-socket.ts";
import { FIXTURE, fixtureContent } from "../support/fixture-shop.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";
import { waitFor } from "../support/wait.ts";

describe("patches kept by a congested socket", () => {
  it("still say what they said when they were encoded", () => {
    const state = new ShowroomState();
    for (let index = 0; index < 10; index++)
      state.exhibits.set(`exhibit-${index}`, new ExhibitState({ productId: "p" }));
    const serializer = new PatchSerializer();
    serializer.reset(state);
    const decoder: Decoder<ShowroomState> = Reflection.decode(serializer.handshake() as Buffer);
    decoder.decode(serializer.getFullState().subarray(1));
    const kept: Uint8Array[] = [];
    const client = { state: ClientState.JOINED, raw: (bytes: Uint8Array) => kept.push(bytes) };
    for (let tick = 1; tick <= 200; tick++) {
      for (const [index, exhibit] of [...state.exhibits.values()].entries()) exhibit.x = tick + index;
      serializer.applyPatches([client as never], state);
    }
    for (const [index, frame] of kept.entries()) {
      decoder.decode(frame.subarray(1));
      expect(decoder.state.exhibits.get("exhibit-3")?.x).toBe(index + 1 + 3);
    }
    expect(kept.length).toBe(200);
  });
});

/** The one room that runs in this process. */
async function findRoom(): Promise<Room> {
  const [listing] = await matchMaker.query({});
  return matchMaker.getLocalRoomById(listing?.roomId ?? "") as Room;
}

describe("a client that reads nothing", () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(async () => await app?.close());

  it("is closed with TOO_SLOW once too much waits for it, while the others go on", async () => {
    const { layout } = fixtureContent.seedShowroom;
    const options = { url: app.url, showroomId: FIXTURE.showroomId, layout };
    const mia = await enterRoom({ ...options, name: "Mia" });
    const stalled = await openBareSocket(app, "Stalled");
    const closed = new Promise<number>((resolve) => stalled.once("close", resolve));
    const room = await findRoom();
    stalled.pause();
    const served = await waitFor("the room to serve it", () =>
      room.clients.find((each) => each.ref !== room.clients[0]?.ref),
    );
    const line = { id: 0, visitorId: "", name: "", colour: 0, text: "x".repeat(50_000), at: "" };
    // No visitor may say that much: the room itself is made to, so that the system's buffers fill up soon.
    const flood = setInterval(() => room.broadcast("chat", line), 5);
    await waitFor("the room to close it", () => Reflect.get(served.ref, "readyState") !== WebSocket.OPEN, 30_000);
    clearInterval(flood);
    expect(backlogOf(served)).toBeLessThan(2 * CLOSE_BACKLOG_BYTES);
    stalled.resume();
    expect(await closed).toBe(CLOSE_CODES.TOO_SLOW);
    mia.session().send("emote", { emote: "wave" });
    await waitFor("the room to answer", () => gestureOf(mia.session().book, mia.session().slot) === 1);
    expect(mia.closed).toEqual([]);
    await mia.leave();
  }, 60_000);
});
