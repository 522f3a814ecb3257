/** Whether an Escape is meant for the page itself: not for an open dialog, nor for a field being typed in. */
export function isEscapeForPage(event: KeyboardEvent): boolean {
  return event.key === "Escape" && !event.defaultPrevented && !isForOthers(event);
}

/** Whether a single key is a shortcut: no modifier, nobody typing, no dialog open. */
export function isShortcut(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat && !isForOthers(event);
}

function isForOthers(event: KeyboardEvent): boolean {
  if (document.querySelector("dialog[open]")) return true;
  const target = event.target;
  return target instanceof HTMLElement && target.matches("input:not([type=radio]), textarea, select");
}
