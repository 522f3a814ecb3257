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
