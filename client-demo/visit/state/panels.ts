import { signal } from "@preact/signals";

export type DialogName = "cart" | "settings" | "help" | "exhibits";

/** The dialog that is open; one at a time. */
export const openDialog = signal<DialogName | null>(null);

/** Whether the panel with people and chat is unfolded. */
export const isPeopleOpen = signal(false);

/** Whether the row of emotes is shown. */
export const isEmotesOpen = signal(false);

/** Chat lines that arrived while the panel was folded. */
export const seenChatId = signal(0);
