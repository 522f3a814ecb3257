import { signal } from "@preact/signals";

/** A short message that goes by itself. */
export type Toast = { readonly id: number; readonly tone: "plain" | "success" | "danger"; readonly text: string };

/** What is shown now, oldest first. */
export const toasts = signal<readonly Toast[]>([]);

let nextToastId = 1;

/** Shows a short message for a few seconds; the same text twice at once is shown once. */
export function showToast(text: string, tone: Toast["tone"] = "plain"): void {
  if (toasts.value.some((toast) => toast.text === text)) return;
  const toast = { id: nextToastId++, tone, text };
  toasts.value = [...toasts.value, toast];
  setTimeout(() => {
    toasts.value = toasts.value.filter((other) => other.id !== toast.id);
  }, 5_000);
}
