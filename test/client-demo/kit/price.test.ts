import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { currencyDigits, formatPrice, parsePrice, priceForField } from "../../../client-demo/kit/price.ts";

describe("prices", () => {
  test("have as many decimals as their currency", () => {
    expect(formatPrice(129_050, "EUR", "en-GB")).toBe("€1,290.50");
    expect(formatPrice(129_050, "JPY", "en-GB")).toBe("JP¥129,050");
    expect(formatPrice(129_050, "KWD", "en-GB").replace(/\s/g, " ")).toBe("KWD 129.050");
  });

  test("know the digits of currencies with none and with three", () => {
    expect([currencyDigits("EUR"), currencyDigits("JPY"), currencyDigits("KWD")]).toEqual([2, 0, 3]);
  });

  test("are read as people write them", () => {
    expect(parsePrice("1290", "EUR")).toBe(129_000);
    expect(parsePrice("1290,5", "EUR")).toBe(129_050);
    expect(parsePrice(" 1,290.50 ", "EUR")).toBe(129_050);
    expect(parsePrice("1.290", "EUR")).toBe(129_000);
    expect(parsePrice("1.290", "KWD")).toBe(1_290);
    expect(parsePrice("1,290", "JPY")).toBe(1_290);
  });

  test("that are none of the currency are refused", () => {
    for (const text of ["", "free", "-3", "1e3", "12.345.6", "1,29,0"])
      expect(parsePrice(text, "EUR"), text).toBeNull();
    expect(parsePrice("12.5", "JPY")).toBeNull();
  });

  test("survive the way into a field and back", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000_000 }),
        fc.constantFrom("EUR", "JPY", "KWD"),
        (amount, currency) => {
          expect(parsePrice(priceForField(amount, currency), currency)).toBe(amount);
        },
      ),
    );
  });
});
