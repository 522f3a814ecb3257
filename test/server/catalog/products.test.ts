import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CatalogChange } from "../../../rooms/ports.ts";
import type { Product, ProductEdit } from "../../../rooms/protocol/catalog.ts";
import { makeMemberKey, registerMemberKey } from "../../../server/identity/member-keys.ts";
import { type Answer, ask, startVisit } from "../../support/ask.ts";
import { FIXTURE } from "../../support/fixture-shop.ts";
import { type RunningApp, startApp } from "../../support/start-app.ts";
import { waitFor } from "../../support/wait.ts";

let app: RunningApp;
let rivalKey: string;

beforeAll(async () => {
  app = await startApp();
  rivalKey = makeMemberKey("brand");
  await app.app.shop.showrooms.addBrand({ id: "rival", name: "Rival" });
  await registerMemberKey(rivalKey, { role: "brand-editor", brandId: "rival" }, app.app.shop.identityStore);
});
afterAll(() => app?.close());

const read = (productId: string): Promise<Answer> => ask(app.url, `GET /api/v1/products/${productId}`);
const etagOf = (answer: Answer): string => answer.headers.get("ETag") ?? "";

function editOf({ name, tagline, description, category, variants }: Product): ProductEdit {
  return { name, tagline, description, category, variants };
}

const put = (productId: string, body: unknown, etag: string | null, token = app.keys.brand): Promise<Answer> =>
  ask(app.url, `PUT /api/v1/products/${productId}`, {
    token,
    body,
    headers: etag === null ? {} : { "If-Match": etag },
  });

const make = async (prefix: string, name = `Made ${prefix}`): Promise<Answer> => {
  const variant = {
    id: `${prefix}-v`,
    sku: prefix.toUpperCase(),
    name: "One",
    priceMinor: 100,
    currency: "EUR",
    stock: 4,
  };
  const body: ProductEdit = { name, tagline: "", description: "", category: "made", variants: [variant] };
  return ask(app.url, "POST /api/v1/products", { token: app.keys.brand, body });
};

describe("reading products", () => {
  test("anybody lists a showroom's products, with stock and model", async () => {
    const { body } = await ask(app.url, `GET /api/v1/products?showroom=${FIXTURE.showroomId}`);
    expect(body.items.map((each: Product) => each.id).sort()).toEqual([...FIXTURE.productIds].sort());
    const stool = body.items.find((each: Product) => each.id === "stool");
    expect(stool.variants.map((each: { stock: number }) => each.stock)).toEqual([10, 3]);
    expect(stool.model).toMatchObject({ measures: { animations: ["open"], materialVariants: ["oak", "ink"] } });
  });

  test("a visitor lists the products of the brand that they visit", async () => {
    const { token } = await startVisit(app.url, FIXTURE.showroomId);
    const { body } = await ask(app.url, "GET /api/v1/products", { token });
    expect(body.items.every((each: Product) => each.brandId === FIXTURE.brandId)).toBe(true);
    expect(body.items.length).toBeGreaterThanOrEqual(3);
  });

  test("where several brands sell, somebody without one is asked whose products", async () => {
    expect(await ask(app.url, "GET /api/v1/products")).toMatchObject({ status: 422 });
    expect((await ask(app.url, "GET /api/v1/products?brand=rival")).body).toEqual({ items: [], nextCursor: null });
  });

  test("finds by words in any order and field, and by category", async () => {
    const find = async (query: string) =>
      (await ask(app.url, `GET /api/v1/products?brand=${FIXTURE.brandId}&${query}`)).body.items.map(
        (p: Product) => p.id,
      );
    expect(await find("q=tests+LAMP")).toEqual(["lamp"]);
    expect(await find("q=STOOL-INK")).toEqual(["stool"]);
    expect(await find("q=unicorn")).toEqual([]);
    expect(await find("category=Lighting")).toEqual(["lamp"]);
  });

  test("pages hold every product once, in order, while products come in between", async () => {
    for (const letter of ["a", "b", "c", "d"]) await make(`page-${letter}`, `Page ${letter}`);
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? "" : `&cursor=${cursor}`;
      const { body }: Answer = await ask(
        app.url,
        `GET /api/v1/products?brand=${FIXTURE.brandId}&q=page&limit=2${query}`,
      );
      names.push(...body.items.map((each: Product) => each.name));
      if (cursor === null) await make("page-early", "A page that sorts first");
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(names).toEqual(["Page a", "Page b", "Page c", "Page d"]);
  });

  test("a made-up cursor and limits out of range are refused", async () => {
    for (const query of ["cursor=!!!", "limit=0", "limit=101", "limit=x"]) {
      expect(await ask(app.url, `GET /api/v1/products?brand=rival&${query}`)).toMatchObject({ status: 422 });
    }
  });

  test("answers 304 while nothing changed, stock included", async () => {
    const first = await read("crate");
    const headers = { "If-None-Match": etagOf(first) };
    expect((await ask(app.url, "GET /api/v1/products/crate", { headers })).status).toBe(304);
    const stock = { token: app.keys.brand, body: { stock: 9 } };
    await ask(app.url, "PUT /api/v1/products/crate/variants/crate-oak/stock", stock);
    expect((await ask(app.url, "GET /api/v1/products/crate", { headers })).status).toBe(200);
  });

  test("what does not exist is not found", async () => {
    expect(await read("nothing")).toMatchObject({ status: 404, body: { error: { code: "NOT_FOUND" } } });
  });
});

describe("editing products", () => {
  test("a brand adds a product and finds it at its address", async () => {
    const made = await make("added");
    expect(made).toMatchObject({ status: 201, body: { brandId: FIXTURE.brandId, revision: 1, model: null } });
    const found = await ask(app.url, `GET ${made.headers.get("Location")}`);
    expect(found.body).toEqual(made.body);
  });

  test("an edit needs the version it starts from, and fails when somebody was faster", async () => {
    const { body: made, headers } = await make("edited");
    const etag = headers.get("ETag") ?? "";
    expect(await put(made.id, editOf(made), null)).toMatchObject({ status: 428 });
    const faster = await put(made.id, { ...editOf(made), name: "Faster" }, etag);
    expect(faster).toMatchObject({ status: 200, body: { name: "Faster", revision: 2 } });
    const slower = await put(made.id, { ...editOf(made), name: "Slower" }, etag);
    expect(slower).toMatchObject({ status: 412, body: { error: { code: "PRECONDITION_FAILED" } } });
    expect((await read(made.id)).body.name).toBe("Faster");
  });

  test("of two edits at the same moment exactly one wins", async () => {
    const { body: made, headers } = await make("raced");
    const etag = headers.get("ETag") ?? "";
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => put(made.id, { ...editOf(made), name: `Racer ${index}` }, etag)),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 412)).toHaveLength(9);
  });

  test("an edit of the text keeps a sale that happened meanwhile, and an edit of the stock adds to it", async () => {
    const { body: made, headers } = await make("sold");
    const brand = app.app.shop.keys.brand(FIXTURE.brandId);
    await app.redis.commands.hIncrBy(brand.stock, "sold-v", -1);
    const retitled = await put(made.id, { ...editOf(made), name: "Retitled" }, headers.get("ETag"));
    expect(retitled.body.variants[0].stock).toBe(3);
    await app.redis.commands.hIncrBy(brand.stock, "sold-v", -2);
    const [variant] = retitled.body.variants;
    const restocked = { ...editOf(retitled.body), variants: [{ ...variant, stock: variant.stock + 10 }] };
    const answer = await put(made.id, restocked, etagOf(retitled));
    expect(answer.body.variants[0].stock).toBe(11);
  });

  test("stock never goes below zero by an edit", async () => {
    const { body: made, headers } = await make("emptied");
    await app.redis.commands.hIncrBy(app.app.shop.keys.brand(FIXTURE.brandId).stock, "emptied-v", -3);
    const [variant] = made.variants;
    const answer = await put(made.id, { ...editOf(made), variants: [{ ...variant, stock: 0 }] }, headers.get("ETag"));
    expect(answer.body.variants[0].stock).toBe(0);
  });

  test("a variant id of another product is refused and changes nothing", async () => {
    const { body: made, headers } = await make("greedy");
    const stolen = { ...made.variants[0], id: "stool-oak" };
    const answer = await put(made.id, { ...editOf(made), variants: [stolen] }, headers.get("ETag"));
    expect(answer).toMatchObject({ status: 422, body: { error: { code: "VALIDATION_FAILED" } } });
    expect((await read(made.id)).body).toEqual(made);
  });

  test("a variant that is taken out is no longer sold", async () => {
    const { body: made, headers } = await make("renewed");
    const renewed = { ...made.variants[0], id: "renewed-w" };
    await put(made.id, { ...editOf(made), variants: [renewed] }, headers.get("ETag"));
    const { catalog } = app.app.shop;
    expect(await catalog.findVariant(FIXTURE.brandId, "renewed-v")).toBeNull();
    expect(await catalog.findVariant(FIXTURE.brandId, "renewed-w")).toMatchObject({ variant: { stock: 4 } });
  });

  test("prices are whole and not negative, currencies do not mix, and all problems come together", async () => {
    const bad = { id: "x", sku: "no spaces", name: "", priceMinor: -1, currency: "euro", stock: 1.5 };
    const body = { name: "", tagline: "", description: "", category: "c", variants: [bad] };
    const answer = await ask(app.url, "POST /api/v1/products", { token: app.keys.brand, body });
    expect(answer.status).toBe(422);
    expect(answer.body.error.details.length).toBeGreaterThanOrEqual(6);
  });
});

describe("tenants", () => {
  test("another brand's key changes nothing of this brand", async () => {
    const before = await read("stool");
    const attempts = [
      await put("stool", editOf(before.body), etagOf(before), rivalKey),
      await ask(app.url, "PUT /api/v1/products/stool/variants/stool-oak/stock", {
        token: rivalKey,
        body: { stock: 0 },
      }),
      await ask(app.url, "PUT /api/v1/products/stool/model", { token: rivalKey, body: new Uint8Array(20) }),
    ];
    for (const attempt of attempts)
      expect(attempt).toMatchObject({ status: 403, body: { error: { code: "FORBIDDEN" } } });
    expect((await read("stool")).body).toEqual(before.body);
  });

  test("another brand's key lists its own products only", async () => {
    expect((await ask(app.url, "GET /api/v1/products", { token: rivalKey })).body.items).toEqual([]);
  });

  test("a brand that uses the same variant id has a stock of its own", async () => {
    const variant = { id: "stool-oak", sku: "R", name: "R", priceMinor: 1, currency: "EUR", stock: 77 };
    const body = { name: "R", tagline: "", description: "", category: "c", variants: [variant] };
    expect((await ask(app.url, "POST /api/v1/products", { token: rivalKey, body })).status).toBe(201);
    expect((await read("stool")).body.variants[0].stock).toBe(10);
  });
});

describe("changes", () => {
  test("reach a subscriber in the order in which they were made, until it stops listening", async () => {
    const { body: made } = await make("watched");
    const heard: CatalogChange[] = [];
    const stop = app.app.shop.ports.catalog.subscribe(FIXTURE.brandId, (change) => heard.push(change));
    const setStock = (stock: number) =>
      ask(app.url, `PUT /api/v1/products/${made.id}/variants/watched-v/stock`, {
        token: app.keys.brand,
        body: { stock },
      });
    for (const stock of [3, 2, 1]) await setStock(stock);
    await put(made.id, { ...editOf(made), name: "Renamed" }, etagOf(await read(made.id)));
    await waitFor("four changes", () => heard.length === 4);
    expect(heard.slice(0, 3)).toEqual([3, 2, 1].map((stock) => ({ kind: "stock", variantId: "watched-v", stock })));
    expect(heard[3]).toMatchObject({ kind: "product", product: (await read(made.id)).body });
    stop();
    const another: CatalogChange[] = [];
    app.app.shop.ports.catalog.subscribe(FIXTURE.brandId, (change) => another.push(change));
    await setStock(0);
    await waitFor("the change at the other listener", () => another.length === 1);
    expect(heard).toHaveLength(4);
  });

  test("of one brand are not heard by another", async () => {
    const rival: CatalogChange[] = [];
    const own: CatalogChange[] = [];
    app.app.shop.ports.catalog.subscribe("rival", (change) => rival.push(change));
    app.app.shop.ports.catalog.subscribe(FIXTURE.brandId, (change) => own.push(change));
    await make("private");
    await waitFor("the own change", () => own.length === 1);
    expect(rival).toEqual([]);
  });

  test("are told anew after Redis was away, because messages may be lost", async () => {
    const heard: CatalogChange[] = [];
    app.app.shop.ports.catalog.subscribe(FIXTURE.brandId, (change) => heard.push(change));
    await app.redis.commands.sendCommand(["CLIENT", "KILL", "TYPE", "pubsub"]);
    await waitFor("all products again", () =>
      FIXTURE.productIds.every((id) => heard.some((each) => each.kind === "product" && each.product.id === id)),
    );
  });
});
