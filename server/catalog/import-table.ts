import type { Product } from "../../rooms/protocol/catalog.ts";
import type { ImportedRow, ImportResult } from "../../rooms/protocol/catalog-table.ts";
import { VitrineError } from "../../rooms/protocol/errors.ts";
import type { Catalog } from "./service.ts";
import { type PlannedWrite, planImport } from "./table/plan-import.ts";
import { readTable, type TableRow } from "./table/read-table.ts";
import { writeTable } from "./table/write-table.ts";

/** The catalog of a brand as a table. */
export type CatalogTable = {
  /** All products as CSV. */
  exportProducts(brandId: string): Promise<string>;
  /**
   * Reads a CSV and says what each row would do; does it, too, unless `dryRun`.
   * @throws VitrineError CSV_INVALID for a file that is no table, or with the wrong rows when it is to be done
   */
  importProducts(brandId: string, bytes: Uint8Array, dryRun: boolean): Promise<ImportResult>;
};

/** How often a product is laid over again when somebody changed it in between. */
const ATTEMPTS = 5;
/** More would say the same. */
const PROBLEMS_TOLD = 100;

export function createCatalogTable(catalog: Catalog): CatalogTable {
  return {
    async exportProducts(brandId) {
      const products = await catalog.readAllProducts(brandId);
      return writeTable(products.toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1)));
    },
    async importProducts(brandId, bytes, dryRun) {
      const table = readTable(bytes);
      if (!table.ok) throw new VitrineError("CSV_INVALID", [{ line: table.line, message: table.problem }]);
      const products = await catalog.readAllProducts(brandId);
      const { rows, writes } = planImport(table.rows, products, await findTaken(catalog, table.rows, products));
      const wrong = rows.filter(({ outcome }) => outcome === "error");
      if (dryRun) return { applied: false, counts: tally(rows), rows: [...rows] };
      if (wrong.length > 0) throw new VitrineError("CSV_INVALID", wrong.slice(0, PROBLEMS_TOLD).map(asDetail));
      for (const write of writes) await apply(catalog, brandId, write);
      return { applied: true, counts: tally(rows), rows: [...rows] };
    },
  };
}

async function apply(catalog: Catalog, brandId: string, write: PlannedWrite): Promise<void> {
  if (write.productId === null) {
    await catalog.createProduct(brandId, write.edit, write.newId ?? undefined);
    return;
  }
  for (let attempt = 1; ; attempt++) {
    const current = await catalog.readProduct(brandId, write.productId);
    const laid = write.lay(current);
    if (!laid.ok) throw new VitrineError("PRECONDITION_FAILED");
    try {
      await catalog.updateProduct(brandId, write.productId, laid.edit, catalog.versionOf(current));
      return;
    } catch (error) {
      const isOvertaken = error instanceof VitrineError && error.code === "PRECONDITION_FAILED";
      if (!isOvertaken || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Product ids of the table that exist, but not for this brand. */
async function findTaken(catalog: Catalog, rows: readonly TableRow[], products: readonly Product[]) {
  const own = new Set(products.map(({ id }) => id));
  const unknown = new Set(rows.flatMap(({ cells: { product_id: id } }) => (id && !own.has(id) ? [id] : [])));
  const owners = await Promise.all([...unknown].map((id) => catalog.brandOfProduct(id).catch(() => null)));
  return new Set([...unknown].filter((_, index) => owners[index] !== null));
}

function tally(rows: readonly ImportedRow[]): ImportResult["counts"] {
  const countOf = (wanted: ImportedRow["outcome"]) => rows.filter(({ outcome }) => outcome === wanted).length;
  return { create: countOf("create"), change: countOf("change"), same: countOf("same"), error: countOf("error") };
}

function asDetail({ line, message }: ImportedRow) {
  return { line, message };
}

function sortKey({ name, id }: Product): string {
  return `${name.toLowerCase()}\n${id}`;
}
