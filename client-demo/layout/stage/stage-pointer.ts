import { type Object3D, type PerspectiveCamera, Plane, Raycaster, Vector2, Vector3 } from "three";
import { snapAngle, snapPoint } from "../rules/snap.ts";
import { isSameThing, type Place, type Thing } from "../rules/things.ts";

export type Point = { readonly x: number; readonly z: number };

/** What the pointer does on the stage. */
export type PointerWishes = {
  placeOf(thing: Thing): Place | null;
  chosen(): Thing | null;
  onChoose(thing: Thing | null): void;
  onMove(thing: Thing, to: Point): void;
  onTurn(thing: Thing, yaw: number): void;
  /** A drag has ended. */
  onRest(): void;
  /** Whether dragging moves the camera now. */
  onCamera(isFree: boolean): void;
};

type PointerParts = {
  readonly canvas: HTMLCanvasElement;
  readonly camera: PerspectiveCamera;
  readonly pickable: readonly Object3D[];
  readonly handle: Object3D;
  readonly wishes: PointerWishes;
};

type Drag =
  | { readonly does: "move"; readonly thing: Thing; readonly grip: Point; readonly height: number }
  | { readonly does: "turn"; readonly thing: Thing; readonly centre: Point };

const CLICK_PX = 6;
const place = new Vector2();
const hit = new Vector3();
const raycaster = new Raycaster();

/** A press on a thing chooses and drags it, one on its handle turns it; everything else is the camera's. */
export function createStagePointer({ canvas, camera, pickable, handle, wishes }: PointerParts) {
  const listening = new AbortController();
  const { signal } = listening;
  let drag: Drag | null = null;
  let pressed: { readonly id: number; readonly x: number; readonly y: number; readonly hits: boolean } | null = null;

  function aim(event: { readonly clientX: number; readonly clientY: number }): void {
    const bounds = canvas.getBoundingClientRect();
    place.set(
      ((event.clientX - bounds.left) / bounds.width) * 2 - 1,
      1 - ((event.clientY - bounds.top) / bounds.height) * 2,
    );
    raycaster.setFromCamera(place, camera);
  }

  /** Where the pointer is on the floor, or on a level above it. */
  function floorAt(event: { readonly clientX: number; readonly clientY: number }, height = 0): Point | null {
    aim(event);
    const found = raycaster.ray.intersectPlane(new Plane(new Vector3(0, 1, 0), -height), hit);
    return found ? { x: found.x, z: found.z } : null;
  }

  function thingAt(event: PointerEvent): { readonly thing: Thing; readonly height: number } | null {
    aim(event);
    for (const { object, point } of raycaster.intersectObjects([...pickable], true)) {
      const thing = thingOf(object);
      if (thing) return { thing, height: Math.max(0, point.y) };
      // The floor hides what is under it.
      if (object.visible) return null;
    }
    return null;
  }

  function beginDrag(event: PointerEvent): Drag | null {
    const chosen = wishes.chosen();
    aim(event);
    if (chosen && handle.parent?.parent?.visible && raycaster.intersectObject(handle).length > 0) {
      const centre = wishes.placeOf(chosen);
      return centre && { does: "turn", thing: chosen, centre };
    }
    const found = thingAt(event);
    if (!found) return null;
    const { thing, height } = found;
    // A finger first chooses and then drags, or nobody could turn the view of a full room.
    if (event.pointerType === "touch" && !isSameThing(thing, chosen)) return null;
    const at = wishes.placeOf(thing);
    const grip = floorAt(event, height);
    if (!at || !grip) return null;
    return { does: "move", thing, height, grip: { x: grip.x - at.x, z: grip.z - at.z } };
  }

  function onDown(event: PointerEvent): void {
    if (event.button !== 0 || pressed) return;
    drag = beginDrag(event);
    pressed = { id: event.pointerId, x: event.clientX, y: event.clientY, hits: drag !== null };
    wishes.onCamera(drag === null);
    if (!drag) return;
    if (drag.does === "move") wishes.onChoose(drag.thing);
    canvas.setPointerCapture(event.pointerId);
  }

  function onMove(event: PointerEvent): void {
    if (!drag || pressed?.id !== event.pointerId || !isDragged(event)) return;
    if (drag.does === "move") {
      const at = floorAt(event, drag.height);
      if (at) wishes.onMove(drag.thing, snapPoint({ x: at.x - drag.grip.x, z: at.z - drag.grip.z }, event.shiftKey));
      return;
    }
    const at = floorAt(event);
    if (!at) return;
    const yaw = Math.atan2(drag.centre.x - at.x, drag.centre.z - at.z);
    wishes.onTurn(drag.thing, snapAngle(yaw, event.shiftKey));
  }

  function isDragged({ clientX, clientY }: PointerEvent): boolean {
    return pressed !== null && Math.hypot(clientX - pressed.x, clientY - pressed.y) >= CLICK_PX;
  }

  function onUp(event: PointerEvent): void {
    if (pressed?.id !== event.pointerId) return;
    const wasClick = !isDragged(event);
    if (wasClick && !pressed.hits) wishes.onChoose(thingAt(event)?.thing ?? null);
    if (drag) wishes.onRest();
    drag = null;
    pressed = null;
    wishes.onCamera(true);
  }

  // Before the camera's own listener: what is dragged here must not turn the view as well.
  canvas.addEventListener("pointerdown", onDown, { signal, capture: true });
  canvas.addEventListener("pointermove", onMove, { signal });
  canvas.addEventListener("pointerup", onUp, { signal });
  canvas.addEventListener("pointercancel", onUp, { signal });
  return { floorAt, dispose: () => listening.abort() };
}

function thingOf(object: Object3D | null): Thing | null {
  for (let each = object; each; each = each.parent) {
    const thing: unknown = each.userData.thing;
    if (thing) return thing as Thing;
  }
  return null;
}
