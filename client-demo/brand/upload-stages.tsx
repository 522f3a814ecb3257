import type { UploadProgress } from "../net/upload.ts";
import { Icon } from "../ui/icons.tsx";
import { megabytes } from "../ui/wording.ts";

/** Sending, then checking: each ticked off as it happens. */
export function UploadStages({ progress }: { readonly progress: UploadProgress }) {
  const isSent = progress.stage === "checking";
  const percent = isSent ? 100 : Math.round((progress.sentBytes / Math.max(1, progress.totalBytes)) * 100);
  return (
    <div class="upload-stages">
      <div
        class="progress"
        role="progressbar"
        aria-label="Upload"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <div style={{ width: `${percent}%` }} />
      </div>
      <ol aria-live="polite">
        <li class="upload-stage numbers">
          {isSent ? <Icon name="check" /> : <span class="spinner" aria-hidden="true" />}
          {isSent ? "Sent" : `Sending ${megabytes(progress.sentBytes)} of ${megabytes(progress.totalBytes)}`}
        </li>
        <li class={isSent ? "upload-stage" : "upload-stage soft"}>
          {isSent ? <span class="spinner" aria-hidden="true" /> : <span class="stage-wait" aria-hidden="true" />}
          Checking and measuring
        </li>
        <li class="upload-stage soft">
          <span class="stage-wait" aria-hidden="true" />
          Showing it in open rooms
        </li>
      </ol>
    </div>
  );
}
