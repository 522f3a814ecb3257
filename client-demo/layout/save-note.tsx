import type { Signal } from "@preact/signals";
import { Icon } from "../kit/icons.tsx";
import type { SaveState } from "./editing/draft-keeper.ts";

const WORDS = {
  saved: "Draft saved",
  waiting: "Not saved yet",
  saving: "Saving",
  failed: "Not saved",
  conflict: "Changed by somebody else",
} as const;

/** Whether what is on the screen is kept. */
export function SaveNote({ save }: { readonly save: Signal<SaveState> }) {
  const now = save.value;
  return (
    <p class={`save-note small ${now.state}`} role="status" title={now.state === "failed" ? now.problem : undefined}>
      {now.state === "saved" ? <Icon name="check" /> : null}
      {now.state === "saving" ? <span class="spinner" aria-hidden="true" /> : null}
      {now.state === "failed" || now.state === "conflict" ? <Icon name="warning" /> : null}
      {WORDS[now.state]}
    </p>
  );
}
