import type { Picked } from "../../scene/view/picking.ts";
import { heldExhibitId, hoveredExhibitId } from "../state/store.ts";
import type { Shift } from "./shift-exhibit.ts";

export type PointerOptions = {
  readonly canvas: HTMLCanvasElement;
  pick(clientX: number, clientY: number): Picked | null;
  onExhibit(exhibitId: string): void;
  onFloor(floor: { readonly x: number; readonly z: number }): void;
  /** The visitor drags, wheels or pinches what they hold. */
  onHandle(exhibitId: string, shift: Shift): void;
};

/** Turning and zooming that the pointer asked for since it was last taken. */
export type Pointer = {
  /** Hands over the collected turns in radians and the zoom steps, and starts anew. */
  take(out: { turn: number; tilt: number; zoom: number }): void;
  dispose(): void;
};

const TURN_PER_PX = 0.0042;
const TILT_PER_PX = 0.0032;
const ZOOM_PER_WHEEL_PX = 0.0011;
const ZOOM_PER_PINCH_PX = 0.005;
/** A held exhibit turns by half a turn for a drag over half a laptop's screen, and slides by a hand's width. */
const HANDLE_TURN_PER_PX = 0.008;
const HANDLE_SLIDE_M_PER_PX = 0.004;
const HANDLE_SCALE_PER_WHEEL_PX = 0.0008;
const HANDLE_SCALE_PER_PINCH_PX = 0.004;
/** A press that moves less and ends sooner is a click. */
const CLICK_PX = 6;
const CLICK_MS = 450;

type Press = {
  readonly id: number;
  x: number;
  y: number;
  readonly startX: number;
  readonly startY: number;
  readonly at: number;
  /** The exhibit in hand that the press began on, else null: such a press handles instead of looking. */
  readonly handles: string | null;
};

/** Drag looks, click picks, wheel and pinch zoom, and moving the mouse points at exhibits. */
export function createPointer(options: PointerOptions): Pointer {
  const { canvas } = options;
  const collected = { turn: 0, tilt: 0, zoom: 0 };
  const presses = new Map<number, Press>();
  const listening = new AbortController();
  const { signal } = listening;
  const hover = createHover(options);

  function onDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    const { pointerId: id, clientX: x, clientY: y, timeStamp: at } = event;
    presses.set(id, { id, x, y, startX: x, startY: y, at, handles: heldAt(options, x, y) });
    canvas.setPointerCapture(id);
  }

  function onMove(event: PointerEvent): void {
    const press = presses.get(event.pointerId);
    if (!press) {
      hover.move(event);
      return;
    }
    const dx = event.clientX - press.x;
    const dy = event.clientY - press.y;
    const before = spread(presses);
    press.x = event.clientX;
    press.y = event.clientY;
    if (presses.size > 1) pinch(spread(presses) - before);
    else if (press.handles !== null) options.onHandle(press.handles, shiftOf(dx, dy, event.shiftKey));
    else {
      // Dragging pulls the world along, as a map does under a finger.
      collected.turn += dx * TURN_PER_PX;
      collected.tilt += dy * TILT_PER_PX;
    }
  }

  function pinch(grownPx: number): void {
    const held = heldExhibitId.value;
    if (held === null) collected.zoom -= grownPx * ZOOM_PER_PINCH_PX;
    else options.onHandle(held, { factor: Math.exp(grownPx * HANDLE_SCALE_PER_PINCH_PX) });
  }

  function onUp(event: PointerEvent): void {
    const press = presses.get(event.pointerId);
    const wasAlone = presses.size === 1;
    presses.delete(event.pointerId);
    if (!press || !wasAlone || event.type === "pointercancel") return;
    const way = Math.hypot(event.clientX - press.startX, event.clientY - press.startY);
    if (way > CLICK_PX || event.timeStamp - press.at > CLICK_MS) return;
    const picked = options.pick(event.clientX, event.clientY);
    if (!picked) return;
    if ("exhibitId" in picked) options.onExhibit(picked.exhibitId);
    else options.onFloor(picked.floor);
  }

  function onWheel(event: WheelEvent): void {
    event.preventDefault();
    const held = heldAt(options, event.clientX, event.clientY);
    if (held === null) collected.zoom += event.deltaY * ZOOM_PER_WHEEL_PX;
    else options.onHandle(held, { factor: Math.exp(-event.deltaY * HANDLE_SCALE_PER_WHEEL_PX) });
  }

  canvas.style.touchAction = "none";
  canvas.addEventListener("pointerdown", onDown, { signal });
  canvas.addEventListener("pointermove", onMove, { signal });
  canvas.addEventListener("pointerup", onUp, { signal });
  canvas.addEventListener("pointercancel", onUp, { signal });
  canvas.addEventListener("pointerleave", hover.leave, { signal });
  canvas.addEventListener("wheel", onWheel, { signal, passive: false });
  return {
    take(out) {
      Object.assign(out, collected);
      collected.turn = collected.tilt = collected.zoom = 0;
    },
    dispose() {
      listening.abort();
      hover.dispose();
    },
  };
}

/** The exhibit at that place, if it is the one that this visitor holds. */
function heldAt({ pick }: PointerOptions, x: number, y: number): string | null {
  if (heldExhibitId.value === null) return null;
  const picked = pick(x, y);
  return picked && "exhibitId" in picked && picked.exhibitId === heldExhibitId.value ? picked.exhibitId : null;
}

/** A drag turns what is held, as a hand on a turntable does; with Shift it slides over the floor. */
function shiftOf(dx: number, dy: number, slides: boolean): Shift {
  if (!slides) return { turn: dx * HANDLE_TURN_PER_PX };
  return { right: dx * HANDLE_SLIDE_M_PER_PX, away: -dy * HANDLE_SLIDE_M_PER_PX };
}

/** Distance between the first two fingers, CSS pixels. */
function spread(presses: ReadonlyMap<number, Press>): number {
  const [first, second] = [...presses.values()];
  return first && second ? Math.hypot(first.x - second.x, first.y - second.y) : 0;
}

/** Points at exhibits: one look a frame however often the mouse reports. */
function createHover({ canvas, pick }: PointerOptions) {
  let request = 0;
  let x = 0;
  let y = 0;
  /** What the pointer itself set; a hover that the keyboard set is not the pointer's to clear. */
  let mine: string | null = null;

  function point(exhibitId: string | null): void {
    canvas.style.cursor = exhibitId ? "pointer" : "";
    if (exhibitId === mine) return;
    if (exhibitId !== null || hoveredExhibitId.value === mine) hoveredExhibitId.value = exhibitId;
    mine = exhibitId;
  }

  function look(): void {
    request = 0;
    const picked = pick(x, y);
    point(picked && "exhibitId" in picked ? picked.exhibitId : null);
  }

  return {
    move(event: PointerEvent): void {
      if (event.pointerType === "touch") return;
      x = event.clientX;
      y = event.clientY;
      if (request === 0) request = requestAnimationFrame(look);
    },
    leave(): void {
      cancelAnimationFrame(request);
      request = 0;
      point(null);
    },
    dispose(): void {
      cancelAnimationFrame(request);
      point(null);
    },
  };
}
