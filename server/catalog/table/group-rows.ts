import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { TableRow } from "./read-table.ts";

/** The rows of one product. */
export type RowGroup = {
  /** The product as it is; null for a new one. */
  readonly product: Product | null;
  /** The id that the table gives to a new product. */
  readonly newId: string | null;
  readonly rows: readonly TableRow[];
};

/** What is wrong with a row. */
export type RowProblem = { readonly line: number; readonly message: string };

type Owner = { readonly product: Product | null; readonly newId: string | null; readonly key: string };

/**
 * Puts the rows of each product together. A row belongs to the product that it names by id; without one to the product
 * that sells its variant id or SKU, or else has its name; or else, with all rows of that name, to a new one. So the
 * same table may be read twice and makes nothing twice.
 * @param takenIds ids that another brand has
 */
export function groupRows(
  rows: readonly TableRow[],
  products: readonly Product[],
  takenIds: ReadonlySet<string>,
): { readonly groups: readonly RowGroup[]; readonly problems: readonly RowProblem[] } {
  const finder = indexProducts(products);
  const groups = new Map<string, { readonly owner: Owner; readonly rows: TableRow[] }>();
  const problems: RowProblem[] = [];
  for (const row of rows) {
    const owner = findOwner(row, finder, takenIds);
    if (typeof owner === "string") {
      problems.push({ line: row.line, message: owner });
      continue;
    }
    const group = groups.get(owner.key) ?? { owner, rows: [] };
    group.rows.push(row);
    groups.set(owner.key, group);
  }
  return {
    groups: [...groups.values()].map(({ owner: { product, newId }, rows: own }) => ({ product, newId, rows: own })),
    problems,
  };
}

type Finder = ReturnType<typeof indexProducts>;

function indexProducts(products: readonly Product[]) {
  const variants = products.flatMap((product) => product.variants.map((variant) => ({ product, variant })));
  return {
    byId: new Map(products.map((product) => [product.id, product])),
    byName: Map.groupBy(products, ({ name }) => name),
    byVariant: new Map(variants.map(({ product, variant }) => [variant.id, product])),
    bySku: Map.groupBy(variants, ({ variant }) => variant.sku),
  };
}

/** The product of a row, or a sentence about why it cannot be told. */
function findOwner({ cells }: TableRow, finder: Finder, takenIds: ReadonlySet<string>): Owner | string {
  const { product_id: id = "", variant_id: variantId = "", sku = "", name = "" } = cells;
  if (id !== "") return ownerById(id, finder, takenIds);
  const byVariant = variantId === "" ? undefined : finder.byVariant.get(variantId);
  if (byVariant) return known(byVariant);
  const selling = new Set((finder.bySku.get(sku) ?? []).map(({ product }) => product));
  if (selling.size > 1) return `Several products sell the SKU ${sku}. Say which by its product_id.`;
  const [seller] = selling;
  if (seller) return known(seller);
  const named = finder.byName.get(name) ?? [];
  if (named.length > 1) return `Several products are called ${name}. Say which by its product_id.`;
  const [only] = named;
  if (only) return known(only);
  if (name === "") return "Nothing sells this SKU yet. Give the new product a name.";
  return { product: null, newId: null, key: `name ${name}` };
}

function ownerById(id: string, { byId }: Finder, takenIds: ReadonlySet<string>): Owner | string {
  const product = byId.get(id);
  if (product) return known(product);
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) return "A product_id has 1–64 letters, digits, dashes and underscores.";
  if (takenIds.has(id)) return `The product_id ${id} is taken. Leave the cell empty to get a new one.`;
  return { product: null, newId: id, key: `id ${id}` };
}

function known(product: Product): Owner {
  return { product, newId: null, key: `id ${product.id}` };
}
