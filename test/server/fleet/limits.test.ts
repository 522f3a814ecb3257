import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask } from "../../support/ask.ts";
import { type RunningApp, startApp } from "../../support/start-app.ts";

let app: RunningApp;

beforeAll(async () => {
  app = await startApp({ settings: { RATE_LIMIT_FACTOR: "1", TRUST_PROXY: "1" }, content: null });
});
afterAll(() => app?.close());

const from = (address: string) => ({ "X-Forwarded-For": address });

describe("limits", () => {
  test("an address may ask so often, is told how much is left, and then when to come back", async () => {
    const enter = (address: string) =>
      ask(app.url, "POST /matchmake/joinOrCreate/showroom", { body: {}, headers: from(address) });
    const first = await enter("10.0.0.1");
    expect(first.headers.get("RateLimit-Policy")).toBe('"matchmake";q=120;w=60');
    expect(first.headers.get("RateLimit")).toMatch(/^"matchmake";r=119;t=\d+$/);
    const rest = await Promise.all(Array.from({ length: 125 }, () => enter("10.0.0.1")));
    const refused = rest.filter((answer) => answer.status === 429);
    expect(refused).toHaveLength(6);
    expect(refused[0]?.body).toMatchObject({ code: 429, error: "RATE_LIMITED" });
    expect(Number(refused[0]?.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect((await enter("10.0.0.2")).status).toBe(422);
  });

  test("what an asker writes before the proxy's own entry counts for nothing", async () => {
    const visit = (forwarded: string) =>
      ask(app.url, "POST /api/v1/guests", {
        body: { showroomId: "none", displayName: "A", consent: { analytics: false } },
        headers: from(forwarded),
      });
    const answers = [];
    for (let index = 0; index < 62; index++) answers.push(await visit(`1.2.3.${index}, 10.0.0.9`));
    expect(answers.map((answer) => answer.status).slice(-3)).toEqual([404, 429, 429]);
    expect(answers.at(-1)?.body.error.code).toBe("RATE_LIMITED");
  });
});
