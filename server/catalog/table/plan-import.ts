import type { Product, ProductEdit } from "../../../rooms/protocol/catalog.ts";
import type { ImportedRow } from "../../../rooms/protocol/catalog-table.ts";
import { type Applied, applyRows } from "./apply-rows.ts";
import { describeProductChange, describeVariantChange } from "./describe-change.ts";
import { groupRows, type RowGroup, type RowProblem } from "./group-rows.ts";
import type { TableRow } from "./read-table.ts";

/** What is to be written about one product; `lay` does it again over a newer version of the product. */
export type PlannedWrite = {
  readonly productId: string | null;
  readonly newId: string | null;
  readonly edit: ProductEdit;
  lay(product: Product): Applied;
};

export type ImportPlan = { readonly rows: readonly ImportedRow[]; readonly writes: readonly PlannedWrite[] };

/** Says what each row of a table would do, and what has to be written for that. */
export function planImport(
  rows: readonly TableRow[],
  products: readonly Product[],
  takenIds: ReadonlySet<string>,
): ImportPlan {
  const { groups, problems } = groupRows(rows, products, takenIds);
  const nameVariant = createVariantNames(products, rows);
  const wrong = [...problems];
  const told: ImportedRow[] = [];
  const writes: PlannedWrite[] = [];
  const usedBy = new Map(products.flatMap(({ id, variants }) => variants.map((each) => [each.id, id] as const)));
  for (const group of groups) {
    const ids = new Map(group.rows.map(({ cells }) => [cells.sku ?? "", ""]));
    const idOf = (sku: string) => {
      const known = ids.get(sku) || nameVariant(sku);
      ids.set(sku, known);
      return known;
    };
    const applied = applyRows(group.product, group.rows, idOf);
    const found = applied.ok ? findStolen(group, applied, usedBy) : applied.problems;
    wrong.push(...found);
    if (!applied.ok || found.length > 0) continue;
    const outcomes = tellRows(group, applied);
    told.push(...outcomes);
    if (outcomes.every(({ outcome }) => outcome === "same")) continue;
    writes.push({
      productId: group.product?.id ?? null,
      newId: group.newId,
      edit: applied.edit,
      lay: (product) => applyRows(product, group.rows, idOf),
    });
  }
  return { rows: [...told, ...tellProblems(rows, wrong, told)].sort((one, other) => one.line - other.line), writes };
}

type Fine = Extract<Applied, { readonly ok: true }>;

/** Variant ids that belong to another product already, or to another one of this table; notes the others as used. */
function findStolen({ product, rows }: RowGroup, { edit, places }: Fine, usedBy: Map<string, string>): RowProblem[] {
  const owner = product?.id ?? `line ${rows[0]?.line}`;
  return [...places].flatMap(([line, place]) => {
    const id = edit.variants[place]?.id ?? "";
    const taken = usedBy.get(id);
    usedBy.set(id, taken ?? owner);
    if (taken === undefined || taken === owner) return [];
    return [{ line, message: `The variant_id ${id} belongs to another product.` }];
  });
}

function tellRows({ product, rows }: RowGroup, { edit, places }: Fine): ImportedRow[] {
  return rows.map(({ line }, index) => {
    const variant = edit.variants[places.get(line) ?? 0];
    const name = edit.name;
    const sku = variant?.sku ?? "";
    if (!product) return { line, outcome: "create", name, sku, message: `Adds ${name} in ${variant?.name}.` };
    const before = product.variants.find(({ id }) => id === variant?.id);
    const words = index === 0 ? describeProductChange(product, edit) : [];
    if (!before) {
      const added = [`Adds ${variant?.name} to ${product.name}`, ...words].join("; ");
      return { line, outcome: "create", name, sku, message: `${added}.` };
    }
    const changes = [...words, ...(variant ? describeVariantChange(before, variant) : [])];
    if (changes.length === 0) return { line, outcome: "same", name, sku, message: "Nothing changes." };
    return { line, outcome: "change", name, sku, message: `${capitalise(changes.join(", "))}.` };
  });
}

/** Rows that are wrong, and those that cannot be read because another one of their product is. */
function tellProblems(rows: readonly TableRow[], wrong: readonly RowProblem[], told: readonly ImportedRow[]) {
  const fine = new Set(told.map(({ line }) => line));
  const byLine = Map.groupBy(wrong, ({ line }) => line);
  return rows
    .filter(({ line }) => !fine.has(line))
    .map(({ line, cells }): ImportedRow => {
      const own = byLine.get(line)?.map(({ message }) => message) ?? [];
      const message = own.length > 0 ? own.join(" ") : "Another row of the same product is wrong.";
      return { line, outcome: "error", name: cells.name ?? "", sku: cells.sku ?? "", message };
    });
}

/** Ids for variants that the table gives none: the SKU in small letters, with a number where that is taken. */
function createVariantNames(products: readonly Product[], rows: readonly TableRow[]): (sku: string) => string {
  const taken = new Set([
    ...products.flatMap(({ variants }) => variants.map(({ id }) => id)),
    ...rows.map(({ cells }) => cells.variant_id ?? ""),
  ]);
  return (sku) => {
    const base =
      sku
        .toLowerCase()
        .replaceAll(/[^a-z0-9_-]+/g, "-")
        .slice(0, 56) || "variant";
    let id = base;
    for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
    taken.add(id);
    return id;
  };
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
