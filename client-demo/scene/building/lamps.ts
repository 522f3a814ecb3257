import {
  CircleGeometry,
  Color,
  CylinderGeometry,
  InstancedMesh,
  MeshBasicMaterial,
  MeshStandardMaterial,
  Object3D,
  type Scene,
  SpotLight,
  Vector3,
} from "three";
import type { Spotlight } from "../../../rooms/protocol/showroom.ts";
import { LAMP_LEVEL, LAMP_PENUMBRA, LAMP_REFERENCE_M, lampColour, lampDirection } from "../light/lamp-light.ts";
import type { GalleryPlan } from "./gallery-plan.ts";

/** The spotlights of a room: their bodies under the ceiling, and the light that they throw on exhibits and visitors. */
export type Lamps = {
  configure(realLamps: number): void;
  update(eye: { readonly x: number; readonly z: number }, dtSeconds: number): void;
  dispose(): void;
};

const BODY_LENGTH_M = 0.17;
const BODY_RADIUS_M = 0.045;
const ROD_RADIUS_M = 0.008;
const FADE_PER_SECOND = 4;
const DARK_CANDELAS = 0.01;
const CHOOSE_EVERY_S = 0.5;
const ahead = new Vector3();

/**
 * Walls and floor have the light of all lamps baked in and leave real ones out of account, so a real one is needed only
 * where somebody looks: the few that light what is nearest to the eye are real, and they take turns.
 */
export function createLamps(scene: Scene, plan: GalleryPlan, realLamps: number): Lamps {
  const bodies = createBodies(plan.lamps, plan.height);
  if (bodies) scene.add(bodies.object);
  let lights: RealLamp[] = [];
  let wanted: readonly Spotlight[] = [];
  let sinceS = CHOOSE_EVERY_S;

  function configure(count: number): void {
    for (const { light } of lights) removeLight(scene, light);
    lights = Array.from({ length: Math.min(count, plan.lamps.length) }, () => ({ light: addLight(scene), lamp: null }));
    sinceS = CHOOSE_EVERY_S;
  }

  configure(realLamps);
  return {
    configure,
    update(eye, dtSeconds) {
      if (lights.length === 0) return;
      sinceS += dtSeconds;
      if (sinceS >= CHOOSE_EVERY_S) {
        sinceS = 0;
        wanted = nearest(plan.lamps, eye, lights.length);
      }
      const waiting = wanted.filter((lamp) => lights.every((each) => each.lamp !== lamp));
      for (const each of lights) follow(each, wanted, waiting, Math.min(1, dtSeconds * FADE_PER_SECOND));
    },
    dispose() {
      for (const { light } of lights) removeLight(scene, light);
      if (bodies) scene.remove(bodies.object);
      bodies?.dispose();
    },
  };
}

/** A light and the lamp of the layout that it is at the moment. */
type RealLamp = { readonly light: SpotLight; lamp: Spotlight | null };

/** Fades towards what is wanted; a light that has gone out is the next lamp that waits. */
function follow(each: RealLamp, wanted: readonly Spotlight[], waiting: Spotlight[], share: number): void {
  const { light } = each;
  const isWanted = () => each.lamp !== null && wanted.includes(each.lamp);
  if (!isWanted() && light.intensity < DARK_CANDELAS) {
    each.lamp = waiting.shift() ?? null;
    aim(light, each.lamp);
  }
  const goal = each.lamp && isWanted() ? candelas(each.lamp) : 0;
  light.intensity += (goal - light.intensity) * share;
}

/** A light of so many candelas gives the reference level at the reference distance. */
const candelas = ({ intensity }: Spotlight) => intensity * LAMP_LEVEL * Math.PI * LAMP_REFERENCE_M ** 2;

function nearest(lamps: readonly Spotlight[], eye: { x: number; z: number }, count: number): readonly Spotlight[] {
  const away = ({ target }: Spotlight) => Math.hypot(target.x - eye.x, target.z - eye.z);
  return [...lamps].sort((one, other) => away(one) - away(other)).slice(0, count);
}

function addLight(scene: Scene): SpotLight {
  const light = new SpotLight("#FFFFFF", 0, 0, 0.5, LAMP_PENUMBRA, 2);
  scene.add(light, light.target);
  return light;
}

function removeLight(scene: Scene, light: SpotLight): void {
  scene.remove(light, light.target);
  light.dispose();
}

function aim(light: SpotLight, lamp: Spotlight | null): void {
  if (!lamp) return;
  light.position.set(lamp.x, lamp.y, lamp.z);
  light.target.position.set(lamp.target.x, lamp.target.y, lamp.target.z);
  light.angle = lamp.spread;
  light.color.setRGB(...lampColour(lamp.kelvin));
}

/** Small black cans on a rod from the ceiling, each with its glowing front. */
function createBodies(lamps: readonly Spotlight[], ceiling: number) {
  if (lamps.length === 0) return null;
  const object = new Object3D();
  const dark = new MeshStandardMaterial({ color: "#2B2926", roughness: 0.6 });
  const glow = new MeshBasicMaterial({ color: "#FFFFFF" });
  const can = new CylinderGeometry(BODY_RADIUS_M, BODY_RADIUS_M, BODY_LENGTH_M, 20).rotateX(Math.PI / 2);
  const rod = new CylinderGeometry(ROD_RADIUS_M, ROD_RADIUS_M, 1, 8).translate(0, 0.5, 0);
  const front = new CircleGeometry(BODY_RADIUS_M * 0.86, 20).translate(0, 0, BODY_LENGTH_M / 2 + 0.002);
  const cans = new InstancedMesh(can, dark, lamps.length);
  const rods = new InstancedMesh(rod, dark, lamps.length);
  const fronts = new InstancedMesh(front, glow, lamps.length);
  const place = new Object3D();
  const colour = new Color();
  for (const [index, lamp] of lamps.entries()) {
    const { x, y, z } = lampDirection(lamp);
    place.position.set(lamp.x, lamp.y, lamp.z);
    place.scale.setScalar(1);
    place.lookAt(ahead.set(lamp.x + x, lamp.y + y, lamp.z + z));
    place.updateMatrix();
    cans.setMatrixAt(index, place.matrix);
    fronts.setMatrixAt(index, place.matrix);
    fronts.setColorAt(index, colour.setRGB(...lampColour(lamp.kelvin)));
    place.rotation.set(0, 0, 0);
    place.scale.set(1, Math.max(0.001, ceiling - lamp.y), 1);
    place.updateMatrix();
    rods.setMatrixAt(index, place.matrix);
  }
  for (const mesh of [cans, rods, fronts]) {
    mesh.frustumCulled = false;
    mesh.raycast = () => {};
    object.add(mesh);
  }
  return {
    object,
    dispose() {
      for (const each of [dark, glow, can, rod, front, cans, rods, fronts]) each.dispose();
    },
  };
}
