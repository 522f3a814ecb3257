import { stringify } from "csv-stringify/sync";
import type { Product, Variant } from "../../../rooms/protocol/catalog.ts";
import { TABLE_COLUMNS, type TableColumn } from "../../../rooms/protocol/catalog-table.ts";
import { guardCell } from "./cells.ts";
import { writePrice } from "./price-cell.ts";

/** Spreadsheets take a file for UTF-8 only when it begins with this. */
const BYTE_ORDER_MARK = "\ufeff";

type Cell = (product: Product, variant: Variant) => string | number;

const side = (axis: 0 | 1 | 2): Cell => {
  return ({ sizeMetres }) => (sizeMetres ? Number((sizeMetres[axis] * 100).toFixed(2)) : "");
};

const CELLS: Readonly<Record<TableColumn, Cell>> = {
  product_id: ({ id }) => id,
  name: ({ name }) => name,
  category: ({ category }) => category,
  tagline: ({ tagline }) => tagline,
  description: ({ description }) => description,
  width_cm: side(0),
  height_cm: side(1),
  depth_cm: side(2),
  variant_id: (_, { id }) => id,
  sku: (_, { sku }) => sku,
  variant_name: (_, { name }) => name,
  price: (_, { priceMinor, currency }) => writePrice(priceMinor, currency),
  currency: (_, { currency }) => currency,
  stock: (_, { stock }) => stock,
  material_variant: (_, { materialVariant }) => materialVariant ?? "",
  swatch: (_, { swatch }) => swatch ?? "",
};

/** Writes products as CSV (RFC 4180), one row a variant, safe to be opened by a spreadsheet. */
export function writeTable(products: readonly Product[]): string {
  const rows = products.flatMap((product) =>
    product.variants.map((variant) => TABLE_COLUMNS.map((column) => write(CELLS[column](product, variant)))),
  );
  return BYTE_ORDER_MARK + stringify([[...TABLE_COLUMNS], ...rows], { record_delimiter: "\r\n" });
}

function write(cell: string | number): string {
  return typeof cell === "string" ? guardCell(cell) : String(cell);
}
