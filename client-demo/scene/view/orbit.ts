import { MathUtils } from "three";

/** Angles of a view that turns around something, dragged by hand and turning slowly by itself. */
export type Orbit = {
  readonly azimuth: number;
  readonly elevation: number;
  /** Returns whether the view changed. */
  update(dtSeconds: number): boolean;
  dispose(): void;
};

const TURN_PER_PX = 0.0085;
const TILT_PER_PX = 0.005;
const IDLE_RAD_PER_S = 0.22;
const IDLE_AFTER_S = 2.5;
const SLOWDOWN_PER_S = 5;
const KEY_STEP = 0.18;

/** Listens for drags and arrow keys on an element. `idleTurn` lets it turn by itself while nobody does. */
export function createOrbit(element: HTMLElement, idleTurn: boolean, onChange: () => void): Orbit {
  let azimuth = 0.55;
  let elevation = 0.28;
  let spin = 0;
  let restSeconds = IDLE_AFTER_S;
  let changed = true;
  let drag: { id: number; x: number; y: number } | null = null;
  const listening = new AbortController();
  const { signal } = listening;

  function turn(by: number, tilt: number): void {
    azimuth += by;
    elevation = MathUtils.clamp(elevation + tilt, -0.1, 1.2);
    restSeconds = 0;
    changed = true;
    onChange();
  }

  element.addEventListener(
    "pointerdown",
    (event) => {
      drag = { id: event.pointerId, x: event.clientX, y: event.clientY };
      element.setPointerCapture(event.pointerId);
      spin = 0;
    },
    { signal },
  );
  element.addEventListener(
    "pointermove",
    (event) => {
      if (drag?.id !== event.pointerId) return;
      const dx = event.clientX - drag.x;
      turn(-dx * TURN_PER_PX, (event.clientY - drag.y) * TILT_PER_PX);
      spin = -dx * TURN_PER_PX * 30;
      drag.x = event.clientX;
      drag.y = event.clientY;
    },
    { signal },
  );
  const letGo = () => {
    drag = null;
    onChange();
  };
  element.addEventListener("pointerup", letGo, { signal });
  element.addEventListener("pointercancel", letGo, { signal });
  element.addEventListener(
    "keydown",
    (event) => {
      const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
      if (!steps) return;
      event.preventDefault();
      turn((steps[0] ?? 0) * KEY_STEP, (steps[1] ?? 0) * KEY_STEP);
    },
    { signal },
  );
  // A drag across turns the thing; a drag up or down still scrolls the page on phones.
  element.style.touchAction = "pan-y";

  return {
    get azimuth() {
      return azimuth;
    },
    get elevation() {
      return elevation;
    },
    update(dtSeconds) {
      const before = azimuth;
      if (!drag) {
        restSeconds += dtSeconds;
        azimuth += spin * dtSeconds;
        spin *= Math.exp(-dtSeconds * SLOWDOWN_PER_S);
        if (Math.abs(spin) < 0.01) spin = 0;
        if (idleTurn && restSeconds > IDLE_AFTER_S) azimuth += IDLE_RAD_PER_S * dtSeconds;
      }
      const moved = changed || azimuth !== before;
      changed = false;
      return moved;
    },
    dispose: () => listening.abort(),
  };
}
