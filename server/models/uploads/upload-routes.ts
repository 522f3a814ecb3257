import type { Request, Response } from "express";
import { z } from "zod";
import { VitrineError } from "../../../rooms/protocol/errors.ts";
import { modelVersion } from "../../../rooms/protocol/goods.ts";
import { id } from "../../../rooms/protocol/identity.ts";
import type { Catalog } from "../../catalog/service.ts";
import { type Route, route } from "../../http/route.ts";
import { replyWithNew } from "../versions/version-routes.ts";
import type { Models } from "./service.ts";
import type { Uploads } from "./uploads.ts";

export type UploadRoutesDeps = { readonly uploads: Uploads; readonly models: Models; readonly catalog: Catalog };

const UPLOADS = { name: "upload", requests: 20, seconds: 60 };
/** A hundred megabytes in parts of one, and their repetitions. */
const PARTS = { name: "upload-part", requests: 600, seconds: 60 };

const PATH = "/api/v1/uploads";
const ONE = `${PATH}/{uploadId}` as const;
const uploadParams = z.object({ uploadId: z.string().regex(/^[0-9a-f]{32}$/, "Not an upload") });
const TUS = { "Tus-Resumable": "1.0.0" };
const TAG = "Uploads";

/** Ways in for models of any size: resumable by the tus protocol, or in one request. */
export function uploadRoutes(deps: UploadRoutesDeps): Route[] {
  return [describeRoute(deps), createRoute(deps), statusRoute(deps), partRoute(deps), endRoute(deps), postRoute(deps)];
}

function describeRoute({ uploads }: UploadRoutesDeps): Route {
  return route({
    method: "options",
    path: PATH,
    summary: "Read what the upload protocol offers",
    tag: TAG,
    action: "public.read",
    responses: { 204: { description: "tus 1.0 with creation, expiration and termination; `Tus-Max-Size` in bytes" } },
    handle: ({ request, response }) => speakTus(uploads, request, response),
  });
}

function createRoute({ uploads, catalog }: UploadRoutesDeps): Route {
  return route({
    method: "post",
    path: PATH,
    summary: "Begin a resumable upload",
    description:
      "tus 1.0. `Upload-Metadata` has `productId`, `fileName` and `publish` (`when-ready` or `manual`). An upload that is not complete after a day expires.",
    tag: TAG,
    action: "model.upload",
    requestHeaders: {
      "Tus-Resumable": "`1.0.0`",
      "Upload-Length": "Bytes of the file",
      "Upload-Metadata": "Key, space, value in base64; separated by commas",
    },
    responses: { 201: { description: "Ready for the first part", headers: { Location: "The upload's address" } } },
    errors: ["NOT_FOUND", "BAD_REQUEST", "VALIDATION_FAILED", "MODEL_TOO_LARGE", "QUEUE_FULL", "STORAGE_FULL"],
    rateLimit: UPLOADS,
    async handle({ request, response, authorize }) {
      const productId = readProductId(request.headers["upload-metadata"]);
      authorize({ brandId: await catalog.brandOfProduct(productId) });
      return speakTus(uploads, request, response);
    },
  });
}

function statusRoute({ uploads }: UploadRoutesDeps): Route {
  return route({
    method: "head",
    path: ONE,
    summary: "Ask how an upload stands",
    tag: TAG,
    action: "model.upload",
    params: uploadParams,
    responses: {
      200: {
        description: "It is there",
        headers: { "Upload-Offset": "Bytes that have arrived", "Vitrine-Version": "What became of it, once complete" },
      },
    },
    errors: ["NOT_FOUND", "QUEUE_FULL", "STORAGE_FULL"],
    rateLimit: PARTS,
    async handle({ params: { uploadId }, authorize }) {
      authorize((await uploads.readRecord(uploadId)).metadata);
      const { size, arrived, version } = await uploads.readStatus(uploadId);
      const standing = { ...TUS, "Upload-Length": String(size), "Upload-Offset": String(arrived) };
      return { status: 200, headers: version ? { ...standing, "Vitrine-Version": version.id } : standing };
    },
  });
}

function partRoute({ uploads }: UploadRoutesDeps): Route {
  return route({
    method: "patch",
    path: ONE,
    summary: "Send the next part of an upload",
    description: "The last part is answered with `Vitrine-Version`, the id of the version that the file became.",
    tag: TAG,
    action: "model.upload",
    params: uploadParams,
    upload: ["application/offset+octet-stream"],
    requestHeaders: { "Tus-Resumable": "`1.0.0`", "Upload-Offset": "Where the part begins" },
    responses: {
      204: {
        description: "The part has arrived",
        headers: { "Upload-Offset": "Bytes that have arrived", "Vitrine-Version": "After the last part" },
      },
    },
    errors: ["NOT_FOUND", "BAD_REQUEST", "UPLOAD_CONFLICT", "MODEL_TOO_LARGE", "QUEUE_FULL", "STORAGE_FULL"],
    rateLimit: PARTS,
    async handle({ params: { uploadId }, request, response, authorize }) {
      authorize((await uploads.readRecord(uploadId)).metadata);
      return speakTus(uploads, request, response);
    },
  });
}

function endRoute({ uploads }: UploadRoutesDeps): Route {
  return route({
    method: "delete",
    path: ONE,
    summary: "Give up an upload",
    description: "What has arrived is removed. A version that it became already stays.",
    tag: TAG,
    action: "model.upload",
    params: uploadParams,
    responses: { 204: { description: "It is gone" } },
    errors: ["NOT_FOUND", "BAD_REQUEST"],
    rateLimit: PARTS,
    async handle({ params: { uploadId }, request, response, authorize }) {
      authorize((await uploads.readRecord(uploadId)).metadata);
      return speakTus(uploads, request, response);
    },
  });
}

const postQuery = z.object({
  fileName: z.string().trim().min(1).max(255).default("model"),
  publish: z.enum(["when-ready", "manual"]).default("manual"),
});

function postRoute({ models, catalog }: UploadRoutesDeps): Route {
  return route({
    method: "post",
    path: "/api/v1/products/{productId}/model/versions",
    summary: "Upload a model as a new version",
    description:
      "For clients that send a file in one request: a GLB, a zip of a glTF with its files, or a glTF that holds all of them. It is checked and prepared later; watch the version that is answered.",
    tag: "Model versions",
    action: "model.upload",
    params: z.object({ productId: id }),
    query: postQuery,
    upload: ["model/gltf-binary", "model/gltf+json", "application/zip", "application/octet-stream"],
    responses: {
      202: { description: "The new version, queued", schema: modelVersion, headers: { Location: "Its address" } },
    },
    errors: ["NOT_FOUND", "MODEL_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE", "QUEUE_FULL", "STORAGE_FULL"],
    rateLimit: UPLOADS,
    async handle({ params: { productId }, query: { fileName, publish }, request, authorize }) {
      const brandId = await catalog.brandOfProduct(productId);
      authorize({ brandId });
      const declaredBytes = Number(request.headers["content-length"] ?? 0);
      const publishWhenReady = publish === "when-ready";
      const upload = { body: request, declaredBytes };
      return replyWithNew(await models.receiveVersion(brandId, productId, upload, { fileName, publishWhenReady }));
    },
  });
}

async function speakTus(uploads: Uploads, request: Request, response: Response): Promise<undefined> {
  response.setHeader("Cache-Control", "no-store");
  await uploads.protocol.handle(request, response);
  // The rest of a part that was refused is dropped: its sender listens only once it has sent everything.
  request.resume();
}

/** The product that an upload is for. @throws VitrineError VALIDATION_FAILED */
function readProductId(metadata: string | string[] | undefined): string {
  const pairs = String(metadata ?? "").split(",");
  const encoded = pairs.map((pair) => pair.trim().split(" ")).find(([key]) => key === "productId")?.[1];
  const parsed = id.safeParse(Buffer.from(encoded ?? "", "base64").toString("utf8"));
  if (parsed.success) return parsed.data;
  throw new VitrineError("VALIDATION_FAILED", [
    { in: "Upload-Metadata", path: "productId", message: "Say which product the model is for" },
  ]);
}
