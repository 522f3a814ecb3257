import type { IncomingMessage } from "node:http";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatProductVersion, parseProductVersion } from "../../../server/catalog/product-version.ts";
import { readClientAddress } from "../../../server/http/client-address.ts";
import { matchesIfNoneMatch, requireIfMatch } from "../../../server/http/etag.ts";
import { createOriginPolicy } from "../../../server/http/origins.ts";
import { compareKeys, cutPage } from "../../../server/lists/page.ts";

describe("origins", () => {
  const policy = createOriginPolicy({
    PUBLIC_URL: "https://shop.example",
    ALLOWED_ORIGINS: ["https://friend.example"],
  });

  test.each([
    [undefined, "any:3000", true],
    ["http://localhost:3000", "localhost:3000", true],
    ["https://site.example", "site.example", true],
    ["https://site.example", "site.example:443", true],
    ["https://shop.example", "internal:3000", true],
    ["https://friend.example", "localhost:3000", true],
    ["http://friend.example", "localhost:3000", false],
    ["https://friend.example.evil", "localhost:3000", false],
    ["http://localhost:3001", "localhost:3000", false],
    ["null", "localhost:3000", false],
    ["file://localhost:3000", "localhost:3000", false],
    ["https://site.example", undefined, false],
  ])("%j on host %j: %j", (origin, host, allowed) => {
    expect(policy.isAllowed({ origin, host })).toBe(allowed);
    const headers = policy.corsHeaders({ origin, host });
    expect(headers["Access-Control-Allow-Origin"]).toBe(allowed ? origin : undefined);
  });
});

describe("the address of the asker", () => {
  const request = (forwarded: string | undefined): IncomingMessage =>
    ({ socket: { remoteAddress: "peer" }, headers: { "x-forwarded-for": forwarded } }) as unknown as IncomingMessage;

  test.each([
    [undefined, 0, "peer"],
    ["a, b", 0, "peer"],
    ["a, b", 1, "b"],
    ["a, b", 2, "a"],
    ["a, b", 3, "a"],
    [undefined, 1, "peer"],
    [" , ", 1, "peer"],
  ])("from %j behind %i proxies is %s", (forwarded, hops, address) => {
    expect(readClientAddress(request(forwarded), hops)).toBe(address);
  });
});

describe("versions", () => {
  test("If-Match is required, one strong or weakened tag", () => {
    expect(requireIfMatch({ "if-match": '"3.1"' })).toBe("3.1");
    expect(requireIfMatch({ "if-match": 'W/"3.1"' })).toBe("3.1");
    expect(() => requireIfMatch({})).toThrow(expect.objectContaining({ code: "PRECONDITION_REQUIRED" }));
    for (const bad of ["*", "3", '"a", "b"', ""]) {
      expect(() => requireIfMatch({ "if-match": bad })).toThrow(
        expect.objectContaining({ code: "PRECONDITION_FAILED" }),
      );
    }
  });

  test("If-None-Match may list several", () => {
    expect(matchesIfNoneMatch({ "if-none-match": '"1", W/"2"' }, "2")).toBe(true);
    expect(matchesIfNoneMatch({ "if-none-match": '"1"' }, "2")).toBe(false);
    expect(matchesIfNoneMatch({}, "2")).toBe(false);
  });

  test("a product's version reads back what was written", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.array(fc.integer({ min: 0, max: 1_000_000 })),
        (revision, stock) => {
          const variants = stock.map((units) => ({ stock: units }));
          const text = formatProductVersion({ revision, variants } as Parameters<typeof formatProductVersion>[0]);
          expect(parseProductVersion(text)).toEqual({ revision, seenStock: stock });
        },
      ),
    );
  });

  test("anything else is no version", () => {
    for (const text of ["", "0", "-1", "1.", ".1", "1.-2", "1.x", "abc", "1 2"])
      expect(parseProductVersion(text)).toBeNull();
  });
});

describe("pages", () => {
  test("of any size hold everything once and in order", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (keys, limit) => {
        const sorted = [...keys].sort(compareKeys);
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = cutPage(sorted, (key) => key, cursor === undefined ? { limit } : { limit, cursor });
          expect(page.items.length).toBeLessThanOrEqual(limit);
          seen.push(...page.items);
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        expect(seen).toEqual(sorted);
      }),
    );
  });
});
