import { type Product, type ProductEdit, productEdit } from "../../../rooms/protocol/catalog.ts";
import { parsePrice, priceForField } from "../../ui/price.ts";

/** A product as it stands in the form: everything is text until it is saved. */
export type ProductDraft = {
  readonly name: string;
  readonly tagline: string;
  readonly category: string;
  readonly description: string;
  readonly variants: readonly VariantDraft[];
};
export type VariantDraft = { readonly id: string; readonly price: string; readonly stock: string };

/** What is wrong, by field: "name", or "price oak" and "stock oak" for the variant with the id "oak". */
export type DraftProblems = Readonly<Record<string, string>>;

export function draftOf(product: Product): ProductDraft {
  const variants = product.variants.map((each) => ({
    id: each.id,
    price: priceForField(each.priceMinor, each.currency),
    stock: String(each.stock),
  }));
  const { name, tagline, category, description } = product;
  return { name, tagline, category, description, variants };
}

/** Whether somebody has typed something since the draft was made from the product. */
export function isChanged(draft: ProductDraft, base: Product): boolean {
  return JSON.stringify(draft) !== JSON.stringify(draftOf(base));
}

/** Whether two versions differ in nothing that the form edits but stock, which moves with every sale. */
export function saysTheSame(one: Product, other: Product): boolean {
  const words = (product: Product) => {
    const { variants, ...draft } = draftOf(product);
    return JSON.stringify([draft, variants.map(({ id, price }) => [id, price])]);
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
  const variants = product.variants.map((variant) => {
    const fields = draft.variants.find((each) => each.id === variant.id);
    const priceMinor = parsePrice(fields?.price ?? "", variant.currency);
    const stock = /^\d{1,7}$/.test(fields?.stock.trim() ?? "") ? Number(fields?.stock) : null;
    if (priceMinor === null)
      problems[`price ${variant.id}`] = `Write a price such as ${priceForField(129000, variant.currency)}`;
    if (stock === null) problems[`stock ${variant.id}`] = "Write a whole number, 0 or more";
    return { ...variant, priceMinor: priceMinor ?? 0, stock: stock ?? 0 };
  });
  const { name, tagline, category, description } = draft;
  const parsed = productEdit.safeParse({ name, tagline, category, description, variants });
  for (const issue of parsed.error?.issues ?? []) problems[fieldOf(issue.path, product)] ??= issue.message;
  return parsed.success && Object.keys(problems).length === 0
    ? { ok: true, edit: parsed.data }
    : { ok: false, problems };
}

function fieldOf(path: readonly PropertyKey[], product: Product): string {
  const [first, index, field] = path;
  if (first !== "variants" || typeof index !== "number") return String(first);
  return `${field === "stock" ? "stock" : "price"} ${product.variants[index]?.id}`;
}
