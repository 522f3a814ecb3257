import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Invitation, MemberRole, NewMember } from "../../../rooms/protocol/identity.ts";
import { ensureMemberKeys } from "../../../server/identity/member-keys.ts";
import { ask } from "../../support/ask.ts";
import { FIXTURE } from "../../support/fixture-shop.ts";
import { type RunningApp, startApp } from "../../support/start-app.ts";

let app: RunningApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const INVITE = "POST /api/v1/members/invitations";
const ACCEPT = "POST /api/v1/members/acceptances";

async function invite(name: string, role: MemberRole, token = app.keys.brand, brandId?: string): Promise<Invitation> {
  const { status, body } = await ask(app.url, INVITE, { token, body: { name, role, ...(brandId ? { brandId } : {}) } });
  expect(status).toBe(201);
  return body as Invitation;
}

async function join(name: string, role: MemberRole): Promise<NewMember> {
  const { code } = await invite(name, role);
  const { status, body } = await ask(app.url, ACCEPT, { body: { code } });
  expect(status).toBe(201);
  return body as NewMember;
}

const editStock = (token: string) =>
  ask(app.url, "PUT /api/v1/products/stool/variants/stool-oak/stock", { token, body: { stock: 5 } });

describe("an invitation", () => {
  test("becomes a key that opens what its role may do", async () => {
    const editor = await join("Ida", "brand-editor");
    expect(editor).toMatchObject({ name: "Ida", role: "brand-editor", brandName: "Nordlys" });
    expect((await editStock(editor.key)).status).toBe(200);
    const marketer = await join("Mo", "marketer");
    expect((await editStock(marketer.key)).status).toBe(403);
    expect((await ask(app.url, "GET /api/v1/analytics/summary", { token: marketer.key })).status).not.toBe(403);
  });

  test("is good once, also for two who come at the same moment", async () => {
    const { code } = await invite("Twice", "marketer");
    const answers = await Promise.all([1, 2, 3].map(() => ask(app.url, ACCEPT, { body: { code } })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 410, 410]);
    const unknown = `vi_${"a".repeat(43)}`;
    expect(await ask(app.url, ACCEPT, { body: { code: unknown } })).toMatchObject({
      status: 410,
      body: { error: { code: "INVITATION_INVALID" } },
    });
  });

  test("is not in Redis in a form that could be used", async () => {
    const { code } = await invite("Quiet", "marketer");
    const names = await app.redis.commands.keys("*");
    expect(names.some((name) => name.includes(":invitation:"))).toBe(true);
    expect(names.join("\n")).not.toContain(code);
  });

  test("is given by colleagues for their own brand only, by the operator for any, by nobody else", async () => {
    const body = { name: "Eve", role: "marketer", brandId: "elsewhere" };
    expect((await ask(app.url, INVITE, { token: app.keys.brand, body })).status).toBe(403);
    expect((await ask(app.url, INVITE, { token: app.keys.operator, body })).status).toBe(404);
    expect(
      (await ask(app.url, INVITE, { token: app.keys.operator, body: { name: "Eve", role: "marketer" } })).status,
    ).toBe(422);
    expect((await ask(app.url, INVITE, { token: app.keys.marketer, body })).status).toBe(403);
    expect((await ask(app.url, INVITE, { body })).status).toBe(401);
    expect(
      (await ask(app.url, INVITE, { token: app.keys.brand, body: { name: "Eve", role: "operator" } })).status,
    ).toBe(422);
    await invite("Eve", "marketer", app.keys.operator, FIXTURE.brandId);
  });
});

describe("a member", () => {
  test("stays when the key of the post is renewed, and is shut out when removed", async () => {
    const { key } = await join("Nils", "brand-editor");
    await ensureMemberKeys(FIXTURE.brandId, app.app.shop.keyFiles, app.app.shop.identityStore);
    expect((await editStock(key)).status).toBe(200);
    const { body } = await ask(app.url, "GET /api/v1/members", { token: app.keys.brand });
    const { items } = body as { items: { id: string; name: string }[] };
    const nils = items.find(({ name }) => name === "Nils");
    expect(JSON.stringify(items)).not.toContain(key.slice(-43));
    const path = `DELETE /api/v1/members/${nils?.id}`;
    expect((await ask(app.url, path, { token: app.keys.marketer })).status).toBe(403);
    expect((await ask(app.url, path, { token: app.keys.brand })).status).toBe(204);
    expect((await ask(app.url, path, { token: app.keys.brand })).status).toBe(404);
    expect((await editStock(key)).status).toBe(401);
  });

  test("of a new brand comes by the operator's invitation and sees nothing of the others", async () => {
    const brand = { id: "sval", name: "Sval" };
    const BRANDS = "POST /api/v1/brands";
    expect((await ask(app.url, BRANDS, { token: app.keys.brand, body: brand })).status).toBe(403);
    expect((await ask(app.url, BRANDS, { token: app.keys.operator, body: brand })).status).toBe(201);
    const taken = await ask(app.url, BRANDS, { token: app.keys.operator, body: { ...brand, name: "Other" } });
    expect(taken.status).toBe(422);
    const { code } = await invite("Ada", "brand-editor", app.keys.operator, "sval");
    const { body } = await ask(app.url, ACCEPT, { body: { code } });
    const { key } = body as NewMember;
    expect((await editStock(key)).status).toBe(403);
    const members = await ask(app.url, "GET /api/v1/members", { token: key });
    expect((members.body as { items: unknown[] }).items).toHaveLength(1);
    expect((await ask(app.url, `GET /api/v1/members?brand=${FIXTURE.brandId}`, { token: key })).status).toBe(403);
  });
});
