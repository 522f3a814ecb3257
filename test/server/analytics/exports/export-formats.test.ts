import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BehaviourEvent } from "../../../../rooms/protocol/events.ts";
import { EVENT_FIELDS, fromEntry, toEntry } from "../../../../server/analytics/collect/event-entries.ts";
import { EXPORT_FORMATS, guardFormula } from "../../../../server/analytics/exports/export-formats.ts";
import { eventsOf } from "../event-arbitraries.ts";
import { readCsv } from "../read-csv.ts";

const event: BehaviourEvent = {
  id: "e1",
  type: "product.inspected",
  time: "2026-01-10T10:00:00.000Z",
  visitor: "ann",
  productId: "-odd",
  dwellMs: 1_200,
};

describe("event entries", () => {
  test("come back from the stream as they went in", () => {
    fc.assert(
      fc.property(eventsOf(20), (events) => {
        for (const each of events) {
          const entry = toEntry(each);
          const fields = Object.fromEntries(
            Array.from({ length: entry.length / 2 }, (_, at) => [entry[2 * at], entry[2 * at + 1]]),
          );
          expect(fromEntry(fields)).toEqual({ ok: true, event: each });
        }
      }),
    );
  });

  test("are refused with the field and the reason when they are none of ours", () => {
    const entry = Object.fromEntries(Object.entries(event).map(([k, v]) => [k, String(v)]));
    const reasonOf = (fields: Record<string, string>) => {
      const reading = fromEntry(fields);
      return reading.ok ? null : reading.reason;
    };
    expect(reasonOf({ type: "product.inspected" })).toMatch(/^id: /);
    expect(reasonOf({ ...entry, dwellMs: "x" })).toMatch(/^dwellMs: /);
    expect(reasonOf({ ...entry, type: "product.eaten" })).toMatch(/^type: /);
    expect(reasonOf({ ...entry, mood: "merry" })).toBeNull();
  });
});

describe("NDJSON", () => {
  test("is one object a line, with a line feed after the last", () => {
    const text = EXPORT_FORMATS.ndjson.encode([event, event]);
    expect(text.split("\n")).toHaveLength(3);
    expect(JSON.parse(text.split("\n")[0] ?? "")).toEqual(event);
  });
});

describe("CSV", () => {
  const { csv } = EXPORT_FORMATS;

  test("begins with the names of all fields", () => {
    expect(csv.head).toBe(`${EVENT_FIELDS.join(",")}\r\n`);
  });

  test("keeps every row's width and every number's value", () => {
    fc.assert(
      fc.property(eventsOf(20), (events) => {
        const rows = readCsv(csv.head + csv.encode(events));
        expect(rows).toHaveLength(events.length + 1);
        for (const [at, each] of events.entries()) {
          const row = rows[at + 1] ?? [];
          expect(row).toHaveLength(EVENT_FIELDS.length);
          expect(row[EVENT_FIELDS.indexOf("id")]).toBe(each.id);
          expect(row[EVENT_FIELDS.indexOf("dwellMs")]).toBe(each.dwellMs === undefined ? "" : String(each.dwellMs));
        }
      }),
    );
  });

  test("quotes commas, quotes and line breaks", () => {
    const odd = 'a,"b"\r\nc';
    const rows = readCsv(csv.encode([{ ...event, visitor: odd }]));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.[EVENT_FIELDS.indexOf("visitor")]).toBe(odd);
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])("disarms the formula %j", (text) => {
    expect(guardFormula(text)).toBe(`'${text}`);
  });

  test("leaves numbers and plain text alone", () => {
    expect(guardFormula(-1)).toBe(-1);
    expect(guardFormula("a-b=c")).toBe("a-b=c");
    expect(guardFormula(undefined)).toBeUndefined();
  });

  test("disarms ids that begin like a formula", () => {
    expect(readCsv(csv.encode([event]))[0]?.[EVENT_FIELDS.indexOf("productId")]).toBe("'-odd");
  });
});
