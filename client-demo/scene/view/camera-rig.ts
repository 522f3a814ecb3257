import { MathUtils, type PerspectiveCamera } from "three";
import { EYE_HEIGHT_M } from "../../../rooms/protocol/limits.ts";
import { rayToSolids, type Solid } from "../building/solids.ts";

/** Where the visitor's own avatar is and looks. */
type CameraPose = {
  readonly x: number;
  readonly z: number;
  readonly heading: number;
  readonly pitch: number;
};

/** The middle of what somebody looks at. */
type Place = { readonly x: number; readonly y: number; readonly z: number };

export type CameraRig = {
  /** Distance of the camera behind the head after collision, metres; small means first person. */
  readonly distance: number;
  /** `zoom` 0 is first person, 1 the farthest over the shoulder; `focus` is what the visitor looks at, if anything. */
  update(pose: CameraPose, zoom: number, dtSeconds: number, focus?: Place | null): void;
};

const FARTHEST_M = 4;
const PIVOT_HEIGHT_M = EYE_HEIGHT_M + 0.06;
const MARGIN_M = 0.18;
/** Comes back out slowly, goes in at once: a wall must never be seen through. */
const RELAX_PER_SECOND = 4;
/** How far beside the head: enough that what stands before the avatar is not hidden by it. */
const ASIDE_NEAR_M = 0.98;
const ASIDE_FAR_M = 1.85;
/** Where the avatar is at rest in the picture: this share of the way from its middle to its left edge. */
const AVATAR_PLACE = 0.44;
const TOE_IN_MAX = 0.12;
const FOCUS_TURN_MAX = 0.27;
const FOCUS_TILT_MAX = 0.2;
const FOCUS_PER_SECOND = 2.2;
const RAISED_M = 0.24;
/** With a wall at one's back the camera climbs it and looks over the shoulder from above. */
const CLIMB_M = 0.26;
const PORTRAIT_CLIMB_M = 0.4;
const PORTRAIT_TILT = -0.13;

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
const UP = { x: 0, y: 1, z: 0 };

/** Follows the visitor over the right shoulder and keeps out of walls, ceiling and floor. */
export function createCameraRig(camera: PerspectiveCamera, solids: readonly Solid[]): CameraRig {
  let distance = FARTHEST_M;
  let shoulder = 0;
  let climb = 0;
  let toe = 0;
  let tilt = 0;
  camera.rotation.order = "YXZ";

  /** At once when it must come in, gently when it may go out. */
  function relax(now: number, free: number, dtSeconds: number): number {
    return free < now ? free : now + (free - now) * Math.min(1, dtSeconds * RELAX_PER_SECOND);
  }

  function standAside({ x, z, heading }: CameraPose, wanted: number, dtSeconds: number): void {
    pivot.x = x;
    pivot.y = PIVOT_HEIGHT_M;
    pivot.z = z;
    aside.x = Math.cos(heading);
    aside.z = -Math.sin(heading);
    shoulder = relax(shoulder, clearDistance(solids, pivot, aside, wanted), dtSeconds);
    pivot.x += aside.x * shoulder;
    pivot.z += aside.z * shoulder;
  }

  return {
    get distance() {
      return distance;
    },
    update(pose, zoom, dtSeconds, focus = null) {
      const { heading, pitch } = pose;
      const level = Math.cos(pitch);
      back.x = Math.sin(heading) * level;
      back.y = -Math.sin(pitch);
      back.z = Math.cos(heading) * level;
      const outside = MathUtils.smoothstep(distance, 0.35, 1.05);
      standAside(pose, asideOf(distance, camera.aspect) * outside, dtSeconds);
      distance = relax(distance, clearDistance(solids, pivot, back, FARTHEST_M * zoom), dtSeconds);
      const pressed = 1 - MathUtils.smoothstep(distance, 1, 2.9);
      camera.position.set(
        pivot.x + back.x * distance,
        Math.max(0.25, pivot.y + back.y * distance),
        pivot.z + back.z * distance,
      );
      const portrait = MathUtils.clamp((1 - camera.aspect) * 2, 0, 1);
      const above = (RAISED_M + (CLIMB_M + portrait * PORTRAIT_CLIMB_M) * pressed) * outside;
      climb = relax(climb, clearDistance(solids, camera.position, UP, above), dtSeconds);
      camera.position.y += climb;
      const wantedToe = toeIn(pose, shoulder, distance, camera, focus) * outside;
      toe += (wantedToe - toe) * Math.min(1, dtSeconds * FOCUS_PER_SECOND);
      const gentle = portrait * PORTRAIT_TILT - 0.04 - pressed * 0.07;
      const wantedTilt = Math.min(gentle, focus ? tiltTo(camera, focus, pitch) : 0) * outside;
      tilt += (wantedTilt - tilt) * Math.min(1, dtSeconds * FOCUS_PER_SECOND);
      camera.rotation.set(MathUtils.clamp(pitch + tilt, -1.45, 1.45), heading + toe, 0);
    },
  };
}

function asideOf(distance: number, aspect: number): number {
  const width = MathUtils.clamp(aspect / 1.15, 0.66, 1);
  return MathUtils.lerp(ASIDE_NEAR_M, ASIDE_FAR_M, MathUtils.smoothstep(distance, 1.2, 3.2)) * width;
}

/** Raises what the visitor looks at to the middle of the picture, above what the page shows at its foot. */
function tiltTo({ position }: PerspectiveCamera, { x, y, z }: Place, pitch: number): number {
  const down = Math.atan2(y - position.y, Math.hypot(x - position.x, z - position.z));
  return MathUtils.clamp(down - pitch, -FOCUS_TILT_MAX, 0);
}

/**
 * How far the camera turns in from beside the avatar, radians: so that the avatar stays in the picture, and what the
 * visitor looks at comes to its middle.
 */
function toeIn(
  { x, z, heading }: CameraPose,
  shoulder: number,
  distance: number,
  { aspect, fov, position }: PerspectiveCamera,
  focus: Place | null,
): number {
  const halfWidth = Math.tan(MathUtils.degToRad(fov / 2)) * aspect;
  const least = Math.atan2(shoulder, Math.max(0.6, distance)) - Math.atan(halfWidth * AVATAR_PLACE);
  const base = MathUtils.clamp(least, 0.02, TOE_IN_MAX * (aspect < 1 ? 2 : 1));
  if (!focus) return base;
  const ahead = -(focus.x - x) * Math.sin(heading) - (focus.z - z) * Math.cos(heading);
  if (ahead < 0.4) return base;
  const towards = Math.atan2(position.x - focus.x, position.z - focus.z) - heading;
  const turn = Math.atan2(Math.sin(towards), Math.cos(towards));
  return MathUtils.clamp(turn, 0, FOCUS_TURN_MAX);
}
