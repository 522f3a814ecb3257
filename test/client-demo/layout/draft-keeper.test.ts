import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDraftKeeper, type DraftKeeper } from "../../../client-demo/layout/editing/draft-keeper.ts";
import { errorFromReply } from "../../../client-demo/sdk/api-error.ts";
import type { ShowroomCalls } from "../../../client-demo/sdk/showrooms.ts";
import type { ShowroomLayout } from "../../../rooms/protocol/showroom.ts";
import { ask } from "../../support/ask.ts";
import { type RunningApp, startApp } from "../../support/start-app.ts";

let app: RunningApp;
let showroomId: string;
const keepers: DraftKeeper[] = [];

beforeAll(async () => {
  app = await startApp();
});
beforeEach(async () => {
  for (const keeper of keepers.splice(0)) keeper.dispose();
  showroomId = (await call("POST", "", { name: "Room", preset: "cabinet" })).body.id;
});
afterAll(async () => await app?.close());

async function call(method: string, path: string, body?: unknown, etag?: string) {
  const headers: Record<string, string> = etag === undefined ? {} : { "If-Match": etag };
  const request = { token: app.keys.brand, headers, ...(body === undefined ? {} : { body }) };
  const answer = await ask(app.url, `${method} /api/v1/showrooms${path}`, request);
  if (answer.status >= 400) throw errorFromReply(answer.status, answer.body);
  return { body: answer.body, etag: answer.headers.get("ETag") ?? "" };
}

const calls: ShowroomCalls = {
  listOwnShowrooms: async () => (await call("GET", "?mine=true")).body.items,
  readShowroom: async (id) => (await call("GET", `/${id}`)).body,
  createShowroom: async (body) => (await call("POST", "", body)).body,
  renameShowroom: async (id, name, revision) => (await call("PATCH", `/${id}`, { name }, `"${revision}"`)).body,
  async readDraft(id) {
    const { body: draft, etag } = await call("GET", `/${id}/draft`);
    return { draft, etag };
  },
  async saveDraft(id, edit, seen) {
    const { body: draft, etag } = await call("PUT", `/${id}/draft`, edit, seen);
    return { draft, etag };
  },
  async publishDraft(id, seen) {
    const { body, etag } = await call("POST", `/${id}/publish`, undefined, seen);
    return { ...body, etag };
  },
};

async function open(name: string): Promise<{ keeper: DraftKeeper; layout: ShowroomLayout }> {
  const showroom = await calls.readShowroom(showroomId);
  const version = await calls.readDraft(showroomId);
  const keeper = createDraftKeeper({ calls, showroom, version, savedBy: () => name });
  keepers.push(keeper);
  return { keeper, layout: version.draft.layout };
}

const stateOf = ({ save }: DraftKeeper) => save.value.state;

describe("keeping a draft", () => {
  it("saves what is noted, publishes it, and goes on from there", async () => {
    const { keeper, layout } = await open("Ada");
    keeper.note({ ...layout, height: 3.6 });
    expect(stateOf(keeper)).toBe("waiting");
    expect(await keeper.publish()).toBe(true);
    expect(keeper.published.value).toMatchObject({ revision: 2, layout: { height: 3.6 } });
    keeper.note({ ...layout, height: 3.8 });
    expect(await keeper.publish()).toBe(true);
    expect(keeper.published.value.revision).toBe(3);
  });

  it("notices another editor, loses neither's work and lets the second one choose", async () => {
    const [ada, bo] = [await open("Ada"), await open("Bo")];
    ada.keeper.note({ ...ada.layout, height: 3.6 });
    await ada.keeper.flush();
    bo.keeper.note({ ...bo.layout, width: 10 });
    expect(await bo.keeper.flush()).toBe(false);
    expect(bo.keeper.save.value).toMatchObject({ state: "conflict", conflict: { who: "Ada", isPublished: false } });
    expect((await calls.readDraft(showroomId)).draft.layout.width).toBe(9);
    expect(bo.keeper.keepMine()).toMatchObject({ height: 3.6, width: 10 });
    expect(await bo.keeper.flush()).toBe(true);
    expect((await calls.readDraft(showroomId)).draft.layout).toMatchObject({ height: 3.6, width: 10 });
    expect(await ada.keeper.refresh()).toMatchObject({ height: 3.6, width: 10 });
  });

  it("takes theirs when asked to", async () => {
    const [ada, bo] = [await open("Ada"), await open("Bo")];
    ada.keeper.note({ ...ada.layout, height: 3.6 });
    await ada.keeper.flush();
    bo.keeper.note({ ...bo.layout, width: 10 });
    await bo.keeper.flush();
    expect(bo.keeper.takeTheirs()).toMatchObject({ height: 3.6, width: 9 });
    expect(await bo.keeper.flush()).toBe(true);
    expect((await calls.readDraft(showroomId)).draft.revision).toBe(1);
  });

  it("is not asked when another editor has only published what both see", async () => {
    const [ada, bo] = [await open("Ada"), await open("Bo")];
    ada.keeper.note({ ...ada.layout, height: 3.6 });
    await ada.keeper.flush();
    await bo.keeper.refresh();
    expect(await ada.keeper.publish()).toBe(true);
    bo.keeper.note({ ...bo.layout, height: 3.6, width: 10 });
    expect(await bo.keeper.publish()).toBe(true);
    expect(bo.keeper.published.value).toMatchObject({ revision: 3, layout: { width: 10 } });
  });

  it("tells of a layout that was published past the draft, and publishes on top of it when asked to", async () => {
    const { keeper, layout } = await open("Ada");
    keeper.note({ ...layout, width: 10 });
    await keeper.flush();
    await call("PUT", `/${showroomId}/layout`, { ...layout, height: 3 }, '"1"');
    expect(await keeper.publish()).toBe(false);
    expect(keeper.save.value).toMatchObject({ state: "conflict", conflict: { isPublished: true } });
    expect(keeper.keepMine()).toMatchObject({ width: 10, height: 3 });
    expect(await keeper.publish()).toBe(true);
    expect(keeper.published.value).toMatchObject({ revision: 3, layout: { width: 10, height: 3 } });
  });

  it("publishes on top of a layout that it agrees with in all but the revision", async () => {
    const { keeper, layout } = await open("Ada");
    keeper.note({ ...layout, height: 3 });
    await keeper.flush();
    await call("PUT", `/${showroomId}/layout`, { ...layout, height: 3 }, '"1"');
    expect(await keeper.publish()).toBe(false);
    expect(keeper.takeTheirs()).toMatchObject({ height: 3 });
    keeper.note({ ...layout, height: 3.2 });
    expect(await keeper.publish()).toBe(true);
  });
});
