/** What the keys ask for now: −1…1 each, relative to where the visitor looks. */
export type KeyState = { forward: number; right: number; turn: number; hurrying: boolean };

export type Keyboard = { readonly state: KeyState; dispose(): void };

type Axis = "forward" | "right" | "turn";

/** By place on the keyboard, so that WASD is where the hand is on any layout. */
const KEYS: Readonly<Record<string, readonly [Axis, -1 | 1]>> = {
  KeyW: ["forward", 1],
  ArrowUp: ["forward", 1],
  KeyS: ["forward", -1],
  ArrowDown: ["forward", -1],
  KeyA: ["right", -1],
  KeyD: ["right", 1],
  ArrowLeft: ["right", -1],
  ArrowRight: ["right", 1],
  KeyQ: ["turn", 1],
  KeyE: ["turn", -1],
};

/** Works out the state from the keys that are down. */
export function readKeys(down: ReadonlySet<string>, out: KeyState): void {
  out.forward = 0;
  out.right = 0;
  out.turn = 0;
  for (const code of down) {
    const key = KEYS[code];
    if (key) out[key[0]] = Math.max(-1, Math.min(1, out[key[0]] + key[1]));
  }
  out.hurrying = down.has("ShiftLeft") || down.has("ShiftRight");
}

/** Whether a key press belongs to something else: a field, a control that uses arrows, an open dialog, a shortcut. */
function isTakenElsewhere(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  if (document.querySelector("dialog[open]")) return true;
  const target = event.target;
  return (
    target instanceof Element &&
    target.closest(
      "input, textarea, select, [contenteditable], [role=slider], [role=listbox], [role=menu], [role=radiogroup]",
    ) !== null
  );
}

/** Listens for walking keys on the page; keys that are typed into fields are left alone. */
export function createKeyboard(): Keyboard {
  const down = new Set<string>();
  const state: KeyState = { forward: 0, right: 0, turn: 0, hurrying: false };
  const listening = new AbortController();
  const { signal } = listening;

  function onDown(event: KeyboardEvent): void {
    if (isTakenElsewhere(event)) return;
    const isMove = event.code in KEYS;
    if (!isMove && !event.code.startsWith("Shift")) return;
    down.add(event.code);
    readKeys(down, state);
    // Arrow keys would scroll the page.
    if (isMove) event.preventDefault();
  }

  function onUp(event: KeyboardEvent): void {
    if (down.delete(event.code)) readKeys(down, state);
  }

  function letGo(): void {
    down.clear();
    readKeys(down, state);
  }

  window.addEventListener("keydown", onDown, { signal });
  window.addEventListener("keyup", onUp, { signal });
  // Keys that come up while another window or a field has the focus are never heard of.
  window.addEventListener("blur", letGo, { signal });
  document.addEventListener("focusin", (event) => event.target instanceof HTMLInputElement && letGo(), { signal });
  return { state, dispose: () => listening.abort() };
}
