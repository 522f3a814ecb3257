import { BackSide, BoxGeometry, Color, Mesh, MeshBasicMaterial, Scene, Vector3, type WebGLRenderer } from "three";
import { FRONT_GROUND_RADIANCE, FRONT_SKY_RADIANCE, SKYLIGHT_RADIANCE } from "../light/daylight.ts";
import { captureEnvironment, type EnvironmentMap } from "../light/environment-map.ts";
import type { GalleryPlan } from "./gallery-plan.ts";

const WALL = new Color(0.66, 0.62, 0.57);
const CEILING = new Color(0.6, 0.585, 0.56);
const FLOOR = new Color(0.46, 0.35, 0.24);

/** Reflections and soft light for what stands in the room. */
type Environment = { setPlain(isPlain: boolean): void; dispose(): void };

/**
 * Lights a scene with the room's own shell, its skylight and windows being the lamps. Taken when first needed: plain
 * scenes have no reflections and are lit by the sky alone.
 */
export function createEnvironment(
  renderer: WebGLRenderer,
  scene: Scene,
  plan: GalleryPlan,
  isPlain: boolean,
): Environment {
  let map: EnvironmentMap | null = null;
  function setPlain(plain: boolean): void {
    if (!plain) map ??= captureEnvironment(renderer, buildLightScene(plan), new Vector3(0, 1.3, 0), false);
    scene.environment = plain ? null : (map?.texture ?? null);
  }
  setPlain(isPlain);
  return { setPlain, dispose: () => map?.dispose() };
}

function buildLightScene(plan: GalleryPlan): Scene {
  const scene = new Scene();
  const { width, depth, height, skylight } = plan;
  const glow = (colour: Color) => new MeshBasicMaterial({ color: colour });
  const shell = new Mesh(new BoxGeometry(width, height, depth), new MeshBasicMaterial({ color: WALL, side: BackSide }));
  shell.position.y = height / 2;
  scene.add(shell);
  const slab = (colour: Color, size: [number, number, number], at: [number, number, number], yaw = 0) => {
    const mesh = new Mesh(new BoxGeometry(...size), glow(colour));
    mesh.position.set(...at);
    mesh.rotation.y = yaw;
    scene.add(mesh);
  };
  slab(FLOOR, [width, 0.02, depth], [0, 0.01, 0]);
  slab(CEILING, [width, 0.02, depth], [0, height - 0.01, 0]);
  slab(SKYLIGHT_RADIANCE, [skylight.halfWidth * 2, 0.02, skylight.halfDepth * 2], [0, height - 0.05, 0]);
  for (const { solid, yaw } of plan.panes) {
    const length = solid.halfWidth * 2;
    const tall = solid.halfHeight * 2;
    slab(FRONT_SKY_RADIANCE, [length, tall * 0.6, 0.1], [solid.x * 0.99, tall * 0.68, solid.z * 0.99], yaw);
    slab(FRONT_GROUND_RADIANCE, [length, tall * 0.38, 0.1], [solid.x * 0.99, tall * 0.19, solid.z * 0.99], yaw);
  }
  for (const { solid, yaw, surface } of plan.blocks) {
    if (surface !== "accent" && surface !== "wood") continue;
    const colour = surface === "accent" ? new Color(0.42, 0.19, 0.12) : new Color(0.4, 0.28, 0.17);
    slab(colour, [solid.halfWidth * 2, solid.halfHeight * 2, solid.halfDepth * 2], [solid.x, solid.y, solid.z], yaw);
  }
  return scene;
}
