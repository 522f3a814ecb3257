import { type Product, type ProductEdit, productEdit } from "../../../rooms/protocol/catalog.ts";
import type { TableColumn } from "../../../rooms/protocol/catalog-table.ts";
import type { RowProblem } from "./group-rows.ts";
import { readPrice } from "./price-cell.ts";
import type { TableRow } from "./read-table.ts";

/** The product as the rows want it, with the place of each row's variant; or what is wrong with which row. */
export type Applied =
  | { readonly ok: true; readonly edit: ProductEdit; readonly places: ReadonlyMap<number, number> }
  | { readonly ok: false; readonly problems: readonly RowProblem[] };

type DraftVariant = Record<string, unknown> & { id: string; sku: string };
type Draft = { words: Record<string, unknown>; variants: DraftVariant[] };

const WORDS = ["name", "category", "tagline", "description"] as const;
const SIDES = ["width_cm", "height_cm", "depth_cm"] as const;

/**
 * Lays the rows of one product over what it is now; variants without a row stay as they are.
 * @param newVariantId makes an id for a variant that the table gives none
 */
export function applyRows(
  product: Product | null,
  rows: readonly TableRow[],
  newVariantId: (sku: string) => string,
): Applied {
  const problems: RowProblem[] = [];
  const places = new Map<number, number>();
  const draft = draftOf(product);
  const say = (line: number) => (message: string) => void problems.push({ line, message });
  problems.push(...applyWords(draft, rows));
  for (const row of rows) {
    const place = placeOf(draft, row, newVariantId);
    const before = [...places].find(([, taken]) => taken === place);
    if (before) say(row.line)(`Line ${before[0]} is about the same variant.`);
    places.set(row.line, place);
    applyVariant(draft, place, row, say(row.line));
  }
  if (problems.length > 0) return { ok: false, problems };
  const parsed = productEdit.safeParse({ ...draft.words, variants: draft.variants });
  if (parsed.success) return { ok: true, edit: parsed.data, places };
  return { ok: false, problems: parsed.error.issues.map(({ path, message }) => locate(path, message, rows, places)) };
}

function draftOf(product: Product | null): Draft {
  if (!product) return { words: { tagline: "", description: "", category: "" }, variants: [] };
  const { name, tagline, category, description, sizeMetres, variants } = product;
  const size = sizeMetres ? { sizeMetres } : {};
  return { words: { name, tagline, category, description, ...size }, variants: variants.map((each) => ({ ...each })) };
}

/** What is said about the product as a whole: by its first row that says something, and by no other differently. */
function applyWords(draft: Draft, rows: readonly TableRow[]): RowProblem[] {
  const problems: RowProblem[] = [];
  const read = (column: TableColumn): string | undefined => {
    const saying = rows.filter(({ cells }) => (cells[column] ?? "") !== "");
    const [first] = saying;
    const other = saying.find(({ cells }) => cells[column] !== first?.cells[column]);
    if (other) problems.push({ line: other.line, message: `Line ${first?.line} says another ${column}.` });
    return first ? first.cells[column] : rows[0]?.cells[column];
  };
  for (const column of WORDS) {
    const text = read(column);
    const canBeEmpty = column === "tagline" || column === "description";
    if (text || (text === "" && canBeEmpty)) draft.words[column] = text;
  }
  const sides = SIDES.map(read);
  if (sides.every((each) => each === "")) delete draft.words.sizeMetres;
  else if (sides.some((each) => each)) draft.words.sizeMetres = sides.map((each) => readNumber(each ?? "") / 100);
  return problems;
}

function placeOf(draft: Draft, { cells }: TableRow, newVariantId: (sku: string) => string): number {
  const { variant_id: id = "", sku = "" } = cells;
  const known = draft.variants.findIndex((each) => (id === "" ? each.sku === sku : each.id === id));
  if (known >= 0) return known;
  draft.variants.push({ id: id === "" ? newVariantId(sku) : id, sku, stock: 0 });
  return draft.variants.length - 1;
}

function applyVariant(draft: Draft, place: number, { cells }: TableRow, say: (problem: string) => void): void {
  const variant = draft.variants[place];
  if (!variant) return;
  const { sku, variant_name: name, currency, price, stock, material_variant: material, swatch } = cells;
  const currencyBefore = typeof variant.currency === "string" ? String(variant.currency) : "";
  // What cannot be empty stays as it is where its cell is.
  if (sku) variant.sku = sku;
  if (name) variant.name = name;
  if (currency) variant.currency = currency.toUpperCase();
  const inCurrency = typeof variant.currency === "string" ? variant.currency : "";
  if (price) {
    const priceMinor = readPrice(price, inCurrency);
    if (priceMinor === null) say(`“${price}” is no price in ${inCurrency || "no currency"}. Write it such as 129.00.`);
    else variant.priceMinor = priceMinor;
  } else if (currencyBefore !== inCurrency)
    say(currencyBefore === "" ? "It needs a price." : "A new currency needs a price.");
  if (stock) variant.stock = readNumber(stock);
  setOrClear(variant, "materialVariant", material);
  setOrClear(variant, "swatch", swatch);
}

/** An empty cell clears what may be absent. */
function setOrClear(variant: DraftVariant, field: "materialVariant" | "swatch", cell: string | undefined): void {
  if (cell === "") delete variant[field];
  else if (cell !== undefined) variant[field] = cell;
}

/** NaN for what is no number, which the schema then refuses. */
function readNumber(text: string): number {
  return text === "" ? Number.NaN : Number(text.replace(",", "."));
}

/** Says about which row a problem of the schema is. */
function locate(
  path: readonly PropertyKey[],
  message: string,
  rows: readonly TableRow[],
  places: ReadonlyMap<number, number>,
): RowProblem {
  const [first, index, field] = path;
  const isVariant = first === "variants" && typeof index === "number";
  const line = isVariant ? [...places].find(([, place]) => place === index)?.[0] : undefined;
  const what = isVariant ? String(field ?? "variant") : String(first);
  return { line: line ?? rows[0]?.line ?? 1, message: `${COLUMN_OF[what] ?? what}: ${plain(message)}.` };
}

const COLUMN_OF: Readonly<Record<string, string>> = {
  id: "variant_id",
  priceMinor: "price",
  materialVariant: "material_variant",
  sizeMetres: "width_cm, height_cm, depth_cm",
};

/** What the schema says of itself is meant for programmers. */
function plain(message: string): string {
  if (/received (undefined|NaN)/.test(message)) return "Missing, or not a number";
  return message.replace(/^Too (small|big): expected \w+ to (have|be) /, "It must be ").replaceAll(/[<>]=?/g, spell);
}

function spell(sign: string): string {
  return sign.startsWith("<") ? "at most " : "at least ";
}
