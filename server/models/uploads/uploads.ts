import { join } from "node:path";
import { Server } from "@tus/server";
import { ERRORS, type ErrorCode, VitrineError } from "../../../rooms/protocol/errors.ts";
import type { ModelVersion } from "../../../rooms/protocol/goods.ts";
import type { Catalog } from "../../catalog/service.ts";
import { isFullDisk } from "../../storage/full-disk.ts";
import { tellVersion } from "../versions/stored-version.ts";
import type { VersionBook } from "../versions/version-book.ts";
import type { Models } from "./service.ts";
import { type UploadRecord, UploadStore, uploadMetadata } from "./upload-store.ts";

export type UploadsDeps = {
  readonly catalog: Pick<Catalog, "brandOfProduct">;
  readonly models: Pick<Models, "assertWelcome" | "addVersion">;
  readonly book: VersionBook;
  /** Where uploads lie until they are complete; on the disk of the local storage. */
  readonly directory: string;
  readonly maxBytes: number;
  /** Turns whatever was thrown into the error that the asker is told. */
  explain(thrown: unknown): VitrineError;
};

/** How an upload stands; `version` is there once it was completed. */
type UploadStatus = { readonly size: number; readonly arrived: number; readonly version: ModelVersion | null };

/** Resumable uploads by the tus protocol 1.0. Who may is checked before, by the routes. */
export type Uploads = {
  /** Speaks the protocol: creates an upload, takes a part of it, ends it. */
  readonly protocol: Pick<Server, "handle">;
  /** Whose upload it is. @throws VitrineError NOT_FOUND */
  readRecord(uploadId: string): Promise<UploadRecord>;
  /**
   * How it stands. One that is complete but did not become a version, because something failed just then, becomes
   * one now: its sender has nothing left to send. @throws VitrineError NOT_FOUND, and as `Models.addVersion`
   */
  readStatus(uploadId: string): Promise<UploadStatus>;
  tidy(): Promise<void>;
};

const PATH = "/api/v1/uploads";

/** The id says from which upload a version came, so that completing it twice is harmless. */
const versionIdOf = (uploadId: string): string => `mv_${uploadId}`;

export function createUploads(deps: UploadsDeps): Uploads {
  const { catalog, models, book, directory, maxBytes } = deps;
  const store = new UploadStore(join(directory, "uploads"));
  const complete = async (uploadId: string): Promise<ModelVersion> => {
    const { metadata } = await store.readRecord(uploadId);
    const { brandId, productId, fileName, publish } = metadata;
    try {
      return await models.addVersion(brandId, productId, store.pathOf(uploadId), {
        fileName,
        publishWhenReady: publish === "when-ready",
        versionId: versionIdOf(uploadId),
      });
    } catch (error) {
      // Nothing that is done later makes it welcome; after anything else it can be completed by asking again.
      if (error instanceof VitrineError && !ERRORS[error.code].retryable) await store.remove(uploadId);
      throw error;
    }
  };
  const protocol = new Server({
    path: PATH,
    datastore: store,
    relativeLocation: true,
    maxSize: maxBytes,
    // What may be asked from where is said for all routes in one place.
    allowedOrigins: () => false,
    exposedHeaders: ["Vitrine-Version"],
    async onUploadCreate(_request, upload) {
      const parsed = uploadMetadata.safeParse(upload.metadata ?? {});
      if (!parsed.success) throw new VitrineError("VALIDATION_FAILED", describeMetadata(parsed.error.issues));
      if (!upload.size) throw new VitrineError("BAD_REQUEST");
      const brandId = await catalog.brandOfProduct(parsed.data.productId);
      await models.assertWelcome(brandId, parsed.data.productId);
      await store.assertRoom(brandId);
      return { metadata: { ...parsed.data, brandId } };
    },
    async onUploadFinish(_request, upload) {
      return { headers: { "Vitrine-Version": (await complete(upload.id)).id } };
    },
    onResponseError: (_request, error) => answerError(error, deps.explain),
  });
  return {
    protocol,
    readRecord: (uploadId) => store.readRecord(uploadId),
    tidy: () => store.tidy(),
    async readStatus(uploadId) {
      const { size, metadata } = await store.readRecord(uploadId);
      const arrived = await store.countArrived(uploadId);
      if (arrived !== null && arrived < size) return { size, arrived, version: null };
      if (arrived !== null) return { size, arrived, version: await complete(uploadId) };
      const version = await book.read({ ...metadata, versionId: versionIdOf(uploadId) });
      return { size, arrived: size, version: tellVersion(version, undefined) };
    },
  };
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };

const describeMetadata = (issues: readonly Issue[]) =>
  issues.map(({ path, message }) => ({ in: "Upload-Metadata", path: path.map(String).join("."), message }));

/** What the protocol's own refusals are called here. */
const CODES: Readonly<Record<number, ErrorCode>> = {
  400: "BAD_REQUEST",
  403: "BAD_REQUEST",
  404: "NOT_FOUND",
  409: "UPLOAD_CONFLICT",
  410: "NOT_FOUND",
  412: "BAD_REQUEST",
  413: "MODEL_TOO_LARGE",
};

function answerError(error: Error | { status_code: number; body: string }, explain: UploadsDeps["explain"]) {
  const status = Reflect.get(error, "status_code");
  // What ends the writing comes out of the streams before them as it was.
  const code = isFullDisk(error) ? "STORAGE_FULL" : typeof status === "number" ? CODES[status] : undefined;
  const told = code === undefined ? explain(error) : new VitrineError(code);
  return { status_code: ERRORS[told.code].status, body: JSON.stringify(told.toBody()) };
}
