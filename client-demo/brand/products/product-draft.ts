import { type Product, type ProductEdit, productEdit, type Variant } from "../../../rooms/protocol/catalog.ts";
import { parsePrice, priceForField } from "../../kit/price.ts";

/** A product as it stands in the form: everything is text until it is saved. Sizes are in centimetres. */
export type ProductDraft = {
  readonly name: string;
  readonly tagline: string;
  readonly category: string;
  readonly description: string;
  readonly size: readonly [width: string, height: string, depth: string];
  readonly variants: readonly VariantDraft[];
};
export type VariantDraft = {
  readonly id: string;
  readonly name: string;
  readonly sku: string;
  readonly price: string;
  readonly stock: string;
  /** Empty for none. */
  readonly materialVariant: string;
  readonly swatch: string;
};

/** What is wrong, by field: "name", or "price oak" and "stock oak" for the variant with the id "oak". */
export type DraftProblems = Readonly<Record<string, string>>;

export function draftOf(product: Product): ProductDraft {
  const variants = product.variants.map((each) => ({
    id: each.id,
    name: each.name,
    sku: each.sku,
    price: priceForField(each.priceMinor, each.currency),
    stock: String(each.stock),
    materialVariant: each.materialVariant ?? "",
    swatch: each.swatch ?? "",
  }));
  const { name, tagline, category, description, sizeMetres } = product;
  const [width, height, depth] = (sizeMetres ?? []).map((side) => String(Number((side * 100).toFixed(2))));
  return { name, tagline, category, description, size: [width ?? "", height ?? "", depth ?? ""], variants };
}

/** A further variant, with an id that no other has; it begins like the last one. */
export function addVariant(draft: ProductDraft): ProductDraft {
  const last = draft.variants.at(-1);
  const id = `v_${crypto.randomUUID().slice(0, 13)}`;
  const added = { id, name: "", sku: "", price: last?.price ?? "", stock: "0", materialVariant: "", swatch: "" };
  return { ...draft, variants: [...draft.variants, added] };
}

/** Whether somebody has typed something since the draft was made from the product. */
export function isChanged(draft: ProductDraft, base: Product): boolean {
  return JSON.stringify(draft) !== JSON.stringify(draftOf(base));
}

/** Whether two versions differ in nothing that the form edits but stock, which moves with every sale. */
export function saysTheSame(one: Product, other: Product): boolean {
  const words = (product: Product) => {
    const { variants, ...draft } = draftOf(product);
    return JSON.stringify([draft, variants.map(({ stock: _, ...each }) => each)]);
  };
  return words(one) === words(other);
}

/** The edit as it has to be sent against a newer version: stock moves by what was typed, so that no sale is undone. */
export function rebaseStock(edit: ProductEdit, base: Product, newer: Product): ProductEdit {
  const stockIn = (product: Product, id: string) => product.variants.find((each) => each.id === id)?.stock ?? 0;
  const variants = edit.variants.map((each) => {
    const moved = each.stock - stockIn(base, each.id);
    return { ...each, stock: Math.max(0, stockIn(newer, each.id) + moved) };
  });
  return { ...edit, variants };
}

/** Turns the draft into what the API takes, or says what is wrong with each field. */
export function readDraft(
  draft: ProductDraft,
  product: Product,
): { ok: true; edit: ProductEdit } | { ok: false; problems: DraftProblems } {
  const problems: Record<string, string> = {};
  const currency = product.variants[0]?.currency ?? "EUR";
  const variants = draft.variants.map((fields) => readVariant(fields, currency, problems));
  const { name, tagline, category, description } = draft;
  const sizeMetres = readSize(draft.size, problems);
  const size = sizeMetres ? { sizeMetres } : {};
  const parsed = productEdit.safeParse({ name, tagline, category, description, ...size, variants });
  for (const issue of parsed.error?.issues ?? []) problems[fieldOf(issue.path, draft)] ??= plain(issue.message);
  return parsed.success && Object.keys(problems).length === 0
    ? { ok: true, edit: parsed.data }
    : { ok: false, problems };
}

function readVariant(fields: VariantDraft, currency: string, problems: Record<string, string>): Variant {
  const { id, name, sku, materialVariant, swatch } = fields;
  const priceMinor = parsePrice(fields.price, currency);
  const stock = /^\d{1,7}$/.test(fields.stock.trim()) ? Number(fields.stock) : null;
  if (priceMinor === null) problems[`price ${id}`] = `Write a price such as ${priceForField(129000, currency)}`;
  if (stock === null) problems[`stock ${id}`] = "Write a whole number, 0 or more";
  return {
    id,
    name,
    sku: sku.trim(),
    priceMinor: priceMinor ?? 0,
    currency,
    stock: stock ?? 0,
    ...(materialVariant === "" ? {} : { materialVariant }),
    ...(swatch === "" ? {} : { swatch }),
  };
}

/** In metres; null when all three are empty, which says nothing about the size. */
function readSize(size: ProductDraft["size"], problems: Record<string, string>): [number, number, number] | null {
  if (size.every((side) => side.trim() === "")) return null;
  const [width = Number.NaN, height = Number.NaN, depth = Number.NaN] = size.map((side) =>
    side.trim() === "" ? Number.NaN : Number(side.replace(",", ".")) / 100,
  );
  if ([width, height, depth].every((side) => side > 0 && side <= 100)) return [width, height, depth];
  problems.size = "Write all three in centimetres, or none";
  return null;
}

function fieldOf(path: readonly PropertyKey[], draft: ProductDraft): string {
  const [first, index, field] = path;
  if (first !== "variants" || typeof index !== "number") return String(first);
  const known = { stock: "stock", sku: "sku", name: "variant" }[String(field)] ?? "price";
  return `${known} ${draft.variants[index]?.id}`;
}

/** What the schema says about an empty field is meant for programmers. */
function plain(message: string): string {
  return /^Too small/.test(message) ? "Write something here" : message;
}
