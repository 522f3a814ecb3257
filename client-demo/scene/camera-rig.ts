import type { PerspectiveCamera } from "three";
import { EYE_HEIGHT_M } from "../../rooms/protocol/limits.ts";
import { rayToSolids, type Solid } from "./solids.ts";

/** Where the visitor's own avatar is and looks. */
type CameraPose = {
  readonly x: number;
  readonly z: number;
  readonly heading: number;
  readonly pitch: number;
};

export type CameraRig = {
  /** Distance of the camera from the head after collision, metres; small means first person. */
  readonly distance: number;
  /** `zoom` 0 is first person, 1 the farthest over the shoulder. */
  update(pose: CameraPose, zoom: number, dtSeconds: number): void;
};

const FARTHEST_M = 4;
const SHOULDER_M = 0.58;
const PIVOT_HEIGHT_M = EYE_HEIGHT_M + 0.06;
const MARGIN_M = 0.18;
/** Comes back out slowly, goes in at once: a wall must never be seen through. */
const RELAX_PER_SECOND = 4;

/**
 * How far the camera may be from its pivot in a direction, at most `wanted` metres, before it would touch a solid.
 */
export function clearDistance(
  solids: readonly Solid[],
  origin: { readonly x: number; readonly y: number; readonly z: number },
  direction: { readonly x: number; readonly y: number; readonly z: number },
  wanted: number,
): number {
  const hit = rayToSolids(solids, origin.x, origin.y, origin.z, direction.x, direction.y, direction.z, MARGIN_M);
  return Math.max(0, Math.min(wanted, hit));
}

const pivot = { x: 0, y: 0, z: 0 };
const aside = { x: 0, y: 0, z: 0 };
const back = { x: 0, y: 0, z: 0 };

/** Follows the visitor over the right shoulder and keeps out of walls, ceiling and floor. */
export function createCameraRig(camera: PerspectiveCamera, solids: readonly Solid[]): CameraRig {
  let distance = FARTHEST_M;
  camera.rotation.order = "YXZ";
  return {
    get distance() {
      return distance;
    },
    update({ x, z, heading, pitch }, zoom, dtSeconds) {
      const sin = Math.sin(heading);
      const cos = Math.cos(heading);
      pivot.x = x;
      pivot.y = PIVOT_HEIGHT_M;
      pivot.z = z;
      aside.x = cos;
      aside.z = -sin;
      const shoulder = clearDistance(solids, pivot, aside, SHOULDER_M * Math.min(1, zoom * 2.5, camera.aspect));
      pivot.x += aside.x * shoulder;
      pivot.z += aside.z * shoulder;
      const level = Math.cos(pitch);
      back.x = sin * level;
      back.y = -Math.sin(pitch);
      back.z = cos * level;
      const wanted = clearDistance(solids, pivot, back, FARTHEST_M * zoom);
      distance =
        wanted < distance ? wanted : distance + (wanted - distance) * Math.min(1, dtSeconds * RELAX_PER_SECOND);
      camera.position.set(
        pivot.x + back.x * distance,
        Math.max(0.25, pivot.y + back.y * distance + 0.1 * zoom),
        pivot.z + back.z * distance,
      );
      camera.rotation.set(pitch, heading, 0);
    },
  };
}
