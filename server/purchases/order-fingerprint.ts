import { createHash } from "node:crypto";
import type { OrderRequest } from "../../rooms/protocol/purchases.ts";

/**
 * What makes two requests under one idempotency key the same: SHA-256 in hex over the values of the request in a
 * fixed order, so that white space and the order of fields do not matter.
 */
export function fingerprintOrder(request: OrderRequest): string {
  const { expectedTotalMinor, payment } = request;
  return createHash("sha256")
    .update(JSON.stringify([expectedTotalMinor, payment.provider, payment.method]))
    .digest("hex");
}
