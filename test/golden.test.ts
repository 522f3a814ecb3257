import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SEED_LAYOUT } from "../assets/showroom/layout.ts";
import { handlers } from "../rooms/handlers/table.ts";
import { buildRoom } from "../rooms/layout/room-presets.ts";
import { ERRORS } from "../rooms/protocol/errors.ts";
import * as limits from "../rooms/protocol/limits.ts";
import { CLOSE_CODES, EMOTES } from "../rooms/protocol/room/messages.ts";
import { ROOM_PRESETS } from "../rooms/protocol/showroom.ts";
import { spaceOf } from "../rooms/simulation/space.ts";
import { PERMISSIONS } from "../server/access/permissions.ts";
import { settings } from "../server/process/config.ts";
import { createKeys } from "../server/redis/keys.ts";
import { hallLayout } from "./bench/room/hall.ts";
import { createWalker, randomPlace, walk } from "./bench/room/walker.ts";
import { createRandom } from "./support/random.ts";
import { type RunningApp, startApp } from "./support/start-app.ts";
import { createSyncHall } from "./support/sync-hall.ts";

/*
 * What others rely on, as it was written down: clients in the field, stored data, operators' settings. A change of
 * these is a decision: VITRINE_GOLDEN=write npx vitest run test/golden.test.ts writes the files anew, and the commit
 * says why.
 */

const folder = resolve(import.meta.dirname, "fixtures/golden");

async function expectGolden(name: string, value: unknown): Promise<void> {
  const text = `${JSON.stringify(value, null, 1)}\n`;
  const file = resolve(folder, `${name}.json`);
  if (process.env.VITRINE_GOLDEN === "write") await writeFile(file, text);
  expect(text).toBe(await readFile(file, "utf8"));
}

describe("what others rely on stays as it was", () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it("the API's document", async () => {
    await expectGolden("api", await (await fetch(`${app.url}/api/openapi.json`)).json());
  });

  it("the error codes", () => expectGolden("errors", ERRORS));

  it("the settings, with what they are without being set", () =>
    expectGolden(
      "settings",
      Object.entries(settings).map(([name, setting]) => {
        const without = setting.safeParse(undefined);
        return { name, description: setting.description, without: without.success ? without.data : null };
      }),
    ));

  it("the keys in Redis", () => expectGolden("keys", spellKeys(createKeys("vitrine"))));

  it("who may do what", () => expectGolden("permissions", PERMISSIONS));

  it("messages, their rates, close codes and limits", () =>
    expectGolden("messages", {
      messages: Object.entries(handlers).map(([type, { action, rate }]) => ({ type, action, rate })),
      closeCodes: CLOSE_CODES,
      emotes: EMOTES,
      limits: Object.fromEntries(Object.entries(limits).filter(([, value]) => typeof value !== "function")),
    }));

  it("layouts: the demo's and the empty rooms", () =>
    expectGolden("layouts", {
      demo: SEED_LAYOUT,
      presets: Object.fromEntries(ROOM_PRESETS.map((preset) => [preset, buildRoom(preset)])),
    }));

  it("frames of a crowd: sixty who walk for 200 ticks, byte for byte", () => expectGolden("frames", recordFrames()));
});

/** The registry with every function called, so that each key is spelled. */
function spellKeys(keys: object): unknown {
  return Object.fromEntries(
    Object.entries(keys).map(([name, key]) => {
      if (typeof key !== "function") return [name, key];
      const spelled: unknown = key("A", "B");
      return [name, typeof spelled === "object" && spelled !== null ? spellKeys(spelled) : spelled];
    }),
  );
}

/** The first frames in full, and of each tick the hash of all. */
function recordFrames(): { first: string[]; ticks: string[] } {
  const random = createRandom(20_261_128);
  const space = spaceOf(hallLayout(24));
  const hall = createSyncHall(24);
  const walkers = Array.from({ length: 60 }, () => createWalker(space, randomPlace(space, random)));
  const poseOf = (slot: number) => {
    const { x, z, heading } = (walkers[slot] as (typeof walkers)[number]).own;
    return { x, z, heading, pitch: 0, moving: true };
  };
  for (const slot of walkers.keys()) hall.enter(slot, poseOf(slot), slot % 5 === 0);
  const first: string[] = [];
  const ticks: string[] = [];
  for (let tick = 0; tick < 200; tick++) {
    for (const [slot, walker] of walkers.entries()) {
      walk(walker, random);
      hall.place(slot, poseOf(slot));
    }
    const hash = createHash("sha256");
    hall.pass((_book, frame, _nowMs, slot) => {
      hash.update(`${slot}:`).update(frame);
      if (first.length < 40) first.push(Buffer.from(frame).toString("base64"));
    });
    ticks.push(hash.digest("hex").slice(0, 16));
  }
  return { first, ticks };
}
