import type { Actions } from "./actions.ts";
import type { Editor } from "./editor.ts";

type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

const ARROWS: Readonly<Record<string, readonly [right: number, away: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** What a key does to the layout; null for a key that is not the editor's. */
export function findKeyAction(key: Key, editor: Editor, actions: Actions): (() => void) | null {
  const name = key.key.length === 1 ? key.key.toLowerCase() : key.key;
  if (key.altKey) return null;
  if (key.ctrlKey || key.metaKey) return findCommand(name, key.shiftKey, editor, actions);
  if (editor.selected.value === null) return null;
  const arrow = ARROWS[name];
  if (arrow) return () => actions.nudge(...arrow, key.shiftKey);
  switch (name) {
    case "q":
    case "[":
      return () => actions.turnBy(1, key.shiftKey);
    case "e":
    case "]":
      return () => actions.turnBy(-1, key.shiftKey);
    case "Delete":
    case "Backspace":
      return actions.remove;
    case "Escape":
      return () => actions.choose(null);
    default:
      return null;
  }
}

function findCommand(name: string, isShifted: boolean, editor: Editor, actions: Actions): (() => void) | null {
  if (name === "z") return isShifted ? editor.redo : editor.undo;
  if (name === "y") return editor.redo;
  return name === "d" && editor.selected.value ? actions.duplicate : null;
}

/** Whether a press belongs to a field that is being typed into, or to an open dialog. */
export function isTypedElsewhere(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || document.querySelector("dialog[open]")) return true;
  const target = event.target;
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}
