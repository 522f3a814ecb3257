import type { ZodType } from "zod";
import { errorFromReply, localError } from "./api-error.ts";
import { addressOf } from "./http.ts";

/** How far an upload is. `checking` begins when the last byte has left and the server looks at the file. */
export type UploadProgress =
  | { readonly stage: "sending"; readonly sentBytes: number; readonly totalBytes: number }
  | { readonly stage: "checking" };

type Upload = {
  readonly path: string;
  readonly file: Blob;
  readonly token: string | null;
  readonly onProgress: (progress: UploadProgress) => void;
  readonly signal: AbortSignal | undefined;
};

/**
 * Sends a GLB with PUT and reports progress, which `fetch` cannot.
 * @throws ApiError with the server's code, NETWORK, ABORTED or UNEXPECTED_REPLY
 */
export function uploadFile<T>(upload: Upload, reply: ZodType<T>): Promise<T> {
  const { path, file, token, onProgress, signal } = upload;
  const request = new XMLHttpRequest();
  const done = new Promise<T>((resolve, reject) => {
    request.upload.onprogress = ({ loaded }) =>
      onProgress({ stage: "sending", sentBytes: loaded, totalBytes: file.size });
    request.upload.onload = () => onProgress({ stage: "checking" });
    request.onerror = () => reject(localError("NETWORK"));
    request.onabort = () => reject(localError("ABORTED"));
    request.onload = () => {
      const body = parseJson(request.responseText);
      if (request.status >= 400) return reject(errorFromReply(request.status, body));
      const parsed = reply.safeParse(body);
      return parsed.success ? resolve(parsed.data) : reject(localError("UNEXPECTED_REPLY"));
    };
  });
  request.open("PUT", addressOf({ path }));
  request.setRequestHeader("Content-Type", "model/gltf-binary");
  if (token) request.setRequestHeader("Authorization", `Bearer ${token}`);
  signal?.addEventListener("abort", () => request.abort(), { once: true });
  request.send(file);
  return done;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
