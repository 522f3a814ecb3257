import { afterAll, beforeAll, it } from "vitest";
import { readSeed } from "../support/random.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";
import { fuzzRoom } from "./fuzz-room.ts";

const first = readSeed();
const SEEDS = Array.from({ length: 12 }, (_, index) => first + 1_000 + index);

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => await app?.close());

it.each(SEEDS)("visitors do anything at random for a while, by seed %d", (seed) => fuzzRoom(app, seed, 40), 120_000);
