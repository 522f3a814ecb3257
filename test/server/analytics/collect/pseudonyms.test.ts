import { describe, expect, test } from "vitest";
import { createPseudonyms } from "../../../../server/analytics/collect/pseudonyms.ts";

const SECRET = "a secret of thirty-two characters";

describe("pseudonyms", () => {
  test("are the same for the same visitor, also after a restart", () => {
    expect(createPseudonyms(SECRET)("brand", "visitor")).toBe(createPseudonyms(SECRET)("brand", "visitor"));
  });

  test("are 16 letters and digits", () => {
    expect(createPseudonyms(SECRET)("brand", "visitor")).toMatch(/^[0-9a-hjkmnp-tv-z]{16}$/);
  });

  test("cannot be connected between brands, nor computed without the secret", () => {
    const known = createPseudonyms(SECRET)("brand", "visitor");
    expect(createPseudonyms(SECRET)("other", "visitor")).not.toBe(known);
    expect(createPseudonyms(`${SECRET}!`)("brand", "visitor")).not.toBe(known);
  });

  test("keep brand and visitor apart", () => {
    const pseudonyms = createPseudonyms(SECRET);
    expect(pseudonyms("ab", "c")).not.toBe(pseudonyms("a", "bc"));
  });

  test("do not collide among many visitors", () => {
    const pseudonyms = createPseudonyms(SECRET);
    const made = new Set(Array.from({ length: 20_000 }, (_, at) => pseudonyms("brand", `v_${at}`)));
    expect(made.size).toBe(20_000);
  });
});
