import {
  DirectionalLight,
  HemisphereLight,
  NeutralToneMapping,
  type Object3D,
  PCFShadowMap,
  PerspectiveCamera,
  Scene,
  SpotLight,
  WebGLRenderer,
} from "three";
import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { ShowroomLayout } from "../../../rooms/protocol/showroom.ts";
import { LAMP_LEVEL, LAMP_PENUMBRA, LAMP_REFERENCE_M, lampColour } from "../../scene/light/lamp-light.ts";
import { setOutlineViewport } from "../../scene/models/outline.ts";
import { detectQuality, QUALITY_SETTINGS } from "../../scene/quality.ts";
import type { View } from "../editing/editor.ts";
import { isSameThing, type Thing } from "../rules/things.ts";
import { createStageBuilding } from "./stage-building.ts";
import { createStageCamera } from "./stage-camera.ts";
import { createStageExhibits } from "./stage-exhibits.ts";
import { createStageMarks } from "./stage-marks.ts";
import { createStageMaterials } from "./stage-materials.ts";
import { createStagePointer, type Point, type PointerWishes } from "./stage-pointer.ts";

/** The room as its editor sees it: from above, without a ceiling, everything within reach of the pointer. */
export type Stage = {
  show(layout: ShowroomLayout, products: ReadonlyMap<string, Product>, chosen: Thing | null): void;
  setView(view: View): void;
  /** Brings a place to the middle of the picture. */
  lookAt(at: Point): void;
  zoom(factor: number): void;
  /** The place on the floor under a point of the window; null when it is not on the stage. */
  placeUnder(clientX: number, clientY: number): Point | null;
  /** The place in the middle of the picture. */
  middle(): Point;
  /** Which way is up on the picture: radians about +y, as a heading. */
  heading(): number;
  dispose(): void;
};

const REAL_LAMPS_MAX = 6;
const SUN_M = 30;

/** Draws only when something has changed. */
export function createStage(canvas: HTMLCanvasElement, wishes: Omit<PointerWishes, "onCamera">): Stage {
  const settings = QUALITY_SETTINGS[detectQuality(document.createElement("canvas").getContext("webgl2"))];
  const renderer = new WebGLRenderer({ canvas, antialias: settings.antialias, alpha: true });
  renderer.toneMapping = NeutralToneMapping;
  renderer.shadowMap.enabled = settings.shadowSize > 0;
  renderer.shadowMap.type = PCFShadowMap;
  renderer.setPixelRatio(Math.min(globalThis.devicePixelRatio || 1, settings.pixelRatio));
  const scene = new Scene();
  const camera = new PerspectiveCamera(34, 1, 0.1, 300);
  let request = 0;
  const touch = () => {
    if (request === 0) request = requestAnimationFrame(draw);
  };
  const materials = createStageMaterials(settings);
  const building = createStageBuilding(materials);
  const exhibits = createStageExhibits(!settings.litSurfaces, touch);
  const marks = createStageMarks();
  const light = createStageLight(scene, settings.shadowSize, settings.realLamps);
  const eye = createStageCamera(camera, canvas, touch);
  const roots = [building.group, exhibits.group, marks.group];
  scene.add(...roots);
  const pointer = createStagePointer({
    canvas,
    camera,
    pickable: roots,
    handle: marks.handle,
    wishes: { ...wishes, onCamera: eye.setFree },
  });
  const watcher = new ResizeObserver(resize);
  watcher.observe(canvas);

  function draw(): void {
    request = 0;
    if (eye.update()) touch();
    building.openTowards(camera.position);
    renderer.render(scene, camera);
  }

  let isFramed = false;

  function resize(): void {
    const { clientWidth: width, clientHeight: height } = canvas;
    if (width === 0 || height === 0) return;
    renderer.setSize(width, height, false);
    setOutlineViewport(width, height);
    camera.aspect = width / height;
    camera.updateProjectionMatrix();
    // How far away the hall must be is known once the picture has a shape.
    if (!isFramed) eye.frame();
    isFramed = true;
    touch();
  }

  return {
    show(layout, products, chosen) {
      building.show(layout);
      exhibits.show(layout, products);
      marks.show(layout);
      light.show(layout);
      eye.fit(layout);
      scene.updateMatrixWorld();
      marks.choose(layout, chosen, chosen && findObject(roots, chosen));
      touch();
    },
    setView: eye.setView,
    lookAt: eye.lookAt,
    zoom: eye.zoom,
    placeUnder(clientX, clientY) {
      const box = canvas.getBoundingClientRect();
      const isInside = clientX > box.left && clientX < box.right && clientY > box.top && clientY < box.bottom;
      return isInside ? pointer.floorAt({ clientX, clientY }) : null;
    },
    middle: eye.middle,
    heading: eye.heading,
    dispose() {
      cancelAnimationFrame(request);
      watcher.disconnect();
      for (const part of [pointer, eye, building, exhibits, marks, light, materials]) part.dispose();
      renderer.dispose();
    },
  };
}

function findObject(roots: readonly Object3D[], thing: Thing): Object3D | null {
  for (const root of roots) {
    let found: Object3D | null = null;
    root.traverse((object) => {
      const marked: Thing | undefined = object.userData.thing;
      if (marked && isSameThing(marked, thing)) found = object;
    });
    if (found) return found;
  }
  return null;
}

/** Daylight from above, and the first few of the room's lamps for real. */
function createStageLight(scene: Scene, shadowSize: number, realLamps: number) {
  const sky = new HemisphereLight("#FFFFFF", "#E6D9C6", 2.9);
  const sun = new DirectionalLight("#FFF4E4", 1.5);
  sun.position.set(SUN_M * 0.35, SUN_M, SUN_M * 0.3);
  sun.castShadow = shadowSize > 0;
  sun.shadow.mapSize.setScalar(Math.min(2048, shadowSize || 512));
  sun.shadow.normalBias = 0.03;
  sun.shadow.radius = 4;
  const lamps = Array.from({ length: Math.min(REAL_LAMPS_MAX, realLamps) }, () => {
    const lamp = new SpotLight("#FFFFFF", 0, 0, 0.5, LAMP_PENUMBRA, 2);
    scene.add(lamp, lamp.target);
    return lamp;
  });
  scene.add(sky, sun);
  return {
    show({ width, depth, spotlights }: ShowroomLayout): void {
      const reach = Math.hypot(width, depth) / 2 + 1;
      const { camera } = sun.shadow;
      camera.left = camera.bottom = -reach;
      camera.right = camera.top = reach;
      camera.far = SUN_M * 2.5;
      camera.updateProjectionMatrix();
      for (const [index, lamp] of lamps.entries()) {
        const said = spotlights[index];
        lamp.intensity = said ? said.intensity * LAMP_LEVEL * Math.PI * LAMP_REFERENCE_M ** 2 : 0;
        if (!said) continue;
        lamp.position.set(said.x, said.y, said.z);
        lamp.target.position.set(said.target.x, said.target.y, said.target.z);
        lamp.angle = said.spread;
        lamp.color.setRGB(...lampColour(said.kelvin));
      }
    },
    dispose(): void {
      for (const each of [sky, sun, ...lamps]) each.dispose();
    },
  };
}
