import type { Product } from "../../rooms/protocol/catalog.ts";
import { EMOTES } from "../../rooms/protocol/room/messages.ts";
import type { ShowroomLayout } from "../../rooms/protocol/showroom.ts";
import { type Point, spaceOf } from "../../rooms/simulation/space.ts";
import { findPath, placeBefore } from "../sdk/walk-to.ts";
import { pick } from "./random.ts";
import type { VisitorBot } from "./visitor-bot.ts";

export type MindOptions = {
  readonly bot: VisitorBot;
  readonly layout: ShowroomLayout;
  readonly products: ReadonlyMap<string, Product>;
  readonly random: () => number;
  readonly signal: AbortSignal;
};

const STAND_BEFORE_M = 1.8;
const ARRIVED_M = 0.15;
const LINES = [
  "What a light this makes",
  "Try the other colour",
  "That one is lovely",
  "Is it heavy?",
  "I like it by the window",
];

/** Lets a bot spend its visit like a shopper: walks from exhibit to exhibit, looks, handles, tries, sometimes buys. */
export async function liveVisit(options: MindOptions): Promise<void> {
  const { bot, layout, random, signal } = options;
  while (!signal.aborted && bot.closed.length === 0) {
    const { id, productId } = pick(random, layout.exhibits);
    const exhibit = bot.state().exhibits.get(id);
    if (!exhibit) return;
    await walkBefore(options, exhibit);
    bot.face(exhibit);
    await rest(1_500 + random() * 4_000, signal);
    if (random() < 0.35) await handle(options, id);
    const product = options.products.get(productId);
    if (product) await consider(options, id, product);
    if (random() < 0.15) bot.session().send("emote", { emote: pick(random, EMOTES) });
    if (random() < 0.05) bot.session().send("chat", { text: pick(random, LINES) });
  }
}

/** Tries another variant at times, and buys more seldom. */
async function consider(options: MindOptions, exhibitId: string, product: Product): Promise<void> {
  const { bot, random } = options;
  if (random() < 0.3) bot.session().send("configure", { exhibitId, variantId: pick(random, product.variants).id });
  if (random() < 0.12) await buy(options, product);
}

async function walkBefore({ bot, layout, signal }: MindOptions, target: Point): Promise<void> {
  const space = spaceOf(layout);
  const { own } = bot.session();
  const place = placeBefore(space, own, target, STAND_BEFORE_M);
  for (const corner of (place && findPath(space, own, place)) ?? []) {
    bot.goal = corner;
    const deadline = performance.now() + 20_000;
    const isThere = () => Math.hypot(own.x - corner.x, own.z - corner.z) < ARRIVED_M;
    while (!isThere() && performance.now() < deadline && !signal.aborted) await rest(50, signal);
  }
  bot.goal = null;
}

/** Picks an exhibit up, turns it round a bit and puts it back. */
async function handle({ bot, random, signal }: MindOptions, exhibitId: string): Promise<void> {
  const session = bot.session();
  const exhibit = bot.state().exhibits.get(exhibitId);
  if (!exhibit) return;
  session.send("grab", { exhibitId });
  await rest(300, signal);
  if (exhibit.heldBy !== bot.guest.visitor.id) return;
  const { x, y, z, yaw, scale } = exhibit;
  const speed = (random() - 0.5) * 2;
  for (let step = 1; step <= 40 && !signal.aborted; step++) {
    session.send("transform", {
      exhibitId,
      transform: { x, y: y + Math.sin(step / 13) * 0.1, z, yaw: yaw + speed * step * 0.05, scale },
    });
    await rest(60, signal);
  }
  session.send("reset", { exhibitId });
  session.send("release", { exhibitId });
}

async function buy({ bot, random }: MindOptions, product: Product): Promise<void> {
  const variant = pick(random, product.variants);
  const added = await bot.ask("PUT", `/cart/lines/${variant.id}`, { quantity: 1 });
  if (!added.ok || random() < 0.4) return;
  const { totalMinor } = (await added.json()) as { totalMinor: number };
  const body = { expectedTotalMinor: totalMinor, payment: { provider: "test", method: "test-approve" } };
  await bot.ask("POST", "/orders", body, { "Idempotency-Key": crypto.randomUUID() });
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
