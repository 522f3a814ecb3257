import { megabytes } from "../../kit/wording.ts";
import { failure, loading } from "../state/store.ts";

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

/** Shown where the visitor's older window lost its place to a newer one. */
export function EvictedScreen({ onReturn }: { readonly onReturn: () => void }) {
  return (
    <section class="cover" aria-labelledby="evicted-title">
      <div class="cover-card">
        <h1 id="evicted-title">You are in another window</h1>
        <p>You opened the showroom in another window, so this one was closed. A visitor is in one place at a time.</p>
        <button type="button" class="button primary" onClick={onReturn}>
          Continue here
        </button>
      </div>
    </section>
  );
}

/** Says what went wrong on the way in, and lets the visitor try again. */
export function FailedScreen({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <section class="cover" aria-labelledby="failed-title">
      <div class="cover-card" role="alert">
        <h1 id="failed-title">The door did not open</h1>
        <p>{failure.value ?? "The showroom could not be reached."}</p>
        <p class="soft small">Your cart is kept. If this goes on, reload the page.</p>
        <button type="button" class="button primary" onClick={onRetry}>
          Try again
        </button>
      </div>
    </section>
  );
}

/** Shown while the connection is being taken up again; the room stays in view. */
export function ReconnectingBanner() {
  return (
    <div class="banner" role="status">
      <span class="spinner" aria-hidden="true" />
      <span>
        <strong>Connection lost.</strong> Coming back to where you stood. Your cart is safe.
      </span>
    </div>
  );
}
