import { z } from "zod";
import { VitrineError } from "../../../rooms/protocol/errors.ts";
import { sharedReport } from "../../../rooms/protocol/goods.ts";
import { id } from "../../../rooms/protocol/identity.ts";
import type { Catalog } from "../../catalog/service.ts";
import { type Route, route } from "../../http/route.ts";
import { readReportToken, type Shares } from "./shares.ts";

export type ShareRoutesDeps = { readonly shares: Shares; readonly catalog: Catalog };

const reportShare = z.object({ token: z.string(), expiresAt: z.iso.datetime() });

/** Guesses are hopeless at 128 bits; the limit spares the store. */
const READS = { name: "shared-report", requests: 120, seconds: 60 };

/** Reports for those who have no key of the brand. */
export function shareRoutes({ shares, catalog }: ShareRoutesDeps): Route[] {
  return [
    route({
      method: "post",
      path: "/api/v1/products/{productId}/model/versions/{versionId}/share",
      summary: "Share the report of a version",
      description:
        "Makes a token with which anybody may read this report for 30 days. It is shown once; its page is `/report#<token>`.",
      tag: "Model versions",
      action: "model.upload",
      params: z.object({ productId: id, versionId: id }),
      responses: { 201: { description: "The token", schema: reportShare } },
      errors: ["NOT_FOUND"],
      async handle({ params, authorize }) {
        const brandId = await catalog.brandOfProduct(params.productId);
        authorize({ brandId });
        return { status: 201, body: await shares.share({ brandId, ...params }) };
      },
    }),
    route({
      method: "get",
      path: "/api/v1/reports/shared",
      summary: "Read a shared report",
      description: "The token goes into `Authorization: Report <token>`.",
      tag: "Model versions",
      action: "public.read",
      requestHeaders: { Authorization: "`Report` and the token" },
      responses: { 200: { description: "The report", schema: sharedReport } },
      errors: ["UNAUTHENTICATED", "NOT_FOUND"],
      rateLimit: READS,
      async handle({ request }) {
        const token = readReportToken(request.headers.authorization);
        if (token === null) throw new VitrineError("UNAUTHENTICATED");
        return { status: 200, body: await shares.read(token) };
      },
    }),
  ];
}
