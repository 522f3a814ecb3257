import { signal } from "@preact/signals";
import { type ApiError, explainError } from "../../sdk/api-error.ts";
import { createResumableUpload, type ResumableUpload } from "../../sdk/resumable-upload.ts";
import { brandKey } from "../session/session.ts";
import type { Bundle } from "./choose-bundle.ts";
import { packFolder } from "./pack-folder.ts";
import { createUploadPace } from "./upload-pace.ts";

/** A model on its way to the server. `waiting` goes on by itself when the connection is back; `failed` does not. */
export type UploadView = {
  readonly id: number;
  readonly productId: string;
  readonly productName: string;
  readonly fileName: string;
  readonly publish: "when-ready" | "manual";
  readonly state: "packing" | "sending" | "paused" | "waiting" | "failed" | "sent";
  readonly sentBytes: number;
  /** 0 until it is packed. */
  readonly totalBytes: number;
  readonly secondsLeft: number | null;
  /** Why it failed, for a person. */
  readonly problem: string | null;
  /** What the server made of it. */
  readonly versionId: string | null;
};

type Wanted = Pick<UploadView, "productId" | "productName" | "publish"> & {
  readonly bundle: Exclude<Bundle, { readonly kind: "problem" }>;
};

/** All uploads of this tab, oldest first; they go on whichever page of the console is open. */
export const uploads = signal<readonly UploadView[]>([]);

const running = new Map<number, ResumableUpload>();
let lastId = 0;

/** Begins to send a model. */
export function beginUpload({ bundle, ...about }: Wanted): void {
  const id = ++lastId;
  const started = { sentBytes: 0, totalBytes: 0, secondsLeft: null, problem: null, versionId: null } as const;
  uploads.value = [...uploads.value, { ...about, ...started, id, fileName: bundle.name, state: "packing" }];
  packBundle(bundle).then(
    (file) => sendFile(id, file),
    () => change(id, { state: "failed", problem: "A file could not be read. Choose the model again." }),
  );
}

export function pauseUpload(id: number): void {
  running.get(id)?.pause();
  change(id, { state: "paused", secondsLeft: null });
}

/** Goes on with a paused, waiting or failed upload where it stands. */
export function resumeUpload(id: number): void {
  if (!running.has(id)) return;
  change(id, { state: "sending", problem: null });
  running.get(id)?.start();
}

/** Gives an upload up, and has the server forget what has arrived. */
export function cancelUpload(id: number): void {
  running.get(id)?.cancel();
  forgetUpload(id);
}

/** Takes an upload off the list. */
export function forgetUpload(id: number): void {
  running.delete(id);
  uploads.value = uploads.value.filter((each) => each.id !== id);
}

function packBundle(bundle: Wanted["bundle"]): Promise<Blob> {
  return bundle.kind === "file" ? Promise.resolve(bundle.content) : packFolder(bundle.files);
}

function sendFile(id: number, file: Blob): void {
  const view = uploads.value.find((each) => each.id === id);
  // It was given up while it was packed.
  if (!view) return;
  const { fileName, productId, publish } = view;
  const pace = createUploadPace();
  const readToken = () => brandKey.value.value;
  const upload = createResumableUpload(
    { file, fileName, productId, publish, readToken },
    {
      onSent(sentBytes) {
        pace.note(sentBytes, performance.now());
        if (isUnderWay(id)) change(id, { state: "sending", sentBytes, secondsLeft: pace.secondsLeft(file.size) });
      },
      onWaiting: () => change(id, { state: "waiting", secondsLeft: null }),
      onFailed: (error) => change(id, failureOf(error)),
      onDone(versionId) {
        running.delete(id);
        change(id, { state: "sent", sentBytes: file.size, secondsLeft: null, versionId });
      },
    },
  );
  running.set(id, upload);
  change(id, { state: "sending", totalBytes: file.size });
  upload.start();
}

/** A lost connection is waited for; anything else is for the person to decide. */
function failureOf(error: ApiError): Partial<UploadView> {
  if (error.code === "NETWORK") return { state: "waiting", secondsLeft: null };
  return { state: "failed", secondsLeft: null, problem: explainError(error) };
}

/** A last word of the browser about a part that was on its way must not undo a pause. */
function isUnderWay(id: number): boolean {
  return uploads.value.some((each) => each.id === id && (each.state === "sending" || each.state === "waiting"));
}

function change(id: number, fields: Partial<UploadView>): void {
  uploads.value = uploads.value.map((each) => (each.id === id ? { ...each, ...fields } : each));
}

addEventListener("online", () => {
  for (const { id, state } of uploads.value) if (state === "waiting") resumeUpload(id);
});
addEventListener("beforeunload", (event) => {
  const isSending = ({ state }: UploadView) => state !== "sent" && state !== "failed";
  if (uploads.value.some(isSending)) event.preventDefault();
});
