import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, startVisit, takeTicket } from "../../support/ask.ts";
import { FIXTURE } from "../../support/fixture-shop.ts";
import { type RunningApp, startApp } from "../../support/start-app.ts";

const { showroomId, brandId } = FIXTURE;
const clock = { skewMs: 0, now: () => Date.now() + clock.skewMs };
let app: RunningApp;

beforeAll(async () => {
  app = await startApp({ clock });
});
afterAll(() => app?.close());

const refusalOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "no refusal",
    (error: { code?: string }) => error.code,
  );

describe("a visit", () => {
  test("is made for a showroom and tells who one is", async () => {
    const visit = await startVisit(app.url, showroomId, "  Ada  ");
    expect(visit.visitor).toMatchObject({ displayName: "Ada" });
    expect(visit.consent).toEqual({ analytics: true });
    const me = await ask(app.url, "GET /api/v1/guests/me", { token: visit.token });
    expect(me.body).toEqual(visit);
  });

  test("of a showroom that does not exist is refused", async () => {
    const body = { showroomId: "nowhere", displayName: "Ada", consent: { analytics: false } };
    expect(await ask(app.url, "POST /api/v1/guests", { body })).toMatchObject({
      status: 404,
      body: { error: { code: "NOT_FOUND" } },
    });
  });

  test("with several mistakes is told all of them", async () => {
    const answer = await ask(app.url, "POST /api/v1/guests", { body: { displayName: "\u202eevil", extra: 1 } });
    expect(answer.status).toBe(422);
    const paths = answer.body.error.details.map((problem: { path: string }) => problem.path);
    expect(paths).toEqual(expect.arrayContaining(["showroomId", "displayName", "consent", ""]));
  });

  test("without a token asks to sign in, and says how", async () => {
    const answer = await ask(app.url, "GET /api/v1/guests/me");
    expect(answer).toMatchObject({ status: 401, body: { error: { code: "UNAUTHENTICATED" } } });
    expect(answer.headers.get("WWW-Authenticate")).toBe("Bearer");
  });

  test("with a tampered token is refused", async () => {
    const { token } = await startVisit(app.url, showroomId);
    const [header, payload, signature] = token.split(".");
    const claims = JSON.parse(Buffer.from(payload!, "base64url").toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, brandId: "other" })).toString("base64url");
    for (const bad of [`${header}.${forged}.${signature}`, `${header}.${payload}.`, "nonsense", "vt_brand_x"]) {
      const answer = await ask(app.url, "GET /api/v1/guests/me", { token: bad });
      expect(answer).toMatchObject({ status: 401, body: { error: { code: "UNAUTHENTICATED" } } });
    }
  });

  test("ends after 24 hours", async () => {
    const { token } = await startVisit(app.url, showroomId);
    clock.skewMs = 24 * 3600_000 + 1_000;
    const answer = await ask(app.url, "GET /api/v1/guests/me", { token });
    clock.skewMs = 0;
    expect(answer).toMatchObject({ status: 401, body: { error: { code: "SESSION_EXPIRED" } } });
  });

  test("changes its name with a new token and keeps id, colour and consent", async () => {
    const before = await startVisit(app.url, showroomId);
    const body = { displayName: "Grace" };
    const answer = await ask(app.url, "PATCH /api/v1/guests/me", { token: before.token, body });
    expect(answer.body.visitor).toEqual({ ...before.visitor, displayName: "Grace" });
    expect(answer.body.consent).toEqual(before.consent);
  });

  test("that withdraws consent has none from then on, whatever an older token says", async () => {
    const { token, visitor } = await startVisit(app.url, showroomId, "Ada", true);
    await ask(app.url, "PATCH /api/v1/guests/me", { token, body: { consent: { analytics: false } } });
    expect(await app.app.shop.identity.readConsent(brandId, visitor.id)).toEqual({ analytics: false });
    const me = await ask(app.url, "GET /api/v1/guests/me", { token });
    expect(me.body.consent).toEqual({ analytics: false });
    const claims = await app.app.shop.identity.redeemTicket(await takeTicket(app.url, showroomId, token), showroomId);
    expect(claims.consent).toEqual({ analytics: false });
  });
});

describe("a ticket", () => {
  test("lets its visitor in once", async () => {
    const { token, visitor } = await startVisit(app.url, showroomId);
    const ticket = await takeTicket(app.url, showroomId, token);
    const { identity } = app.app.shop;
    const claims = await identity.redeemTicket(ticket, showroomId);
    expect(claims).toMatchObject({ visitor, showroomId, actor: { role: "guest", id: visitor.id, brandId } });
    expect(await refusalOf(identity.redeemTicket(ticket, showroomId))).toBe("TICKET_USED");
  });

  test("is used up once even when it is redeemed many times at the same moment", async () => {
    const { token } = await startVisit(app.url, showroomId);
    const ticket = await takeTicket(app.url, showroomId, token);
    const { identity } = app.app.shop;
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => refusalOf(identity.redeemTicket(ticket, showroomId))),
    );
    expect(outcomes.filter((outcome) => outcome === "no refusal")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "TICKET_USED")).toHaveLength(19);
  });

  test("for another showroom, a tampered one and a visit's token are refused and use nothing up", async () => {
    const { token } = await startVisit(app.url, showroomId);
    const ticket = await takeTicket(app.url, showroomId, token);
    const { identity } = app.app.shop;
    expect(await refusalOf(identity.redeemTicket(ticket, "elsewhere"))).toBe("TICKET_INVALID");
    expect(await refusalOf(identity.redeemTicket(`${ticket}x`, showroomId))).toBe("TICKET_INVALID");
    expect(await refusalOf(identity.redeemTicket(token, showroomId))).toBe("TICKET_INVALID");
    expect(await refusalOf(identity.redeemTicket(ticket, showroomId))).toBe("no refusal");
  });

  test("is worth nothing after 60 seconds", async () => {
    const { token } = await startVisit(app.url, showroomId);
    const ticket = await takeTicket(app.url, showroomId, token);
    clock.skewMs = 61_000;
    const refusal = await refusalOf(app.app.shop.identity.redeemTicket(ticket, showroomId));
    clock.skewMs = 0;
    expect(refusal).toBe("TICKET_INVALID");
  });

  test("is no session", async () => {
    const { token } = await startVisit(app.url, showroomId);
    const ticket = await takeTicket(app.url, showroomId, token);
    expect(await ask(app.url, "GET /api/v1/guests/me", { token: ticket })).toMatchObject({ status: 401 });
  });

  test("is not given for a showroom of another brand", async () => {
    const layout = (await app.app.shop.showrooms.readShowroom(showroomId)).layout;
    const rival = { id: "rival", name: "Rival" };
    await app.app.shop.showrooms.addBrand(rival);
    await app.app.shop.showrooms.addShowroom(rival, { id: "rival-room", name: "Rival's", layout });
    const { token } = await startVisit(app.url, showroomId);
    expect(await ask(app.url, "POST /api/v1/showrooms/rival-room/tickets", { token })).toMatchObject({ status: 403 });
    expect(await ask(app.url, "POST /api/v1/showrooms/nowhere/tickets", { token })).toMatchObject({ status: 404 });
  });
});
