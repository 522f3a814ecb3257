import { Icon } from "./icons.tsx";
import { toasts } from "./toasts.ts";

/** Short messages, read aloud as they come. The region is always there, or screen readers would miss the first. */
export function ToastStack() {
  return (
    <section class="toasts" aria-label="Messages" aria-live="polite">
      {toasts.value.map((toast) => (
        <p key={toast.id} class={`toast ${toast.tone}`}>
          <Icon name={toast.tone === "success" ? "check" : toast.tone === "danger" ? "warning" : "info"} />
          <span>{toast.text}</span>
        </p>
      ))}
    </section>
  );
}
