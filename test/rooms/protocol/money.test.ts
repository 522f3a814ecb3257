import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { currencyExponent, multiplyMinor, sumMinor, toDecimal } from "../../../rooms/protocol/money.ts";

const amount = fc.integer({ min: 0, max: 1_000_000_000_000 });
const currency = fc.constantFrom("EUR", "JPY", "KWD", "USD");

describe("money", () => {
  test("knows the decimal places of ISO 4217 currencies", () => {
    expect([currencyExponent("EUR"), currencyExponent("JPY"), currencyExponent("KWD")]).toEqual([2, 0, 3]);
  });

  test("refuses what is no currency", () => {
    expect(() => currencyExponent("EURO")).toThrow(RangeError);
  });

  test("writes amounts as plain decimals", () => {
    expect(toDecimal(1205, "EUR")).toBe("12.05");
    expect(toDecimal(5, "EUR")).toBe("0.05");
    expect(toDecimal(1205, "JPY")).toBe("1205");
    expect(toDecimal(1205, "KWD")).toBe("1.205");
  });

  test("keeps every digit when written as a decimal", () => {
    fc.assert(
      fc.property(amount, currency, (minor, code) => {
        const [whole = "", fraction = ""] = toDecimal(minor, code).split(".");
        expect(fraction).toHaveLength(currencyExponent(code));
        expect(Number(whole + fraction)).toBe(minor);
      }),
    );
  });

  test("multiplies and sums exactly, as big integers do", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, fc.integer({ min: 0, max: 20 })), { maxLength: 50 }), (lines) => {
        const exact = lines.reduce((total, [unit, quantity]) => total + BigInt(unit) * BigInt(quantity), 0n);
        expect(BigInt(sumMinor(lines.map(([unit, quantity]) => multiplyMinor(unit, quantity))))).toBe(exact);
      }),
    );
  });

  test.each([0.5, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses %s as an amount", (value) => {
    expect(() => multiplyMinor(value, 1)).toThrow(RangeError);
    expect(() => sumMinor([value])).toThrow(RangeError);
  });

  test("refuses results that a number cannot hold exactly", () => {
    expect(() => multiplyMinor(Number.MAX_SAFE_INTEGER, 2)).toThrow(RangeError);
    expect(() => sumMinor([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
  });
});
