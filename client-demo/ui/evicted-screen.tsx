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
