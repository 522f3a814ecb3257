import { expect } from "vitest";
import { enterRoom, type VisitorBot } from "../../client-demo/bots/visitor-bot.ts";
import { EMOTES } from "../../rooms/protocol/room/messages.ts";
import { isFree, type Point, spaceOf } from "../../rooms/simulation/space.ts";
import { newestPose } from "../../rooms/sync/pose-book.ts";
import { FIXTURE, fixtureContent } from "../support/fixture-shop.ts";
import { createRandom, pick } from "../support/random.ts";
import type { RunningApp } from "../support/start-app.ts";
import { waitFor } from "../support/wait.ts";

/** Who shares the process with its bots must not shed for their sake: fewer than a room sheds for. */
const BOTS = 16;
const ROUND_MS = 200;

const { layout } = fixtureContent.seedShowroom;
const space = spaceOf(layout);
const exhibitIds = layout.exhibits.map((exhibit) => exhibit.id);
const variantIds = fixtureContent.seedProducts.flatMap((product) => product.variants.map((variant) => variant.id));
/** Lets visitors of a room do anything at random for so many rounds: the same seed makes the same choices. */
export async function fuzzRoom(app: RunningApp, seed: number, rounds: number): Promise<void> {
  const random = createRandom(seed);
  console.log(`seed ${seed} (VITRINE_SEED repeats it)`);
  await run(app, random, rounds);
}

type Random = () => number;

const coordinate = (random: Random, half: number) => (random() * 2 - 1) * half * 1.4;

/** One thing that a visitor might do, sensible or not. */
async function act(bot: VisitorBot, random: Random): Promise<void> {
  const session = bot.session();
  const exhibitId = pick(random, exhibitIds);
  const near = layout.exhibits.find((exhibit) => exhibit.id === exhibitId)?.transform;
  const roll = random();
  if (roll < 0.3) bot.goal = { x: coordinate(random, layout.width / 2), z: coordinate(random, layout.depth / 2) };
  else if (roll < 0.45) bot.goal = near ? { x: near.x, z: near.z + 1.5 } : null;
  else if (roll < 0.6) session.send("grab", { exhibitId });
  else if (roll < 0.75) {
    const transform = {
      x: coordinate(random, 6),
      y: random() * 3,
      z: coordinate(random, 5),
      yaw: coordinate(random, 3),
      scale: 0.3 + random() * 3,
    };
    session.send("transform", { exhibitId, transform });
  } else if (roll < 0.8) session.send("release", { exhibitId });
  else if (roll < 0.85) session.send("configure", { exhibitId, variantId: pick(random, variantIds) });
  else if (roll < 0.88) session.send("reset", { exhibitId });
  else if (roll < 0.91) session.send("operate", { exhibitId, open: random() < 0.5 });
  else if (roll < 0.94) session.send("emote", { emote: pick(random, EMOTES) });
  else if (roll < 0.96) Object.assign(session.own, { x: coordinate(random, 6), z: coordinate(random, 5) });
  else await comeAndGo(bot, random);
}

/** Loses the socket and comes back: by the seat, by a new ticket over the old socket, or after a goodbye. */
async function comeAndGo(bot: VisitorBot, random: Random): Promise<void> {
  const how = random();
  if (how < 0.4) bot.session().drop();
  else if (how < 0.6) await bot.leave();
  const seat = how < 0.2;
  await bot.join(seat ? "seat" : "ticket").catch(() => bot.join("ticket"));
}

/** The room as one visitor has decoded it, without what passes by itself. */
function pictureOf(bot: VisitorBot): string {
  const state = bot.state();
  const visitors = [...state.visitors].map(([id, { name, slot, connected }]) => ({ id, name, slot, connected }));
  const exhibits = [...state.exhibits].map(([id, exhibit]) => ({ id, ...exhibit.toJSON() }));
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  return JSON.stringify({
    visitors: visitors.sort(byId),
    exhibits: exhibits.sort(byId),
    stock: [...state.stock].sort(),
  });
}

function placesOf(bot: VisitorBot): Map<string, Point> {
  const places = new Map<string, Point>();
  for (const [id, { slot }] of bot.state().visitors) {
    const { x, z } = newestPose(bot.session().book, slot) ?? { x: Number.NaN, z: Number.NaN };
    places.set(id, { x, z });
  }
  return places;
}

async function run(app: RunningApp, random: Random, rounds: number): Promise<void> {
  const options = { url: app.url, showroomId: FIXTURE.showroomId, layout };
  const bots = await Promise.all(
    Array.from({ length: BOTS }, (_, index) =>
      enterRoom({ ...options, name: `Bot ${index}`, analytics: index % 2 === 0 }),
    ),
  );
  for (let round = 0; round < rounds; round++) {
    await Promise.all(bots.map((bot) => act(bot, random)));
    await new Promise((resolve) => setTimeout(resolve, ROUND_MS));
    const holders = [...(bots[0] as VisitorBot).state().exhibits.values()].map((each) => each.heldBy).filter(Boolean);
    expect(new Set(holders).size, "nobody holds two").toBe(holders.length);
    for (const { x, z } of placesOf(bots[round % BOTS] as VisitorBot).values()) {
      // What is seen from a distance is coded in steps of 4 cm: half of one may reach into a wall.
      if (Number.isFinite(x)) expect(isFree(grown(space), { x, z }), `free at ${x}, ${z}`).toBe(true);
    }
  }
  for (const bot of bots) bot.goal = null;
  await waitFor("all to see the same", () => new Set(bots.map(pictureOf)).size === 1, 20_000);
  await waitFor("all to agree on where everybody stands", () => {
    const places = bots.map(placesOf);
    return places.every((each) => isSamePicture(each, places[0] as Map<string, Point>));
  });
  const first = bots[0] as VisitorBot;
  expect(first.state().visitors.size).toBe(BOTS);
  expect(bots.flatMap((bot) => bot.rejected).filter(({ code }) => code === "INTERNAL")).toEqual([]);
  await Promise.all(bots.map((bot) => bot.leave()));
}

/** Whether two bots see the same people within the 4 cm of the coarser coding. */
function isSamePicture(one: Map<string, Point>, other: Map<string, Point>): boolean {
  const isSame = ([id, { x, z }]: [string, Point]) => {
    const there = other.get(id);
    return there !== undefined && Math.hypot(there.x - x, there.z - z) < 0.045;
  };
  return one.size === BOTS && [...one].every(isSame);
}

/** The space with every wall thinner by the coarsest near coding's half quantum. */
function grown(tight: typeof space): typeof space {
  const slack = 0.021;
  const blocks = tight.blocks.map((each) => ({
    ...each,
    halfWidth: each.halfWidth - slack,
    halfDepth: each.halfDepth - slack,
  }));
  return { halfWidth: tight.halfWidth + slack, halfDepth: tight.halfDepth + slack, blocks };
}
