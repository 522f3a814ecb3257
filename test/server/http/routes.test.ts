import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { ACTIONS } from "../../../rooms/protocol/identity.ts";
import { assertRoutes, type Route, route } from "../../../server/http/route.ts";
import { ask } from "../../support/ask.ts";
import { type RunningApp, startApp } from "../../support/start-app.ts";

let app: RunningApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const declared = (changes: object): Route => ({
  ...route({
    method: "get",
    path: "/api/v1/things",
    summary: "List things",
    tag: "Things",
    action: "public.read",
    responses: { 200: { description: "Things" } },
    handle: () => ({ status: 200 }),
  }),
  ...changes,
});

describe("declared routes", () => {
  test("without an action, or with one that the table does not know, stop the server from starting", () => {
    expect(() => assertRoutes([declared({ action: undefined })])).toThrow(
      "GET /api/v1/things declares no known action",
    );
    expect(() => assertRoutes([declared({ action: "things.read" })])).toThrow("declares no known action");
  });

  test("that are declared twice, or lack a schema for their parameters, do so too", () => {
    expect(() => assertRoutes([declared({}), declared({})])).toThrow("declared twice");
    expect(() => assertRoutes([declared({ path: "/api/v1/things/{id}" })])).toThrow("no schema for its parameters");
    const params = z.object({ id: z.string() });
    expect(() => assertRoutes([declared({ path: "/api/v1/things/{id}", params })])).not.toThrow();
  });

  test("of the server all declare an action of the table", () => {
    for (const each of app.app.shop.routes) expect(ACTIONS).toContain(each.action);
  });
});

describe("the answer to", () => {
  test("an unknown address, a wrong method and unreadable JSON has the one error shape", async () => {
    const unknown = await ask(app.url, "GET /api/v1/nothing");
    expect(unknown).toMatchObject({ status: 404, body: { error: { code: "NOT_FOUND", message: expect.any(String) } } });
    const method = await ask(app.url, "DELETE /api/v1/guests");
    expect(method).toMatchObject({ status: 405, body: { error: { code: "METHOD_NOT_ALLOWED" } } });
    expect(method.headers.get("Allow")).toBe("POST");
    const send = (body: string, type: string) =>
      fetch(`${app.url}/api/v1/guests`, { method: "POST", body, headers: { "Content-Type": type } });
    expect((await send("{", "application/json")).status).toBe(400);
    expect((await send("{}", "text/plain")).status).toBe(415);
    expect((await send(JSON.stringify("x".repeat(70_000)), "application/json")).status).toBe(413);
  });

  test("a badly encoded address is a refusal, not a failure", async () => {
    expect((await ask(app.url, "GET /api/v1/products/%E0%A4%A")).status).toBe(400);
  });

  test("every request carries an id, a strict content policy and no trace of the framework", async () => {
    const { headers } = await ask(app.url, "GET /api/v1/showrooms");
    expect(headers.get("X-Request-Id")).toMatch(/^[0-9a-f-]{36}$/);
    const policy = headers.get("Content-Security-Policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).not.toContain("unsafe-inline");
    expect(headers.get("X-Powered-By")).toBeNull();
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
  });
});

describe("the API document", () => {
  test("describes every route with its parameters and answers, as OpenAPI 3.1", async () => {
    const { body: document } = await ask(app.url, "GET /api/openapi.json");
    expect(document.openapi).toBe("3.1.0");
    for (const { method, path, params, responses } of app.app.shop.routes) {
      const operation = document.paths[path]?.[method];
      expect([path, typeof operation?.summary]).toEqual([path, "string"]);
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(Object.keys(responses)));
      const named = (operation.parameters ?? []).filter((each: { in: string }) => each.in === "path");
      expect(named).toHaveLength(params ? (path.match(/\{/g)?.length ?? 0) : 0);
    }
    const described = Object.values(document.paths).flatMap((item) => Object.keys(item as object));
    expect(described).toHaveLength(app.app.shop.routes.length);
  });

  test("names each operation once and refers only to what it contains", async () => {
    const { body: document } = await ask(app.url, "GET /api/openapi.json");
    const operations = Object.values(document.paths).flatMap((item) => Object.values(item as object));
    const ids = operations.map((each: { operationId: string }) => each.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] ?? "");
    for (const reference of references) {
      const target = reference.split("/").reduce((node, key) => node?.[key], document);
      expect([reference, typeof target]).toEqual([reference, "object"]);
    }
  });

  test("has the version of the program that answers", async () => {
    const { body: document } = await ask(app.url, "GET /api/openapi.json");
    const manifest = JSON.parse(await readFile(new URL("../../../package.json", import.meta.url), "utf8"));
    expect(document.info.version).toBe(manifest.version);
  });

  test("says which operations are open to everybody", async () => {
    const { body: document } = await ask(app.url, "GET /api/openapi.json");
    expect(document.paths["/api/v1/products"].get.security).toContainEqual({});
    expect(document.paths["/api/v1/products"].post.security).toEqual([{ bearer: [] }]);
  });

  test("can be read on a page that needs no other server", async () => {
    const page = await ask(app.url, "GET /api/docs");
    expect(page.headers.get("Content-Type")).toContain("text/html");
    const addresses = [...String(page.body).matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? "");
    expect(addresses).toHaveLength(4);
    for (const address of addresses) expect([address, (await fetch(app.url + address)).status]).toEqual([address, 200]);
    expect((await ask(app.url, "GET /api/docs/package.json")).status).toBe(404);
  });
});
