import { effect } from "@preact/signals";
import { phase, selectedExhibitId } from "../state/store.ts";

/** A thumb stick for touch screens: −1…1 to the right and ahead. */
export type Joystick = {
  readonly element: HTMLElement;
  readonly state: { right: number; forward: number };
  dispose(): void;
};

const RADIUS_PX = 48;
const DEAD_ZONE = 0.12;

/**
 * Where the stick points for a thumb that is `dx`, `dy` pixels from its centre: nothing within the dead zone, then
 * growing evenly to 1 at the rim and staying there beyond it.
 */
export function readStick(dx: number, dy: number, out: { right: number; forward: number }): void {
  const length = Math.hypot(dx, dy);
  const reach = Math.min(1, length / RADIUS_PX);
  const strength = reach <= DEAD_ZONE ? 0 : (reach - DEAD_ZONE) / (1 - DEAD_ZONE);
  out.right = length > 0 ? (dx / length) * strength : 0;
  out.forward = length > 0 ? (-dy / length) * strength : 0;
}

/** Adds the stick to `parent`; it shows itself while it is of use. */
export function createJoystick(parent: HTMLElement): Joystick {
  const state = { right: 0, forward: 0 };
  const element = document.createElement("div");
  const knob = document.createElement("div");
  // Assistive technology walks by the list of exhibits and by keys, which say more than a stick can.
  element.setAttribute("aria-hidden", "true");
  element.className = "joystick";
  Object.assign(element.style, {
    position: "absolute",
    left: "calc(20px + env(safe-area-inset-left))",
    bottom: "calc(104px + env(safe-area-inset-bottom))",
    width: `${RADIUS_PX * 2}px`,
    height: `${RADIUS_PX * 2}px`,
    borderRadius: "50%",
    background: "rgb(250 248 245 / 0.55)",
    border: "1px solid rgb(28 27 25 / 0.14)",
    // The overlay itself lets touches through to the room.
    pointerEvents: "auto",
    touchAction: "none",
    userSelect: "none",
  });
  Object.assign(knob.style, {
    position: "absolute",
    inset: "26px",
    borderRadius: "50%",
    background: "rgb(250 248 245 / 0.96)",
    boxShadow: "0 1px 6px rgb(28 27 25 / 0.22)",
  });
  element.append(knob);
  parent.append(element);
  const listening = followThumb(element, knob, state);
  const stopShowing = effect(() => {
    element.style.display = canWalk() ? "block" : "none";
  });
  return {
    element,
    state,
    dispose() {
      listening.abort();
      stopShowing();
      element.remove();
    },
  };
}

/** With a finger, inside the room, and with no product sheet over the place of the stick. */
function canWalk(): boolean {
  const isInRoom = phase.value === "live" || phase.value === "reconnecting";
  return isInRoom && selectedExhibitId.value === null && matchMedia("(pointer: coarse)").matches;
}

function followThumb(
  element: HTMLElement,
  knob: HTMLElement,
  state: { right: number; forward: number },
): AbortController {
  const listening = new AbortController();
  const { signal } = listening;
  let thumb: number | null = null;

  function move(event: PointerEvent): void {
    if (event.pointerId !== thumb) return;
    const box = element.getBoundingClientRect();
    const dx = event.clientX - box.left - box.width / 2;
    const dy = event.clientY - box.top - box.height / 2;
    readStick(dx, dy, state);
    const share = Math.min(1, RADIUS_PX / Math.max(1, Math.hypot(dx, dy)));
    knob.style.transform = `translate(${dx * share}px, ${dy * share}px)`;
  }

  function letGo(event: PointerEvent): void {
    if (event.pointerId !== thumb) return;
    thumb = null;
    readStick(0, 0, state);
    knob.style.transform = "";
  }

  element.addEventListener(
    "pointerdown",
    (event) => {
      thumb = event.pointerId;
      element.setPointerCapture(event.pointerId);
      move(event);
    },
    { signal },
  );
  element.addEventListener("pointermove", move, { signal });
  element.addEventListener("pointerup", letGo, { signal });
  element.addEventListener("pointercancel", letGo, { signal });
  return listening;
}
