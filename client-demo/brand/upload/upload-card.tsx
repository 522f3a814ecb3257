import { Icon } from "../../kit/icons.tsx";
import { StageList } from "./stage-list.tsx";
import { cancelUpload, forgetUpload, pauseUpload, resumeUpload, type UploadView } from "./uploads.ts";
import { stagesOfUpload } from "./version-stages.ts";

/** A file on its way to the server, which can be paused and given up. */
export function UploadCard({ upload }: { readonly upload: UploadView }) {
  const { id, fileName, state, totalBytes } = upload;
  const isStopped = state === "paused" || state === "failed" || state === "waiting";
  const canGoOn = isStopped && totalBytes > 0;
  return (
    <section class="panel works" aria-label={`Upload of ${fileName}`}>
      <div class="works-head">
        <h3>{fileName}</h3>
        {state === "sending" ? (
          <button type="button" class="button quiet" onClick={() => pauseUpload(id)}>
            <Icon name="pause" />
            Pause
          </button>
        ) : null}
        {canGoOn ? (
          <button type="button" class="button" onClick={() => resumeUpload(id)}>
            <Icon name="play" />
            {state === "paused" ? "Go on" : "Try again"}
          </button>
        ) : null}
        <button
          type="button"
          class="button quiet"
          onClick={() => (state === "failed" ? forgetUpload(id) : cancelUpload(id))}
        >
          {state === "failed" ? "Dismiss" : "Cancel"}
        </button>
      </div>
      <StageList stages={stagesOfUpload(upload)} />
      <p class="visually-hidden" role="status">
        {announce(upload)}
      </p>
    </section>
  );
}

/** What a screen reader hears: the state, and not every megabyte. */
function announce({ fileName, state, problem }: UploadView): string {
  if (state === "failed") return `${fileName} was not sent. ${problem ?? ""}`;
  if (state === "paused") return `The upload of ${fileName} is paused`;
  return state === "waiting" ? "The connection is away. The upload goes on by itself" : `Sending ${fileName}`;
}
