import { z } from "zod";

/*
 * The catalog as a table, one row a variant. The first line names the columns; any order, and columns that are not
 * there leave what they would say as it is.
 */

/** The columns of the table, as they are exported. */
export const TABLE_COLUMNS = [
  "product_id",
  "name",
  "category",
  "tagline",
  "description",
  "width_cm",
  "height_cm",
  "depth_cm",
  "variant_id",
  "sku",
  "variant_name",
  "price",
  "currency",
  "stock",
  "material_variant",
  "swatch",
] as const;
export type TableColumn = (typeof TABLE_COLUMNS)[number];

export const TABLE_MAX_BYTES = 2_000_000;
export const TABLE_MAX_ROWS = 5_000;

/** What becomes of a row. `line` counts from 1 with the header, as spreadsheets do; `message` is a sentence. */
const importedRow = z.object({
  line: z.int().min(1),
  outcome: z.enum(["create", "change", "same", "error"]),
  name: z.string(),
  sku: z.string(),
  message: z.string(),
});
export type ImportedRow = z.infer<typeof importedRow>;

/** What an import would do, or has done; nothing is written while a row is wrong. */
export const importResult = z.object({
  applied: z.boolean(),
  counts: z.object({ create: z.int(), change: z.int(), same: z.int(), error: z.int() }),
  rows: z.array(importedRow),
});
export type ImportResult = z.infer<typeof importResult>;
