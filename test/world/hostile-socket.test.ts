import { afterAll, beforeAll, describe, expect, it } from "vitest";
import WebSocket from "ws";
import { enterRoom } from "../../client-demo/bots/visitor-bot.ts";
import { gestureOf } from "../../rooms/sync/pose-book.ts";
import { openBareSocket } from "../support/bare-socket.ts";
import { FIXTURE, fixtureContent } from "../support/fixture-shop.ts";
import { createRandom, readSeed } from "../support/random.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";
import { waitFor } from "../support/wait.ts";

let app: RunningApp;
const seed = readSeed();
const random = createRandom(seed);

beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => await app?.close());

const options = (name: string) => ({
  url: app.url,
  showroomId: FIXTURE.showroomId,
  layout: fixtureContent.seedShowroom.layout,
  name,
});

function randomFrame(): Uint8Array {
  const bytes = Uint8Array.from({ length: Math.floor(random() * 60) }, () => Math.floor(random() * 256));
  // Most frames start with a real protocol code, so that they get past the first check.
  if (bytes.length > 0 && random() < 0.8) bytes[0] = 10 + Math.floor(random() * 12);
  return bytes;
}

describe("a hostile socket", () => {
  it("cannot end the process or disturb the room with any bytes", async () => {
    console.log(`seed ${seed} (VITRINE_SEED repeats it)`);
    const witness = await enterRoom(options("Witness"));
    for (let round = 0; round < 12; round++) {
      const socket = await openBareSocket(app, "Mallory");
      for (let count = 0; count < 60 && socket.readyState === WebSocket.OPEN; count++) socket.send(randomFrame());
      await new Promise((resolve) => socket.ping(undefined, undefined, () => resolve(null)));
      socket.terminate();
    }
    witness.session().send("emote", { emote: "clap" });
    await waitFor("the room to answer", () => gestureOf(witness.session().book, witness.session().slot) === 2);
    expect(witness.closed).toEqual([]);
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
    await witness.leave();
  }, 60_000);

  it("is closed for a frame larger than any message", async () => {
    const socket = await openBareSocket(app, "Mallory");
    const closed = new Promise<number>((resolve) => socket.once("close", resolve));
    socket.send(new Uint8Array(20_000));
    expect(await closed).toBe(1009);
  });
});
