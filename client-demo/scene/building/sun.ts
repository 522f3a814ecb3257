import { DirectionalLight, HemisphereLight, type Scene, type WebGLRenderer } from "three";
import { SUN_COLOUR, SUN_DIRECTION, SUN_LEVEL } from "../light/daylight.ts";
import type { QualitySettings } from "../quality.ts";
import type { GalleryPlan } from "./gallery-plan.ts";

/** Light from above and from the floor, where there are no reflections to give it. */
const SKY_COLOUR = "#FFFDF8";
const FLOOR_COLOUR = "#BFAE98";
const SKY_LEVEL = 3.7;

/** The one light that casts shadows. Its map is drawn only in frames in which something has moved. */
export type Sun = {
  /** Call when something that casts a shadow moved. */
  touch(): void;
  update(): void;
  configure(settings: QualitySettings): void;
  dispose(): void;
};

export function createSun(renderer: WebGLRenderer, scene: Scene, plan: GalleryPlan, initial: QualitySettings): Sun {
  const light = new DirectionalLight(SUN_COLOUR, SUN_LEVEL * Math.PI);
  const reach = Math.hypot(plan.width, plan.depth, plan.height) / 2 + 1;
  light.position.copy(SUN_DIRECTION).multiplyScalar(reach * 2);
  light.position.y += plan.height / 2;
  light.target.position.set(0, plan.height / 2, 0);
  const { camera } = light.shadow;
  camera.left = camera.bottom = -reach;
  camera.right = camera.top = reach;
  camera.near = 1;
  camera.far = reach * 4;
  light.shadow.normalBias = 0.02;
  light.shadow.bias = -0.0004;
  light.shadow.radius = 2.2;
  const sky = new HemisphereLight(SKY_COLOUR, FLOOR_COLOUR, SKY_LEVEL);
  scene.add(light, light.target, sky);
  renderer.shadowMap.autoUpdate = false;
  let settings = initial;
  let dirty = true;
  let framesSince = 0;

  function configure(next: QualitySettings): void {
    settings = next;
    const casts = next.shadowSize > 0;
    renderer.shadowMap.enabled = casts;
    light.castShadow = casts;
    // Without shadows the sun would shine through the roof; the baked light has its patches then.
    light.visible = casts;
    sky.visible = !next.litSurfaces;
    light.shadow.mapSize.setScalar(next.shadowSize || 512);
    light.shadow.map?.dispose();
    light.shadow.map = null;
    dirty = true;
    framesSince = next.shadowEveryFrames;
  }

  configure(initial);
  return {
    configure,
    touch() {
      dirty = true;
    },
    update() {
      framesSince++;
      if (!dirty || framesSince < settings.shadowEveryFrames) return;
      renderer.shadowMap.needsUpdate = true;
      dirty = false;
      framesSince = 0;
    },
    dispose() {
      scene.remove(light, light.target, sky);
      light.dispose();
    },
  };
}
