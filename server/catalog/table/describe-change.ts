import type { Product, ProductEdit, Variant } from "../../../rooms/protocol/catalog.ts";
import { writePrice } from "./price-cell.ts";

type Field = readonly [name: string, was: string, is: string];

const MOST_TEXT = 40;

/** What an edit changes about the product as a whole, for people: "name Stool → Bar stool". */
export function describeProductChange(before: Product, after: ProductEdit): readonly string[] {
  return inWords([
    ["name", before.name, after.name],
    ["category", before.category, after.category],
    ["tagline", before.tagline, after.tagline],
    ["description", before.description, after.description],
    ["size", sizeInWords(before), sizeInWords(after)],
  ]);
}

/** What it changes about a variant: "price 129.00 EUR → 149.00 EUR". */
export function describeVariantChange(before: Variant, after: Variant): readonly string[] {
  const priceOf = ({ priceMinor, currency }: Variant) => `${writePrice(priceMinor, currency)} ${currency}`;
  return inWords([
    ["sku", before.sku, after.sku],
    ["variant name", before.name, after.name],
    ["price", priceOf(before), priceOf(after)],
    ["stock", String(before.stock), String(after.stock)],
    ["model variant", before.materialVariant ?? "", after.materialVariant ?? ""],
    ["swatch", before.swatch ?? "", after.swatch ?? ""],
  ]);
}

function inWords(fields: readonly Field[]): readonly string[] {
  return fields.filter(([, was, is]) => was !== is).map(([name, was, is]) => `${name} ${cut(was)} → ${cut(is)}`);
}

function cut(text: string): string {
  if (text === "") return "nothing";
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT - 1)}…` : text;
}

function sizeInWords({ sizeMetres }: Pick<ProductEdit, "sizeMetres">): string {
  return sizeMetres ? `${sizeMetres.map((side) => Number((side * 100).toFixed(2))).join(" × ")} cm` : "";
}
