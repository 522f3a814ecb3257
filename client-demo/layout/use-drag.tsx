import { useEffect, useRef, useState } from "preact/hooks";

export type Drop = (at: { readonly x: number; readonly z: number }) => void;

const DRAG_PX = 6;
/** The click that a browser sends after a drag comes at once. */
const CLICK_AFTER_MS = 60;

/** Lets something be carried by a mouse or pen; a finger scrolls instead and taps to add. */
export function useDrag(name: string, onDrop: (clientX: number, clientY: number) => void) {
  const [at, setAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const droppedAtMs = useRef(Number.NEGATIVE_INFINITY);
  const end = useRef<(() => void) | null>(null);
  useEffect(() => () => end.current?.(), []);

  function onPointerDown(event: PointerEvent): void {
    if (event.button !== 0 || event.pointerType === "touch") return;
    const { clientX: startX, clientY: startY } = event;
    const listening = new AbortController();
    const { signal } = listening;
    let isDragged = false;
    end.current = () => listening.abort();
    addEventListener(
      "pointermove",
      ({ clientX: x, clientY: y }) => {
        isDragged ||= Math.hypot(x - startX, y - startY) > DRAG_PX;
        if (isDragged) setAt({ x, y });
      },
      { signal },
    );
    addEventListener(
      "pointerup",
      ({ clientX, clientY }) => {
        listening.abort();
        setAt(null);
        if (!isDragged) return;
        droppedAtMs.current = performance.now();
        onDrop(clientX, clientY);
      },
      { signal },
    );
    const giveUp = () => {
      listening.abort();
      setAt(null);
    };
    addEventListener("pointercancel", giveUp, { signal });
  }

  const ghost = at ? (
    <span class="drag-ghost" style={{ left: `${at.x}px`, top: `${at.y}px` }} aria-hidden="true">
      {name}
    </span>
  ) : null;
  return { onPointerDown, ghost, hasJustDropped: () => performance.now() - droppedAtMs.current < CLICK_AFTER_MS };
}
