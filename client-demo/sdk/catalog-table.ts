import { type ImportResult, importResult } from "../../rooms/protocol/catalog-table.ts";
import { errorFromReply, localError } from "./api-error.ts";
import { readReply, send } from "./http.ts";

/** The catalog as a table, out and in. Every function rejects with an ApiError. */
export function createTableCalls(readToken: () => string | null) {
  return {
    /** All products as CSV. */
    exportTable: async (): Promise<Blob> => (await send({ path: "/products.csv", token: readToken() })).blob(),
    /** Says what each row would do, and does it unless `dryRun`. @throws ApiError CSV_INVALID with lines as details */
    importTable: async (table: Blob, dryRun: boolean): Promise<ImportResult> => {
      const response = await fetch(`/api/v1/products/import?dryRun=${dryRun}`, {
        method: "POST",
        headers: { Authorization: `Bearer ${readToken() ?? ""}`, "Content-Type": "text/csv" },
        body: table,
      }).catch(() => {
        throw localError("NETWORK");
      });
      if (!response.ok) throw errorFromReply(response.status, await response.json().catch(() => null));
      return readReply(response, importResult);
    },
  };
}
