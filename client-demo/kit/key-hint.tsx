/** The key of a control, for eyes; `aria-keyshortcuts` on the control says it to screen readers. */
export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <span class="key key-hint" aria-hidden="true">
      {keys}
    </span>
  );
}
