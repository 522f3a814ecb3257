import { parse } from "csv-parse/sync";
import { TABLE_COLUMNS, TABLE_MAX_ROWS, type TableColumn } from "../../../rooms/protocol/catalog-table.ts";
import { unguardCell } from "./cells.ts";

/** A row by its columns; a column that the table does not have is absent, an empty cell is "". */
export type TableRow = {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<TableColumn, string>>>;
};

/** Rows, or one thing that is wrong with the file as a whole. */
export type TableRead =
  | { readonly ok: true; readonly rows: readonly TableRow[] }
  | { readonly ok: false; readonly line: number; readonly problem: string };

/** Reads a CSV as spreadsheets of any language save it: with commas, semicolons or tabs. */
export function readTable(bytes: Uint8Array): TableRead {
  const text = decode(bytes);
  if (text === null) return refuse(1, "The file is not UTF-8. Save it as “CSV UTF-8”.");
  const parsed = parseText(text);
  if ("ok" in parsed) return parsed;
  const [head = [], ...body] = parsed;
  if (isEmpty(head)) return refuse(1, "The file is empty. The first line names the columns, such as sku and price.");
  const columns = head.map((name) => columnOf(name));
  const unknown = columns.indexOf(null);
  if (unknown >= 0) {
    return refuse(1, `There is no column “${head[unknown]}”. The columns are ${TABLE_COLUMNS.join(", ")}.`);
  }
  const twice = columns.find((column, index) => column !== null && columns.indexOf(column) !== index);
  if (twice) return refuse(1, `The column ${twice} is there twice.`);
  if (!columns.includes("sku")) return refuse(1, "There is no column sku, by which rows are told apart.");
  return readRows(columns, body);
}

/** Lines without anything are passed over, and still counted: a row has the number that its spreadsheet shows. */
function readRows(columns: readonly (TableColumn | null)[], body: readonly (readonly string[])[]): TableRead {
  const rows: TableRow[] = [];
  for (const [index, record] of body.entries()) {
    const line = index + 2;
    if (isEmpty(record)) continue;
    if (record.length !== columns.length) {
      return refuse(line, `This row has ${record.length} cells; the first line has ${columns.length}.`);
    }
    rows.push({ line, cells: cellsOf(columns, record) });
  }
  if (rows.length > TABLE_MAX_ROWS) return refuse(1, `There are ${rows.length} rows; ${TABLE_MAX_ROWS} fit at once.`);
  return { ok: true, rows };
}

function isEmpty(record: readonly string[]): boolean {
  return record.every((cell) => cell.trim() === "");
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function parseText(text: string): readonly (readonly string[])[] | TableRead {
  const [first = ""] = text.split(/\r?\n|\r/, 1);
  try {
    return parse(text, {
      delimiter: delimiterOf(first),
      bom: true,
      relax_column_count: true,
      // One cell may be as long as a description, quoted through and through.
      max_record_size: 40_000,
    });
  } catch (error) {
    const line = error instanceof Error ? Number(Reflect.get(error, "lines") ?? 1) : 1;
    const code = error instanceof Error ? String(Reflect.get(error, "code") ?? "") : "";
    return refuse(Math.max(1, line), explainParsing(code));
  }
}

function explainParsing(code: string): string {
  if (code.includes("QUOTE")) return "A quotation mark is opened and not closed, or stands in the middle of a cell.";
  return "This row cannot be read. Save the table as CSV once more.";
}

function delimiterOf(line: string): string {
  const times = (sign: string) => line.split(sign).length;
  return [",", ";", "\t"].reduce((best, sign) => (times(sign) > times(best) ? sign : best));
}

function columnOf(name: string): TableColumn | null {
  const wanted = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");
  return TABLE_COLUMNS.find((column) => column === wanted) ?? null;
}

function cellsOf(columns: readonly (TableColumn | null)[], record: readonly string[]): TableRow["cells"] {
  const cells: Partial<Record<TableColumn, string>> = {};
  for (const [index, column] of columns.entries()) {
    if (column) cells[column] = unguardCell((record[index] ?? "").trim());
  }
  return cells;
}

function refuse(line: number, problem: string): TableRead {
  return { ok: false, line, problem };
}
