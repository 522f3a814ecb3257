import { loading } from "../state/store.ts";
import { megabytes } from "./wording.ts";

/** Quiet progress until the showroom's models are there, in the megabytes that really arrived. */
export function LoadingScreen({ text = "Opening the showroom" }: { readonly text?: string }) {
  const { loadedBytes, totalBytes } = loading.value;
  const percent = totalBytes > 0 ? Math.min(100, Math.round((loadedBytes / totalBytes) * 100)) : 0;
  return (
    <section class="cover" aria-label="Loading">
      <div class="cover-card loading-card">
        <p class="wordmark">Vitrine</p>
        <div
          class="progress"
          role="progressbar"
          aria-label={text}
          aria-valuemin={0}
          aria-valuemax={100}
          {...(totalBytes > 0 ? { "aria-valuenow": percent } : {})}
        >
          <div class={totalBytes > 0 ? "" : "waiting"} style={totalBytes > 0 ? { width: `${percent}%` } : {}} />
        </div>
        <p class="soft small numbers">
          {text}
          {totalBytes > 0 ? ` · ${megabytes(loadedBytes)} of ${megabytes(totalBytes)}` : ""}
        </p>
      </div>
    </section>
  );
}
