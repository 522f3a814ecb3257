import { afterAll, beforeAll, expect, it } from "vitest";
import { readSeed } from "../support/random.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";
import { fuzzRoom } from "./fuzz-room.ts";

/** Three seeds at least, and more while there is time. */
const SEEDS_LEAST = 3;
const BOX_MS = 12_000;
const ROUNDS = 15;

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => await app?.close());

it("visitors do anything at random: one holder an exhibit, nobody in a wall, and all agree at rest", async () => {
  const first = readSeed();
  const until = performance.now() + BOX_MS;
  let seeds = 0;
  while (seeds < SEEDS_LEAST || performance.now() < until) await fuzzRoom(app, first + seeds++, ROUNDS);
  expect(seeds).toBeGreaterThanOrEqual(SEEDS_LEAST);
}, 180_000);
