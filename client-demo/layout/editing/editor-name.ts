import { signal } from "@preact/signals";

const STORAGE_KEY = "vitrine.editor-name";

/** How the other editors of the brand read who changed a layout; "" until it is said. Kept on this device. */
export const editorName = signal(localStorage.getItem(STORAGE_KEY) ?? "");

export function keepEditorName(name: string): void {
  editorName.value = name.slice(0, 40);
  localStorage.setItem(STORAGE_KEY, editorName.value);
}
