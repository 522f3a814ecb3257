import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  draftOf,
  isChanged,
  readDraft,
  rebaseStock,
  saysTheSame,
} from "../../../client-demo/brand/products/product-draft.ts";
import type { Product } from "../../../rooms/protocol/catalog.ts";

const variant = (id: string, stock: number, priceMinor = 12_900) => ({
  id,
  sku: id.toUpperCase(),
  name: id,
  priceMinor,
  currency: "EUR",
  stock,
});
const productWith = (...stock: number[]): Product => ({
  id: "stool",
  brandId: "nordlys",
  name: "Stool",
  tagline: "To sit on",
  description: "",
  category: "furniture",
  variants: stock.map((units, index) => variant(`finish-${index}`, units)),
  model: null,
  revision: 1,
  updatedAt: "2026-06-01T00:00:00Z",
});
const units = fc.integer({ min: 0, max: 1_000 });

function editOf(product: Product, typed: readonly string[] = []) {
  const draft = draftOf(product);
  const variants = draft.variants.map((each, index) => ({ ...each, stock: typed[index] ?? each.stock }));
  const read = readDraft({ ...draft, variants }, product);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.edit;
}
const stockIn = (edit: { variants: readonly { stock: number }[] }) => edit.variants.map((each) => each.stock);

describe("a draft of a product", () => {
  test("is unchanged until somebody types", () => {
    const product = productWith(3);
    expect(isChanged(draftOf(product), product)).toBe(false);
    expect(isChanged({ ...draftOf(product), tagline: "To stand on" }, product)).toBe(true);
  });

  test("has nothing to fear from a sale or a new model, but from other words and prices", () => {
    const product = productWith(3);
    expect(saysTheSame(product, { ...productWith(1), revision: 7 })).toBe(true);
    expect(saysTheSame(product, { ...product, name: "Chair" })).toBe(false);
    expect(saysTheSame(product, { ...product, variants: [variant("finish-0", 3, 13_000)] })).toBe(false);
  });

  test("that leaves stock alone never undoes a sale, whatever was sold or delivered meanwhile", () => {
    fc.assert(
      fc.property(units, units, units, units, (a, b, newerA, newerB) => {
        const base = productWith(a, b);
        const newer = productWith(newerA, newerB);
        expect(stockIn(rebaseStock(editOf(base), base, newer))).toEqual([newerA, newerB]);
      }),
    );
  });

  test("moves stock by what was typed, and never below nothing", () => {
    fc.assert(
      fc.property(units, units, units, (seen, typed, now) => {
        const base = productWith(seen);
        const sent = rebaseStock(editOf(base, [String(typed)]), base, productWith(now));
        expect(stockIn(sent)).toEqual([Math.max(0, now + typed - seen)]);
      }),
    );
  });
});
