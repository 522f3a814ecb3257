import { z } from "zod";
import { model, product } from "../../../rooms/protocol/catalog.ts";
import { id } from "../../../rooms/protocol/identity.ts";
import type { Catalog } from "../../catalog/service.ts";
import { formatEtag } from "../../http/etag.ts";
import { type Route, route } from "../../http/route.ts";
import type { Models } from "./service.ts";

const productParams = z.object({ productId: id });
const UPLOADS = { name: "upload", requests: 20, seconds: 60 };

export type ModelRoutesDeps = { readonly models: Models; readonly catalog: Catalog };

/** The model of a product. */
export function modelRoutes({ models, catalog }: ModelRoutesDeps): Route[] {
  return [
    route({
      method: "put",
      path: "/api/v1/products/{productId}/model",
      summary: "Upload a model",
      description:
        "The body is a GLB file. It is checked, kept under its hash and shown in running rooms at once, as a new version. What is made of it takes its place as soon as that is ready. A refusal lists every finding in `details`.",
      tag: "Products",
      action: "model.upload",
      params: productParams,
      upload: ["model/gltf-binary", "application/octet-stream"],
      responses: {
        200: {
          description: "The product with its new model",
          schema: product,
          headers: { ETag: "The version to send as If-Match with an edit" },
        },
      },
      errors: ["NOT_FOUND", "MODEL_INVALID", "MODEL_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE", "QUEUE_FULL", "STORAGE_FULL"],
      rateLimit: UPLOADS,
      async handle({ params: { productId }, request, authorize }) {
        const brandId = await catalog.brandOfProduct(productId);
        authorize({ brandId });
        const declaredBytes = Number(request.headers["content-length"] ?? 0);
        const changed = await models.storeModel(brandId, productId, { body: request, declaredBytes });
        return { status: 200, body: changed, headers: { ETag: formatEtag(catalog.versionOf(changed)) } };
      },
    }),
    route({
      method: "get",
      path: "/api/v1/products/{productId}/model",
      summary: "Read about a product's model",
      description: "Measures and findings; the file itself is at `url`, which never changes its content.",
      tag: "Products",
      action: "product.read",
      params: productParams,
      responses: { 200: { description: "The model", schema: model } },
      errors: ["NOT_FOUND", "MODEL_MISSING"],
      async handle({ params: { productId } }) {
        const brandId = await catalog.brandOfProduct(productId);
        const body = await models.readModel(brandId, productId);
        return { status: 200, body, headers: { "Cache-Control": "no-cache" } };
      },
    }),
  ];
}
