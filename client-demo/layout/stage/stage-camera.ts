import { MOUSE, type PerspectiveCamera, TOUCH, Vector3 } from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import type { ShowroomLayout } from "../../../rooms/protocol/showroom.ts";
import type { View } from "../editing/editor.ts";
import type { Point } from "./stage-pointer.ts";

const STEEPEST = 1.42;
const ORBIT_ELEVATION = 0.86;
const NEAREST_M = 2.5;
const FARTHEST_M = 90;
const away = new Vector3();

/** The camera over the room: turned, moved and brought nearer by hand, from the side or straight from above. */
export function createStageCamera(camera: PerspectiveCamera, canvas: HTMLCanvasElement, onChange: () => void) {
  const controls = new OrbitControls(camera, canvas);
  controls.enableDamping = false;
  controls.minDistance = NEAREST_M;
  controls.maxDistance = FARTHEST_M;
  controls.maxPolarAngle = STEEPEST;
  controls.screenSpacePanning = false;
  // Keys belong to the things on the stage.
  controls.listenToKeyEvents = () => {};
  controls.addEventListener("change", onChange);
  let view: View = "orbit";
  let size = { width: 0, depth: 0 };

  /** Far enough to see the whole hall. */
  function frame(): void {
    const { width, depth } = size;
    const half = Math.tan((camera.fov * Math.PI) / 360);
    const across = width / 2 / (half * Math.max(0.4, camera.aspect));
    const deep = (depth / 2) * (view === "top" ? 1 : 0.86);
    const distance = Math.min(
      FARTHEST_M,
      Math.max(across, deep / half) * (view === "top" ? 1.1 : 1.08) + (view === "top" ? 1 : depth / 3),
    );
    controls.target.set(0, 0, view === "top" ? 0 : 0.4);
    if (view === "top") camera.position.set(0, distance, 0.001);
    else camera.position.set(0, Math.sin(ORBIT_ELEVATION) * distance, Math.cos(ORBIT_ELEVATION) * distance);
    controls.update();
    onChange();
  }

  function setView(next: View): void {
    view = next;
    const isTop = next === "top";
    controls.enableRotate = !isTop;
    controls.mouseButtons.LEFT = isTop ? MOUSE.PAN : MOUSE.ROTATE;
    controls.touches.ONE = isTop ? TOUCH.PAN : TOUCH.ROTATE;
    controls.minPolarAngle = 0;
    controls.maxPolarAngle = isTop ? 0.001 : STEEPEST;
    frame();
  }

  return {
    frame,
    setView,
    setFree(isFree: boolean): void {
      controls.enabled = isFree;
    },
    /** Frames a hall of another size; nothing moves while the size stays. */
    fit({ width, depth }: Pick<ShowroomLayout, "width" | "depth">): void {
      if (size.width === width && size.depth === depth) return;
      const isFirst = size.width === 0;
      size = { width, depth };
      if (isFirst) setView(view);
    },
    lookAt({ x, z }: Point): void {
      away.set(x, 0, z).sub(controls.target).setY(0);
      camera.position.add(away);
      controls.target.add(away);
      controls.update();
    },
    zoom(factor: number): void {
      away.copy(camera.position).sub(controls.target).multiplyScalar(factor);
      if (away.length() < NEAREST_M || away.length() > FARTHEST_M) return;
      camera.position.copy(controls.target).add(away);
      controls.update();
    },
    middle: (): Point => ({ x: controls.target.x, z: controls.target.z }),
    heading: (): number => (view === "top" ? 0 : controls.getAzimuthalAngle()),
    update: (): boolean => controls.update(),
    dispose: () => controls.dispose(),
  };
}
