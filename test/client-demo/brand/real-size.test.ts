import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitVariants, matchByName } from "../../../client-demo/brand/products/match-variants.ts";
import { type Extent, FILE_UNITS, guessUnit, sizeInWords } from "../../../client-demo/brand/report/real-size.ts";

const side = fc.double({ min: 0.2, max: 3, noNaN: true });

describe("the unit of a file", () => {
  test("is found by the declared size, whichever way the model is turned", () => {
    fc.assert(
      fc.property(side, side, side, fc.constantFrom(...FILE_UNITS), (width, height, depth, unit) => {
        const extent: Extent = [depth / unit.factor, width / unit.factor, height / unit.factor];
        expect(guessUnit(extent, [width, height, depth])).toEqual(unit);
        expect(guessUnit([height, width, depth], [width, height, depth])).toBeNull();
      }),
    );
  });

  test("is doubted without a declared size only where nothing could be that large", () => {
    expect(guessUnit([2.2, 0.9, 1], null)).toBeNull();
    expect(guessUnit([850, 450, 400], null)?.name).toBe("millimetres");
    expect(guessUnit([85, 45, 40], null)?.name).toBe("centimetres");
  });

  test("is written as people say it", () => {
    const sizes: readonly Extent[] = [
      [0.61, 0.72, 0.83],
      [0.012, 0.02, 0.03],
      [850, 1, 2],
    ];
    expect(sizes.map(sizeInWords)).toEqual(["61 × 72 × 83 cm", "12 × 20 × 30 mm", "850 × 1 × 2 m"]);
  });
});

describe("variants that are sold and variants of the model", () => {
  const draft = (name: string, materialVariant = "") => ({
    id: name,
    name,
    sku: name,
    price: "1",
    stock: "1",
    materialVariant,
    swatch: "",
  });

  test("say what is not mapped, missing and not sold", () => {
    const fit = fitVariants([draft("Oak"), draft("Ink", "black")], ["oak", "ash"]);
    expect(fit.unmapped.map(({ name }) => name)).toEqual(["Oak"]);
    expect(fit.missing.map(({ name }) => name)).toEqual(["Ink"]);
    expect(fit.unsold).toEqual(["oak", "ash"]);
  });

  test("are matched by name, and what fits already stays", () => {
    const matched = matchByName([draft("Dark Oak"), draft("Ink", "ash"), draft("Red")], ["dark-oak", "ash"]);
    expect(matched.map(({ materialVariant }) => materialVariant)).toEqual(["dark-oak", "ash", ""]);
  });
});
