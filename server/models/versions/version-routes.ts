import { createHash } from "node:crypto";
import { z } from "zod";
import {
  modelVersion,
  modelVersionDetail,
  modelVersionList,
  publishRequest,
  rescaleRequest,
} from "../../../rooms/protocol/goods.ts";
import { id } from "../../../rooms/protocol/identity.ts";
import type { Catalog } from "../../catalog/service.ts";
import { formatEtag, matchesIfNoneMatch } from "../../http/etag.ts";
import { type Reply, type Route, route } from "../../http/route.ts";
import type { VersionPlace } from "./stored-version.ts";
import type { Versions } from "./versions.ts";

export type VersionRoutesDeps = { readonly versions: Versions; readonly catalog: Catalog };

const AT = "/api/v1/products/{productId}/model/versions";
const productParams = z.object({ productId: id });
const versionParams = z.object({ productId: id, versionId: id });
type VersionParams = z.output<typeof versionParams>;

/** The console asks once a second while it shows a version that is being prepared. */
const WATCHING = { name: "watch-versions", requests: 1_200, seconds: 60 };

/** The versions of a product's model: what became of each upload, and which one is on the shelf. */
export function versionRoutes({ versions, catalog }: VersionRoutesDeps): Route[] {
  const act = changeRoute(catalog);
  return [
    listRoute({ versions, catalog }),
    readRoute({ versions, catalog }),
    publishRoute({ versions, catalog }),
    act({
      method: "delete",
      path: `${AT}/{versionId}/schedule`,
      summary: "Take back the time of publishing",
      description: "The version is not published by itself any more. Nothing happens where no time was set.",
      errors: ["NOT_FOUND"],
      change: versions.unschedule,
    }),
    act({
      method: "post",
      path: `${AT}/{versionId}/cancel`,
      summary: "Stop preparing a version",
      description: "Takes it out of the queue or ends the work on it. What is on the shelf stays there.",
      errors: ["NOT_FOUND", "VERSION_DONE"],
      change: versions.cancel,
    }),
    act({
      method: "post",
      path: `${AT}/{versionId}/retry`,
      summary: "Prepare a version once more",
      description: "For one that was refused, failed or was cancelled; it is queued again under the same id.",
      errors: ["NOT_FOUND", "VERSION_DONE", "QUEUE_FULL"],
      change: versions.retry,
    }),
    rescaleRoute({ versions, catalog }),
  ];
}

async function placeOf(catalog: Catalog, { productId, versionId }: VersionParams): Promise<VersionPlace> {
  return { brandId: await catalog.brandOfProduct(productId), productId, versionId };
}

/** Replies with an ETag of the content, so that asking again costs little. */
function replyUnlessKnown(headers: Parameters<typeof matchesIfNoneMatch>[0], body: unknown): Reply {
  const tag = createHash("sha256").update(JSON.stringify(body)).digest("base64url").slice(0, 22);
  const caching = { ETag: formatEtag(tag), "Cache-Control": "private, no-cache" };
  return matchesIfNoneMatch(headers, tag) ? { status: 304, headers: caching } : { status: 200, body, headers: caching };
}

function listRoute({ versions, catalog }: VersionRoutesDeps): Route {
  return route({
    method: "get",
    path: AT,
    summary: "List the versions of a product's model",
    description: "Newest first, each with its state. Ask with If-None-Match to watch one that is being prepared.",
    tag: "Model versions",
    action: "model.upload",
    params: productParams,
    responses: {
      200: { description: "All versions", schema: modelVersionList, headers: { ETag: "Changes with any of them" } },
      304: { description: "Nothing has changed since If-None-Match" },
    },
    errors: ["NOT_FOUND"],
    rateLimit: WATCHING,
    async handle({ params: { productId }, request, authorize }) {
      const brandId = await catalog.brandOfProduct(productId);
      authorize({ brandId });
      return replyUnlessKnown(request.headers, { items: await versions.list(brandId, productId) });
    },
  });
}

function readRoute({ versions, catalog }: VersionRoutesDeps): Route {
  return route({
    method: "get",
    path: `${AT}/{versionId}`,
    summary: "Read a version with its report",
    description: "The report is null until the check is done, and has no outputs until the version is ready.",
    tag: "Model versions",
    action: "model.upload",
    params: versionParams,
    responses: {
      200: { description: "The version", schema: modelVersionDetail, headers: { ETag: "Changes with it" } },
      304: { description: "Nothing has changed since If-None-Match" },
    },
    errors: ["NOT_FOUND"],
    rateLimit: WATCHING,
    async handle({ params, request, authorize }) {
      const place = await placeOf(catalog, params);
      authorize(place);
      return replyUnlessKnown(request.headers, await versions.read(place));
    },
  });
}

function publishRoute({ versions, catalog }: VersionRoutesDeps): Route {
  return route({
    method: "post",
    path: `${AT}/{versionId}/publish`,
    summary: "Put a version on the shelf",
    description:
      "Now, or `at` a time. Running rooms fade to it. To roll back, publish an older version. A version that could not be optimised may be published as it was uploaded where that is fit for the showroom.",
    tag: "Model versions",
    action: "model.upload",
    params: versionParams,
    body: publishRequest,
    responses: { 200: { description: "The version as it is now", schema: modelVersion } },
    errors: ["NOT_FOUND", "VERSION_NOT_READY"],
    async handle({ params, body, authorize }) {
      const place = await placeOf(catalog, params);
      authorize(place);
      return { status: 200, body: await versions.publish(place, body.at) };
    },
  });
}

function rescaleRoute({ versions, catalog }: VersionRoutesDeps): Route {
  return route({
    method: "post",
    path: `${AT}/{versionId}/rescale`,
    summary: "Prepare the same file in another unit",
    description:
      "For a file whose report says that it is not in metres: `factor` is 0.001 for millimetres, 0.0254 for inches. Makes a new version of the same upload.",
    tag: "Model versions",
    action: "model.upload",
    params: versionParams,
    body: rescaleRequest,
    responses: {
      202: { description: "The new version", schema: modelVersion, headers: { Location: "Its address" } },
    },
    errors: ["NOT_FOUND", "QUEUE_FULL"],
    async handle({ params, body, authorize }) {
      const place = await placeOf(catalog, params);
      authorize(place);
      return replyWithNew(await versions.rescale(place, body.factor));
    },
  });
}

/** 202: it is there, and will be prepared. */
export function replyWithNew(added: z.output<typeof modelVersion>): Reply {
  const Location = `/api/v1/products/${added.productId}/model/versions/${added.id}`;
  return { status: 202, body: added, headers: { Location, "Vitrine-Version": added.id } };
}

type ChangeSpec = Pick<Route, "method" | "summary" | "description" | "errors" | "path"> & {
  change(place: VersionPlace): Promise<z.output<typeof modelVersion>>;
};

/** Routes that need nothing but to know which version. */
function changeRoute(catalog: Catalog): (spec: ChangeSpec) => Route {
  return ({ change, ...spec }) =>
    route({
      ...spec,
      tag: "Model versions",
      action: "model.upload",
      params: versionParams,
      responses: { 200: { description: "The version as it is now", schema: modelVersion } },
      async handle({ params, authorize }) {
        const place = await placeOf(catalog, params);
        authorize(place);
        return { status: 200, body: await change(place) };
      },
    });
}
