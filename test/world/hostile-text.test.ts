import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enterRoom, type VisitorBot } from "../../client-demo/bots/visitor-bot.ts";
import { ask } from "../support/ask.ts";
import { FIXTURE, fixtureContent } from "../support/fixture-shop.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";
import { waitFor } from "../support/wait.ts";

const { layout } = fixtureContent.seedShowroom;
const { showroomId } = FIXTURE;

/** Half of a pair of surrogates, as JSON may spell it: bytes that say another length than the text has. */
const HALVES = ["\ud800".repeat(24), "x\ud800", "\udc00x", "\ud83d".repeat(24), "Mia\udfff\ud800"];

describe("a text that is half a character", () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app?.close());

  it("is nobody's name, so that whoever comes later sees everybody and every exhibit", async () => {
    for (const displayName of HALVES) {
      const body = { showroomId, displayName, consent: { analytics: false } };
      const refused = await ask(app.url, "POST /api/v1/guests", { body });
      expect(refused).toMatchObject({ status: 422, body: { error: { code: "VALIDATION_FAILED" } } });
    }
    const bots: VisitorBot[] = [];
    for (const name of ["Mia", "Tom", "Zoe 👩\u200d🚀"])
      bots.push(await enterRoom({ url: app.url, showroomId, layout, name }));
    const token = bots[0]?.guest.token;
    for (const displayName of HALVES) {
      const renamed = await ask(app.url, "PATCH /api/v1/guests/me", {
        body: { displayName },
        ...(token ? { token } : {}),
      });
      expect(renamed.status).toBe(422);
    }
    const late = await enterRoom({ url: app.url, showroomId, layout, name: "Late" });
    await waitFor("all four", () => late.state().visitors.size === 4);
    const seen = [...late.state().visitors.values()].map(({ name }) => name).sort();
    expect(seen).toEqual(["Late", "Mia", "Tom", "Zoe 👩\u200d🚀"]);
    expect(late.state().exhibits.size).toBe(layout.exhibits.length);
    // The client spells a half as bytes that are no text: its own socket may be closed for that, and nobody else is told.
    for (const text of HALVES.slice(0, 2)) bots[1]?.session().send("chat", { text });
    late.session().send("chat", { text: "whole" });
    // Whoever comes in is sent the last lines.
    const reader = await enterRoom({ url: app.url, showroomId, layout, name: "Reader" });
    expect(reader.session().chat.map(({ text }) => text)).toContain("whole");
    expect(reader.session().chat.every(({ text }) => text.isWellFormed())).toBe(true);
    await Promise.all([...bots, late, reader].map((bot) => bot.leave().catch(() => {})));
  });

  it("is refused of a product and of a showroom before it is stored", async () => {
    const token = app.keys.brand;
    const [product] = fixtureContent.seedProducts;
    const { id: _, ...edit } = product as (typeof fixtureContent.seedProducts)[number];
    for (const name of HALVES) {
      expect((await ask(app.url, "POST /api/v1/products", { token, body: { ...edit, name } })).status).toBe(422);
      const body = { name, preset: "open-hall" };
      expect((await ask(app.url, "POST /api/v1/showrooms", { token, body })).status).toBe(422);
    }
    const description = "An emoji cut in two \ud83d";
    expect((await ask(app.url, "POST /api/v1/products", { token, body: { ...edit, description } })).status).toBe(422);
    expect((await ask(app.url, "GET /api/v1/products")).status).toBe(200);
  });
});
