/*
 * Makes a data directory for test/fixtures with the program as it is now:
 *
 *     node test/support/make-stored-data.ts 0.2
 *
 * For a release whose stored data differs from the last one's. What is there already is never made anew: it is what
 * a program of its time really left behind.
 */
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { enterRoom, type VisitorBot } from "../../client-demo/bots/visitor-bot.ts";
import type { ModelVersion } from "../../rooms/protocol/goods.ts";
import type { NewMember } from "../../rooms/protocol/identity.ts";
import { FIXTURE, fixtureContent } from "./fixture-shop.ts";
import { buildBox } from "./models/build-box.ts";
import { type RunningApp, startApp } from "./start-app.ts";
import { askAs, placeOf, questionsAbout, STORED_PREFIX, type StoredAnswers, UPLOADED_PRODUCT } from "./stored-data.ts";
import { waitFor } from "./wait.ts";

const PREPARED_MS = 300_000;
const CENTURY_SECONDS = 100 * 365 * 24 * 3600;

type AskAs = ReturnType<typeof askAs>;

async function expectStatus(status: number, answer: ReturnType<AskAs>) {
  const { status: found, body, headers } = await answer;
  if (found !== status) throw new Error(`${found} instead of ${status}: ${JSON.stringify(body)}`);
  return { body, headers };
}

/** Adds a product and a model for it, which is prepared and put on the shelf. */
async function addProduct(asked: AskAs): Promise<ModelVersion> {
  const { name, variantId } = UPLOADED_PRODUCT;
  const variant = { id: variantId, sku: "TABLE", name: "Oak", priceMinor: 24_900, currency: "EUR", stock: 7 };
  const edit = { name, tagline: "Beside the sofa", description: "", category: "furniture", variants: [variant] };
  const { body: product } = await expectStatus(201, asked("brand", "POST /api/v1/products", edit));
  const at = `/api/v1/products/${product.id}/model/versions`;
  const box = await buildBox(0.5, 0.4, 0.5);
  const { body } = await expectStatus(202, asked("brand", `POST ${at}?publish=when-ready&fileName=table.glb`, box));
  return body;
}

/** Waits until the models of all products are prepared and on the shelf. */
function shelveAll(asked: AskAs): Promise<boolean> {
  const isShelved = async ({ id }: { readonly id: string }): Promise<boolean> => {
    const { body } = await expectStatus(200, asked("brand", `GET /api/v1/products/${id}/model/versions`));
    return body.items.every(({ state, isOnShelf }: ModelVersion) => state === "ready" && isOnShelf);
  };
  const areAll = async () => {
    const { body } = await expectStatus(200, asked("nobody", "GET /api/v1/products"));
    return (await Promise.all(body.items.map(isShelved))).every(Boolean);
  };
  return waitFor("the models", areAll, PREPARED_MS);
}

/** Saves a draft in which the hall is deeper than the one that is published. */
async function saveDraft(asked: AskAs): Promise<void> {
  const path = `/api/v1/showrooms/${FIXTURE.showroomId}/draft`;
  const { body, headers } = await expectStatus(200, asked("brand", `GET ${path}`));
  const { layout, basedOn } = body;
  const edit = { layout: { ...layout, depth: layout.depth + 2 }, basedOn, savedBy: "Ida" };
  await expectStatus(200, asked("brand", `PUT ${path}`, edit, { "If-Match": headers.get("ETag") ?? "" }));
}

/** Makes somebody a member by an invitation. */
async function inviteMember(asked: AskAs): Promise<NewMember> {
  const who = { name: "Mo", role: "brand-editor" };
  const { body } = await expectStatus(201, asked("brand", "POST /api/v1/members/invitations", who));
  return (await expectStatus(201, asked("nobody", "POST /api/v1/members/acceptances", { code: body.code }))).body;
}

/** Walks up to the stool, turns it, buys two and leaves a lamp in the cart. */
async function visit({ url }: RunningApp): Promise<VisitorBot> {
  const { layout } = fixtureContent.seedShowroom;
  const bot = await enterRoom({ url, showroomId: FIXTURE.showroomId, layout, name: "Ada" });
  bot.goal = { x: -3, z: 1.6 };
  await waitFor("arrival", () => Math.hypot(bot.session().own.x + 3, bot.session().own.z - 1.6) < 0.1);
  bot.face({ x: -3, z: 0 });
  bot.session().send("inspect", { exhibitId: "exhibit-stool", inspecting: true });
  bot.session().send("configure", { exhibitId: "exhibit-stool", variantId: "stool-ink" });
  await waitFor("the variant", () => bot.state().exhibits.get("exhibit-stool")?.variantId === "stool-ink");
  const cart = await (await bot.ask("PUT", "/cart/lines/stool-ink", { quantity: 2 })).json();
  const payment = { provider: "test", method: "test-approve" };
  const request = { expectedTotalMinor: cart.totalMinor, payment };
  const order = await bot.ask("POST", "/orders", request, { "Idempotency-Key": "stored" });
  if (order.status !== 201) throw new Error(`no order: ${await order.text()}`);
  await bot.ask("PUT", "/cart/lines/lamp-oak", { quantity: 1 });
  if (bot.rejected.length > 0) throw new Error(`the room refused: ${JSON.stringify(bot.rejected)}`);
  await bot.leave();
  return bot;
}

/**
 * Lets what would be forgotten in hours or days stay for a century, because a fixture must not melt; what lasts a
 * minute (request limits, used tickets) may go. Then writes the append-only file anew, as commands that can be read,
 * without the thousands that reported how the preparation of a model went.
 */
async function tidyStore({ redis: { commands } }: RunningApp): Promise<void> {
  for (const key of await commands.keys(`${STORED_PREFIX}:*`)) {
    if ((await commands.ttl(key)) > 3600) await commands.expire(key, CENTURY_SECONDS);
  }
  await commands.configSet("aof-use-rdb-preamble", "no");
  await commands.bgRewriteAof();
  await waitFor("the append-only file", async () => {
    const state = await commands.info("persistence");
    return /aof_rewrite_scheduled:0/.test(state) && /aof_rewrite_in_progress:0/.test(state);
  });
}

async function fill(app: RunningApp): Promise<StoredAnswers> {
  const alone = askAs(app, { guestToken: "", invitedKey: "" });
  const version = await addProduct(alone);
  await shelveAll(alone);
  await saveDraft(alone);
  const { key: invitedKey } = await inviteMember(alone);
  const { guest } = await visit(app);
  await waitFor("the events", async () => {
    await app.app.shop.events.flush();
    const { body } = await expectStatus(200, alone("marketer", "GET /api/v1/events"));
    return body.items.some(({ type }: { readonly type: string }) => type === "visitor.left");
  });
  const secrets = { guestToken: guest.token, invitedKey };
  const asked = askAs(app, secrets);
  const answers = [];
  for (const [as, request] of questionsAbout(version.productId, version.id)) {
    answers.push({ as, request, body: (await expectStatus(200, asked(as, request))).body });
  }
  return { leftAt: new Date().toISOString(), ...secrets, answers };
}

async function make(madeBy: string): Promise<void> {
  const { directory, answersFile } = placeOf(madeBy);
  await mkdir(dirname(directory), { recursive: true });
  await mkdir(directory);
  const app = await startApp({ settings: { GOODS_WORKERS: "1", REDIS_KEY_PREFIX: STORED_PREFIX } });
  try {
    const stored = await fill(app);
    await tidyStore(app);
    await app.close({ keepData: true });
    await cp(app.dataDirectory, directory, { recursive: true });
    await writeFile(answersFile, `${JSON.stringify(stored, null, 2)}\n`);
  } finally {
    await rm(app.dataDirectory, { recursive: true, force: true });
  }
}

const [madeBy = ""] = process.argv.slice(2);
if (!/^\d+\.\d+$/.test(madeBy)) throw new Error("Say the program's version, such as 0.2");
await make(madeBy);
