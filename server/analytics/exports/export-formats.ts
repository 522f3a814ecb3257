import { stringify } from "csv-stringify/sync";
import type { BehaviourEvent } from "../../../rooms/protocol/events.ts";
import { EVENT_FIELDS } from "../collect/event-entries.ts";

/** How events leave the house: what comes first, and how one page of them reads. */
export type ExportFormat = {
  readonly contentType: string;
  readonly head: string;
  encode(events: readonly BehaviourEvent[]): string;
};

/** With one of these in front a spreadsheet would run the cell as a formula (OWASP, CSV injection). */
const FORMULA_START = /^[=+\-@\t\r]/;

/** The export formats by their name in the API. */
export const EXPORT_FORMATS = {
  /** One JSON object a line. */
  ndjson: {
    contentType: "application/x-ndjson",
    head: "",
    encode: (events) => events.map((event) => `${JSON.stringify(event)}\n`).join(""),
  },
  /** RFC 4180 with a header line; absent values are empty cells. */
  csv: {
    contentType: "text/csv; charset=utf-8; header=present",
    head: encodeRows([EVENT_FIELDS]),
    encode: (events) => encodeRows(events.map((event) => EVENT_FIELDS.map((field) => guardFormula(event[field])))),
  },
} as const satisfies Record<string, ExportFormat>;
export type ExportFormatName = keyof typeof EXPORT_FORMATS;

/** Puts an apostrophe before text that a spreadsheet would take for a formula; numbers stay as they are. */
export function guardFormula<T>(cell: T): T | string {
  return typeof cell === "string" && FORMULA_START.test(cell) ? `'${cell}` : cell;
}

function encodeRows(rows: readonly (readonly unknown[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { record_delimiter: "\r\n" },
  );
}
