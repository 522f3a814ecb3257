import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { readConfig, settings } from "../../../server/process/config.ts";

function problemsOf(environment: Record<string, string>): readonly string[] {
  const result = readConfig(environment);
  return result.ok ? [] : result.problems;
}

describe("settings", () => {
  test("an empty environment gives a complete configuration", () => {
    const result = readConfig({});
    expect(result).toMatchObject({ ok: true, config: { PORT: 3000, DATA_DIR: "./data", REDIS_KEY_PREFIX: "vitrine" } });
  });

  test("the configuration is frozen", () => {
    const result = readConfig({});
    expect(result.ok && Object.isFrozen(result.config)).toBe(true);
  });

  test("every problem is reported at once, each with the name of its setting", () => {
    const problems = problemsOf({ PORT: "70000", REDIS_URL: "http://x", LOG_LEVEL: "loud", SESSION_SECRET: "short" });
    expect(problems).toEqual([
      "PORT must be at most 65535",
      "REDIS_URL must be an address such as redis://localhost:6379",
      "LOG_LEVEL must be a level such as info or warn",
      "SESSION_SECRET must have at least 32 characters",
    ]);
  });

  test.each(["abc", "-1", "3.5", "1e3", " 80"])("PORT=%j is refused", (PORT) => {
    expect(problemsOf({ PORT })).toEqual(["PORT must be a whole number"]);
  });

  test("a room may be set to hold up to 4,000", () => {
    expect(readConfig({ ROOM_VISITORS_MAX: "4000" })).toMatchObject({ ok: true, config: { ROOM_VISITORS_MAX: 4_000 } });
    expect(problemsOf({ ROOM_VISITORS_MAX: "4001" })).toEqual(["ROOM_VISITORS_MAX must be at most 4000"]);
  });

  test("an empty variable counts as absent", () => {
    expect(readConfig({ PORT: "", REDIS_URL: "", ALLOWED_ORIGINS: "" })).toMatchObject({
      ok: true,
      config: { PORT: 3000, ALLOWED_ORIGINS: [] },
    });
  });

  test("allowed origins are a list, reduced to their origin", () => {
    const result = readConfig({ ALLOWED_ORIGINS: "https://a.example/, http://b.example:8080/path" });
    expect(result).toMatchObject({
      ok: true,
      config: { ALLOWED_ORIGINS: ["https://a.example", "http://b.example:8080"] },
    });
    expect(problemsOf({ ALLOWED_ORIGINS: "https://a.example,*" })).toHaveLength(1);
  });

  test("a secret never appears in a problem", () => {
    expect(problemsOf({ SESSION_SECRET: "hunter2" }).join()).not.toContain("hunter2");
  });

  test("docs/configuration.md lists every setting with its default and meaning, in order", async () => {
    const page = await readFile("docs/configuration.md", "utf8");
    const rows = [...page.matchAll(/^\| `([A-Z0-9_]+)` \| (.*?) \| (.*) \|$/gm)].map(([, ...cells]) => cells);
    const described = Object.entries(settings).map(([name, schema]) => {
      const preset = schema.def.type === "prefault" ? schema.def.defaultValue : "";
      return [name, preset === "" ? "–" : `\`${preset}\``, schema.description];
    });
    expect(rows).toEqual(described);
  });
});
