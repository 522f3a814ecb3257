import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const server = resolve(import.meta.dirname, "../../../server");
const names = (await readdir(server, { recursive: true })).filter((name) => name.endsWith(".lua")).sort();

/** What a script does, its keys, arguments and results; lines that go on are indented. */
const HEADER =
  /^-- (?<what>[A-Z](?:.|\n-- (?=\S))+?\.)\n-- Keys: (?<keys>.+(?:\n-- {2,}.+)*)\n-- Arguments: (?<arguments>.+(?:\n-- {2,}.+)*)\n-- Returns: (?<returns>.+(?:\n-- {2,}.+)*)\n(?!--)/;

/** The numbers with which a part of a header lists keys or arguments: `1 cart, 2 stock, 3… consent`. */
const numbersOf = (part: string) =>
  [...part.matchAll(/(?:^|,\s(?:--\s+)?|\n--\s+)(\d+)…?\s/g)].map(([, number]) => number);

/** The numbers by which a script uses one of its tables. */
const usesOf = (code: string, table: "KEYS" | "ARGV") =>
  [...new Set([...code.matchAll(new RegExp(`\\b${table}\\[(\\d+)\\]`, "g"))].map(([, number]) => number))].sort(
    (one, other) => Number(one) - Number(other),
  );

test("there are scripts to look at", () => {
  expect(names.length).toBeGreaterThan(15);
});

describe.each(names)("%s", async (name) => {
  const source = await readFile(join(server, name), "utf8");
  const header = HEADER.exec(source);

  test("begins with what it does, its keys, its arguments and what it returns", () => {
    expect(header?.groups).toMatchObject({ what: expect.stringMatching(/^[A-Z][a-z]+s /) });
  });

  test("numbers its keys and arguments from 1, each that it uses among them", () => {
    const { keys = "", arguments: given = "" } = header?.groups ?? {};
    for (const [part, table] of [
      [keys, "KEYS"],
      [given, "ARGV"],
    ] as const) {
      const listed = numbersOf(part);
      expect(listed, table).toEqual(listed.map((_, index) => String(index + 1)));
      expect(listed, table).toEqual(expect.arrayContaining(usesOf(source, table)));
    }
  });

  test("names what is its own in camelCase", () => {
    const locals = [...source.matchAll(/\blocal (?:function )?([\w, ]+)/g)].flatMap(([, list = ""]) =>
      list.split(", "),
    );
    expect(locals.filter((each) => !/^[a-z][A-Za-z]*\s?$/.test(each) && each !== "_")).toEqual([]);
  });
});
