import type { Readable } from "node:stream";
import { z } from "zod";
import { importResult, TABLE_MAX_BYTES } from "../../rooms/protocol/catalog-table.ts";
import { VitrineError } from "../../rooms/protocol/errors.ts";
import { ownBrand } from "../access/own-brand.ts";
import { type Route, route } from "../http/route.ts";
import type { CatalogTable } from "./import-table.ts";

const CSV = "text/csv";

/** The catalog as a table, out and in. */
export function tableRoutes(table: CatalogTable): Route[] {
  return [exportProducts(table), importProducts(table)];
}

function exportProducts(table: CatalogTable): Route {
  return route({
    method: "get",
    path: "/api/v1/products.csv",
    summary: "Export all products as a table",
    description:
      "One row a variant, in UTF-8. Text that a spreadsheet would run as a formula has an apostrophe before it, which an import takes away again.",
    tag: "Products",
    action: "product.edit",
    responses: { 200: { description: "The products of the asker's brand", content: CSV } },
    async handle({ actor, response }) {
      const brandId = ownBrand(actor);
      const csv = await table.exportProducts(brandId);
      response.set({
        "Content-Type": `${CSV}; charset=utf-8; header=present`,
        "Content-Disposition": `attachment; filename="vitrine-products-${brandId}.csv"`,
        "Cache-Control": "no-store",
      });
      response.send(csv);
      return undefined;
    },
  });
}

function importProducts(table: CatalogTable): Route {
  return route({
    method: "post",
    path: "/api/v1/products/import",
    summary: "Import products from a table",
    description:
      "The first line names the columns; those that are missing leave what they would say as it is. A row finds its product by product_id, else by variant_id or sku, else by name; otherwise it makes a new one. Nothing is deleted, nothing is written while a row is wrong, and importing the same table twice changes nothing the second time. With dryRun=true nothing is written at all.",
    tag: "Products",
    action: "product.edit",
    query: z.object({ dryRun: z.enum(["true", "false"]).default("true") }),
    upload: [CSV],
    responses: { 200: { description: "What each row does, or would do", schema: importResult } },
    errors: ["CSV_INVALID", "PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE", "PRECONDITION_FAILED"],
    rateLimit: { name: "import", requests: 30, seconds: 60 },
    async handle({ actor, query, request }) {
      const brandId = ownBrand(actor);
      const bytes = await readBody(request, TABLE_MAX_BYTES);
      return { status: 200, body: await table.importProducts(brandId, bytes, query.dryRun === "true") };
    },
  });
}

async function readBody(body: Readable, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  // The body stays open after a refusal: the answer must still reach the sender through the same connection.
  for await (const part of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > maxBytes) throw new VitrineError("PAYLOAD_TOO_LARGE");
    parts.push(part);
  }
  return Buffer.concat(parts);
}
