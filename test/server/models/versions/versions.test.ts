import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inspectInThread } from "../../../../assets/inspection/inspect-in-thread.ts";
import type { CatalogChange } from "../../../../rooms/ports.ts";
import type { ModelVersion } from "../../../../rooms/protocol/goods.ts";
import { ask } from "../../../support/ask.ts";
import { FIXTURE } from "../../../support/fixture-shop.ts";
import { buildBox } from "../../../support/models/build-box.ts";
import { plainPrepare } from "../../../support/models/plain-prepare.ts";
import { addBrand, type OtherBrand } from "../../../support/other-brand.ts";
import { type RunningApp, startApp } from "../../../support/start-app.ts";
import { waitFor } from "../../../support/wait.ts";

let app: RunningApp;
let other: OtherBrand;
let nowMs = Date.parse("2026-05-04T10:00:00Z");
/** Files whose preparation waits until they are taken out. */
const held = new Set<string>();

beforeAll(async () => {
  const gate = async (fileName: string, signal: AbortSignal | undefined) => {
    await waitFor("the gate", () => !held.has(fileName) || signal?.aborted, 20_000);
  };
  app = await startApp({
    settings: { GOODS_WORKERS: "2" },
    clock: { now: () => nowMs },
    pipeline: { runPrepare: plainPrepare(gate), inspect: inspectInThread },
  });
  other = await addBrand(app, "tern");
});
afterAll(() => app?.close());

const asBrand = (request: string, body?: unknown) => ask(app.url, request, { token: app.keys.brand, body });
const at = (productId: string, rest = "") => `/api/v1/products/${productId}/model/versions${rest}`;
const shelf = async (productId: string) => (await ask(app.url, `GET /api/v1/products/${productId}`)).body.model;

let boxes = 0;
async function upload(productId: string, publish = "manual", fileName = "box.glb"): Promise<ModelVersion> {
  const box = await buildBox(0.3, 0.4, 0.5 + 0.001 * ++boxes);
  const answer = await asBrand(`POST ${at(productId)}?publish=${publish}&fileName=${fileName}`, box);
  expect(answer.status).toBe(202);
  return answer.body;
}

const read = async (version: ModelVersion) =>
  (await asBrand(`GET ${at(version.productId, `/${version.id}`)}`)).body as ModelVersion;

const reach = (version: ModelVersion, state: ModelVersion["state"]) =>
  waitFor(`${version.fileName} to be ${state}`, async () => {
    const now = await read(version);
    return now.state === state && now;
  });

describe("a version", () => {
  test("goes from queued to ready, with a report and the files that were made", async () => {
    const added = await upload("crate");
    expect(added).toMatchObject({ state: "queued", model: null, isOnShelf: false, publishedAt: null });
    const ready = await reach(added, "ready");
    expect(ready).toMatchObject({ stage: null, progress: 1, refusal: null, report: { hash: added.original.hash } });
    expect(ready.model).toMatchObject({ versionId: added.id, measures: { triangles: 12 } });
    expect(ready.model?.hash).not.toBe(added.original.hash);
    expect((await fetch(app.url + ready.model?.url)).status).toBe(200);
    expect((await shelf("crate")).versionId).not.toBe(added.id);
  });

  test("that is no model is refused with what is wrong with it, and cannot be published", async () => {
    const { body } = await asBrand(`POST ${at("crate")}?publish=when-ready`, new TextEncoder().encode("no model"));
    const refused = await reach(body, "refused");
    expect(refused.refusal).toMatchObject({ code: "MODEL_INVALID", findings: [{ severity: "error" }] });
    const answer = await asBrand(`POST ${at("crate", `/${body.id}/publish`)}`, {});
    expect(answer).toMatchObject({ status: 409, body: { error: { code: "VERSION_NOT_READY" } } });
  });

  test("is watched at little cost: an answer that is known is not sent again", async () => {
    const path = `GET ${at("crate")}`;
    const first = await asBrand(path);
    const headers = { "If-None-Match": first.headers.get("ETag") ?? "", "Cache-Control": "no-cache" };
    expect((await ask(app.url, path, { token: app.keys.brand, headers })).status).toBe(304);
    await reach(await upload("crate"), "ready");
    expect((await ask(app.url, path, { token: app.keys.brand, headers })).status).toBe(200);
  });

  test("is nobody else's to see or to change", async () => {
    const version = await reach(await upload("crate"), "ready");
    const requests = [
      `GET ${at("crate")}`,
      `GET ${at("crate", `/${version.id}`)}`,
      `DELETE ${at("crate", `/${version.id}/schedule`)}`,
      ...["cancel", "retry", "share"].map((action) => `POST ${at("crate", `/${version.id}/${action}`)}`),
    ];
    for (const request of requests)
      expect((await ask(app.url, request, { token: other.key })).status, request).toBe(403);
    const publish = `POST ${at("crate", `/${version.id}/publish`)}`;
    expect((await ask(app.url, publish, { token: other.key, body: {} })).status).toBe(403);
    const elsewhere = await ask(app.url, `GET ${at(other.productId, `/${version.id}`)}`, { token: other.key });
    expect(elsewhere.status).toBe(404);
  });
});

describe("the shelf", () => {
  test("gets a version that was uploaded to be shown when it is ready, and rooms are told", async () => {
    const heard: CatalogChange[] = [];
    const stop = app.app.shop.ports.catalog.subscribe(FIXTURE.brandId, (change) => heard.push(change));
    const added = await upload("lamp", "when-ready");
    await waitFor("the shelf", async () => (await shelf("lamp")).versionId === added.id);
    const told = await waitFor("the rooms' message", () => heard.find(({ kind }) => kind === "product"));
    expect(told).toMatchObject({ product: { model: { versionId: added.id, outputs: { levels: [] } } } });
    expect(
      await waitFor("the note", async () => (await read(added)).publishedAt !== null && read(added)),
    ).toMatchObject({
      isOnShelf: true,
      publishedAt: "2026-05-04T10:00:00.000Z",
    });
    stop();
  });

  test("shows what was put at once, then what was made of it", async () => {
    const put = await asBrand("PUT /api/v1/products/lamp/model", await buildBox(0.9, 0.4, 0.5));
    const { versionId, hash, outputs } = put.body.model;
    expect(outputs).toBeUndefined();
    const model = await waitFor("the swap", async () => {
      const now = await shelf("lamp");
      return now.outputs && now;
    });
    expect(model.versionId).toBe(versionId);
    expect(model.hash).not.toBe(hash);
  });

  test("keeps the newer one when an older upload is ready later", async () => {
    held.add("slow.glb");
    const older = await upload("lamp", "when-ready", "slow.glb");
    await reach(older, "optimising");
    const newer = await upload("lamp", "when-ready");
    await waitFor("the newer", async () => (await shelf("lamp")).versionId === newer.id);
    held.delete("slow.glb");
    await reach(older, "ready");
    expect((await shelf("lamp")).versionId).toBe(newer.id);
  });

  test("is rolled back by publishing an older version", async () => {
    const [newest, older] = [
      await reach(await upload("lamp"), "ready"),
      (await asBrand(`GET ${at("lamp")}`)).body.items,
    ];
    expect((await asBrand(`POST ${at("lamp", `/${newest.id}/publish`)}`, {})).body.isOnShelf).toBe(true);
    const before = older.find((each: ModelVersion) => each.state === "ready" && each.id !== newest.id);
    const answer = await asBrand(`POST ${at("lamp", `/${before.id}/publish`)}`, {});
    expect(answer.body).toMatchObject({ id: before.id, isOnShelf: true });
    expect((await shelf("lamp")).versionId).toBe(before.id);
    expect((await read(newest)).isOnShelf).toBe(false);
  });

  test("changes at the time that was set, unless that was taken back", async () => {
    const version = await reach(await upload("lamp"), "ready");
    const later = new Date(nowMs + 3_600_000).toISOString();
    const publish = `POST ${at("lamp", `/${version.id}/publish`)}`;
    expect((await asBrand(publish, { at: later })).body).toMatchObject({ publishAt: later, isOnShelf: false });
    const taken = await asBrand(`DELETE ${at("lamp", `/${version.id}/schedule`)}`);
    expect(taken.body.publishAt).toBeNull();
    await asBrand(publish, { at: later });
    nowMs += 3_600_000;
    await waitFor("the time", async () => (await shelf("lamp")).versionId === version.id);
    expect(await read(version)).toMatchObject({ publishAt: null, publishedAt: later });
  });
});

describe("work on a version", () => {
  test("is cancelled in the middle, and done once more when that is asked", async () => {
    held.add("stopped.glb");
    const version = await upload("stool", "manual", "stopped.glb");
    await reach(version, "optimising");
    expect((await asBrand(`POST ${at("stool", `/${version.id}/cancel`)}`)).body.state).toBe("cancelled");
    const again = await asBrand(`POST ${at("stool", `/${version.id}/cancel`)}`);
    expect(again).toMatchObject({ status: 409, body: { error: { code: "VERSION_DONE" } } });
    held.delete("stopped.glb");
    expect((await asBrand(`POST ${at("stool", `/${version.id}/retry`)}`)).body.state).toBe("queued");
    await reach(version, "ready");
    expect((await asBrand(`POST ${at("stool", `/${version.id}/retry`)}`)).status).toBe(409);
  });

  test("in another unit is a new version of the same file", async () => {
    const version = await reach(await upload("stool"), "ready");
    const answer = await asBrand(`POST ${at("stool", `/${version.id}/rescale`)}`, { factor: 0.001 });
    expect(answer).toMatchObject({
      status: 202,
      body: { number: version.number + 1, original: { hash: version.original.hash } },
    });
    expect(await reach(answer.body, "ready")).toMatchObject({ report: { extentMetres: [1, 1, 0.001] } });
  });
});

describe("a shared report", () => {
  test("can be read with its token and nothing else", async () => {
    const version = await reach(await upload("stool"), "ready");
    const share = await asBrand(`POST ${at("stool", `/${version.id}/share`)}`);
    expect(share).toMatchObject({ status: 201, body: { token: expect.stringMatching(/^[\w-]{22}$/) } });
    const shared = (authorization: string) =>
      ask(app.url, "GET /api/v1/reports/shared", { headers: { Authorization: authorization } });
    const answer = await shared(`Report ${share.body.token}`);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        productName: "Stool",
        brandName: "Nordlys",
        version: { id: version.id, report: { fileName: "box.glb" } },
      },
    });
    for (const wrong of ["Report", `Report ${"A".repeat(22)}`, `Bearer ${share.body.token}`])
      expect((await shared(wrong)).status, wrong).toBe(401);
    expect(
      (await ask(app.url, `GET ${at("stool")}`, { headers: { Authorization: `Report ${share.body.token}` } })).status,
    ).toBe(401);
    const stored = await app.redis.commands.keys("*report-share*");
    expect(stored.join()).not.toContain(share.body.token);
  });
});

describe("the queue", () => {
  test("takes fifty versions of one brand, and the next when one is done", async () => {
    held.add("many.glb");
    const waiting = [];
    for (let count = 0; count < 50; count++) waiting.push(await upload("crate", "manual", "many.glb"));
    const answer = await asBrand(`POST ${at("crate")}?fileName=many.glb`, await buildBox(1, 1, 1));
    expect(answer).toMatchObject({ status: 429, body: { error: { code: "QUEUE_FULL" } } });
    const [first] = waiting;
    if (first) await asBrand(`POST ${at("crate", `/${first.id}/cancel`)}`);
    await upload("crate", "manual", "many.glb");
    held.delete("many.glb");
  });
});
