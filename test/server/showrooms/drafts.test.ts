import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShowroomLayout } from "../../../rooms/protocol/showroom.ts";
import { ask } from "../../support/ask.ts";
import { FIXTURE, fixtureContent } from "../../support/fixture-shop.ts";
import { type RunningApp, startApp } from "../../support/start-app.ts";

let app: RunningApp;
const { layout } = fixtureContent.seedShowroom;
const gallery = `/api/v1/showrooms/${FIXTURE.showroomId}`;

beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => await app?.close());

const call = (request: string, body?: unknown, etag?: string) =>
  ask(app.url, request, {
    token: app.keys.brand,
    ...(body === undefined ? {} : { body }),
    ...(etag === undefined ? {} : { headers: { "If-Match": etag } }),
  });
const etagOf = (answer: { readonly headers: Headers }) => answer.headers.get("ETag") ?? "";
const wider = (metres: number): ShowroomLayout => ({ ...layout, width: layout.width + metres });

async function addShowroom(preset = "cabinet"): Promise<string> {
  const answer = await call("POST /api/v1/showrooms", { name: `Room ${crypto.randomUUID()}`, preset });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

describe("a brand's showrooms", () => {
  it("are added empty from every preset, with an entrance that is free, and listed for their brand alone", async () => {
    const ids = [];
    for (const preset of ["open-hall", "two-rooms", "corridor", "courtyard", "cabinet"]) {
      const id = await addShowroom(preset);
      ids.push(id);
      const read = await call(`GET /api/v1/showrooms/${id}`);
      const put = await call(`PUT /api/v1/showrooms/${id}/layout`, read.body.layout, etagOf(read));
      expect(put.status, JSON.stringify(put.body)).toBe(200);
    }
    const mine = await call("GET /api/v1/showrooms?mine=true");
    const listed = mine.body.items.map((each: { id: string }) => each.id);
    expect(listed).toEqual(expect.arrayContaining([...ids, FIXTURE.showroomId]));
  });

  it("are renamed against the version that was read", async () => {
    const id = await addShowroom();
    const read = await call(`GET /api/v1/showrooms/${id}`);
    const renamed = await call(`PATCH /api/v1/showrooms/${id}`, { name: "Spring" }, etagOf(read));
    expect(renamed.body).toMatchObject({ name: "Spring", revision: 2 });
    const late = await call(`PATCH /api/v1/showrooms/${id}`, { name: "Autumn" }, etagOf(read));
    expect(late.body.error.code).toBe("PRECONDITION_FAILED");
  });

  it("are changed by a key of their brand only", async () => {
    const asGuest = await ask(app.url, `GET ${gallery}/draft`);
    expect(asGuest.status).toBe(401);
    const asMarketer = await ask(app.url, "POST /api/v1/showrooms", {
      token: app.keys.marketer,
      body: { name: "No", preset: "cabinet" },
    });
    expect(asMarketer.status).toBe(403);
  });
});

describe("a layout draft", () => {
  it("begins as what is published, is saved version by version and is seen by no visitor", async () => {
    const first = await call(`GET ${gallery}/draft`);
    expect(first.body).toMatchObject({ revision: 0, basedOn: 1, layout });
    const saved = await call(`PUT ${gallery}/draft`, { layout: wider(1), basedOn: 1, savedBy: "Ada" }, etagOf(first));
    expect(saved.body).toMatchObject({ revision: 1, savedBy: "Ada" });
    expect((await call(`GET ${gallery}`)).body).toMatchObject({ revision: 1, layout });
    expect((await call(`GET ${gallery}/draft`)).body).toEqual(saved.body);
  });

  it("lets the second of two editors know who was first, and keeps what the first saved", async () => {
    const seen = await call(`GET ${gallery}/draft`);
    const ada = await call(`PUT ${gallery}/draft`, { layout: wider(2), basedOn: 1, savedBy: "Ada" }, etagOf(seen));
    const bo = await call(`PUT ${gallery}/draft`, { layout: wider(3), basedOn: 1, savedBy: "Bo" }, etagOf(seen));
    expect(bo.status).toBe(412);
    expect(bo.body.error).toMatchObject({ code: "PRECONDITION_FAILED", details: { savedBy: "Ada", revision: 2 } });
    expect((await call(`GET ${gallery}/draft`)).body.layout.width).toBe(layout.width + 2);
    const onTop = await call(`PUT ${gallery}/draft`, { layout: wider(3), basedOn: 1, savedBy: "Bo" }, etagOf(ada));
    expect(onTop.status).toBe(200);
  });

  it("is published once, by who has seen its last version, and the next draft counts on", async () => {
    const draft = await call(`GET ${gallery}/draft`);
    const wrong = await call(`POST ${gallery}/publish`, undefined, '"1.0"');
    expect(wrong.status).toBe(412);
    const published = await call(`POST ${gallery}/publish`, undefined, etagOf(draft));
    expect(published.status).toBe(200);
    expect(published.body).toMatchObject({ showroom: { revision: 2, layout: { width: layout.width + 3 } } });
    expect(etagOf(published)).toBe(`"2.${draft.body.revision}"`);
    expect((await call(`GET ${gallery}`)).body.layout.width).toBe(layout.width + 3);
    expect(etagOf(await call(`GET ${gallery}/draft`))).toBe(etagOf(published));
    const stale = await call(`PUT ${gallery}/draft`, { layout, basedOn: 2 }, etagOf(draft));
    expect(stale.status).toBe(412);
  });

  it("is not published over a layout that was changed past it", async () => {
    const id = await addShowroom();
    const path = `/api/v1/showrooms/${id}`;
    const read = await call(`GET ${path}`);
    const draft = await call(`GET ${path}/draft`);
    const mine = { ...read.body.layout, height: 4 };
    const saved = await call(`PUT ${path}/draft`, { layout: mine, basedOn: 1 }, etagOf(draft));
    await call(`PUT ${path}/layout`, { ...read.body.layout, height: 5 }, etagOf(read));
    const refused = await call(`POST ${path}/publish`, undefined, etagOf(saved));
    expect(refused.body.error).toMatchObject({ code: "PRECONDITION_FAILED", details: { published: { revision: 2 } } });
    const onTop = await call(`PUT ${path}/draft`, { layout: mine, basedOn: 2 }, etagOf(saved));
    const published = await call(`POST ${path}/publish`, undefined, etagOf(onTop));
    expect(published.body.showroom).toMatchObject({ revision: 3, layout: { height: 4 } });
  });

  it("may be unfinished, but not be published so", async () => {
    const id = await addShowroom();
    const path = `/api/v1/showrooms/${id}`;
    const draft = await call(`GET ${path}/draft`);
    const { layout: empty } = draft.body;
    const blocked = {
      ...empty,
      fixtures: [{ id: "plinth", kind: "plinth", ...empty.entrance, radius: undefined, width: 1, depth: 1, height: 1 }],
      exhibits: [
        {
          id: "ghost",
          productId: "nothing",
          mount: "floor",
          transform: { x: 99, y: 0, z: 0, yaw: 0, scale: 1 },
          limits: { reach: 1, lift: 1, minScale: 1, maxScale: 1 },
        },
      ],
    };
    const saved = await call(`PUT ${path}/draft`, { layout: blocked, basedOn: 1 }, etagOf(draft));
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
    const refused = await call(`POST ${path}/publish`, undefined, etagOf(saved));
    expect(refused.body.error.code).toBe("VALIDATION_FAILED");
    const messages = refused.body.error.details.map((each: { message: string }) => each.message).join("\n");
    expect(messages).toMatch(/no product nothing/);
    expect(messages).toMatch(/entrance is blocked/);
    expect(messages).toMatch(/outside of the hall/);
    const twice = { ...blocked, exhibits: [blocked.exhibits[0], blocked.exhibits[0]] };
    const doubled = await call(`PUT ${path}/draft`, { layout: twice, basedOn: 1 }, etagOf(saved));
    expect(doubled.status).toBe(422);
  });
});
