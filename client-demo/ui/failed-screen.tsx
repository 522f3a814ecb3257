import { failure } from "../state/store.ts";

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
