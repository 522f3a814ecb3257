import { DetailedError, Upload } from "tus-js-client";
import { type ApiError, errorFromReply, localError } from "./api-error.ts";

const ENDPOINT = "/api/v1/uploads";
/** Small enough that a lost part is soon sent again, large enough that asking costs little. */
const PART_BYTES = 4_000_000;
/** Then the upload waits until the connection is back, or until somebody asks for another try. */
const RETRY_AFTER_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

export type ResumableRequest = {
  readonly file: Blob;
  readonly fileName: string;
  readonly productId: string;
  readonly publish: "when-ready" | "manual";
  readonly readToken: () => string | null;
};

export type ResumableListener = {
  /** Bytes that have left; bytes that are known to have arrived may be fewer. */
  onSent(sentBytes: number): void;
  /** The connection is away; it goes on by itself. */
  onWaiting(): void;
  onFailed(error: ApiError): void;
  onDone(versionId: string): void;
};

/** An upload that can be paused and survives a lost connection, a closed laptop and a reload of the page. */
export type ResumableUpload = { start(): void; pause(): void; cancel(): void };

/** Prepares an upload by the tus protocol; nothing is sent before `start`. */
export function createResumableUpload(request: ResumableRequest, listener: ResumableListener): ResumableUpload {
  const { file, fileName, productId, publish, readToken } = request;
  const upload = new Upload(file as File, {
    endpoint: ENDPOINT,
    chunkSize: PART_BYTES,
    retryDelays: RETRY_AFTER_MS,
    metadata: { productId, fileName, publish },
    removeFingerprintOnSuccess: true,
    // The same file for another product, or to be shown at another time, is another upload.
    fingerprint: async () => ["vitrine", productId, publish, fileName, file.size, lastChange(file)].join("|"),
    onBeforeRequest: (outgoing) => outgoing.setHeader("Authorization", `Bearer ${readToken() ?? ""}`),
    onProgress: (sentBytes) => listener.onSent(sentBytes),
    onShouldRetry: (error) => {
      if (!isPassing(error)) return false;
      listener.onWaiting();
      return true;
    },
    onError: (error) => listener.onFailed(toApiError(error)),
    onSuccess: ({ lastResponse }) => {
      const versionId = lastResponse.getHeader("Vitrine-Version");
      if (versionId) listener.onDone(versionId);
      else listener.onFailed(localError("UNEXPECTED_REPLY"));
    },
  });
  const goOn = () => upload.start();
  return {
    start() {
      upload
        .findPreviousUploads()
        .then(([previous]) => {
          if (previous && upload.url === null) upload.resumeFromPreviousUpload(previous);
        })
        // Where the browser keeps nothing there is nothing to take up again.
        .catch(() => undefined)
        .finally(goOn);
    },
    pause: () => void upload.abort(),
    cancel: () => void upload.abort(true).catch(() => undefined),
  };
}

function lastChange(file: Blob): number {
  return file instanceof File ? file.lastModified : 0;
}

/** No answer, a server that is restarting, or a part that has to be sent again. */
function isPassing(error: Error | DetailedError): boolean {
  const status = statusOf(error);
  return status === 0 || status === 409 || status === 423 || status === 429 || (status >= 500 && status !== 507);
}

function statusOf(error: Error | DetailedError): number {
  return error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0;
}

function toApiError(error: Error | DetailedError): ApiError {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  if (!response || response.getStatus() === 0) return localError("NETWORK");
  return errorFromReply(response.getStatus(), parseJson(response.getBody()));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
