import { afterAll, beforeAll, expect, test } from "vitest";
import { seedShop } from "../../server/seed.ts";
import { ask } from "../support/ask.ts";
import { FIXTURE, fixtureContent } from "../support/fixture-shop.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";

let app: RunningApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const seedAgain = (content = fixtureContent) => seedShop(content, app.app.shop);

test("furnishing a shop again changes nothing, not even what the brand changed", async () => {
  const read = () => ask(app.url, "GET /api/v1/products/stool");
  const { body: stool, headers } = await read();
  const { name: _, id: _id, brandId: _b, model: _m, revision: _r, updatedAt: _u, ...edit } = stool;
  await ask(app.url, "PUT /api/v1/products/stool", {
    token: app.keys.brand,
    headers: { "If-Match": headers.get("ETag") ?? "" },
    body: { ...edit, name: "Our own stool" },
  });
  const before = [await read(), await ask(app.url, `GET /api/v1/showrooms/${FIXTURE.showroomId}`)];
  await seedAgain();
  const after = [await read(), await ask(app.url, `GET /api/v1/showrooms/${FIXTURE.showroomId}`)];
  expect(after.map((answer) => answer.body)).toEqual(before.map((answer) => answer.body));
});

test("a demo model that is refused leaves its product without one, and the next start tries again", async () => {
  const id = "late";
  const [first] = fixtureContent.seedProducts;
  const variants = first!.variants.map((each) => ({ ...each, id: `late-${each.id}` }));
  const late = { ...first!, id, variants };
  const readModel = async () => (await ask(app.url, `GET /api/v1/products/${id}`)).body.model;
  const seedProducts = [late];
  await seedAgain({ ...fixtureContent, seedProducts, buildSeedModel: async () => new Uint8Array(8) });
  expect(await readModel()).toBeNull();
  await seedAgain({ ...fixtureContent, seedProducts });
  expect(await readModel()).toMatchObject({ measures: { triangles: 12 } });
});
