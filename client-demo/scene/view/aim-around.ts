import { type Box3, type DirectionalLight, type PerspectiveCamera, Vector3 } from "three";

const size = new Vector3();
const centre = new Vector3();

/**
 * Aims a camera from a direction, in radians, and so far away that a model fits whichever way it is turned and whatever the
 * canvas's shape. `room` is the air around it: 1 is none.
 */
export function aimAround(
  camera: PerspectiveCamera,
  bounds: Box3,
  room: number,
  azimuth: number,
  elevation: number,
): void {
  const radius = bounds.getSize(size).length() / 2 || 1;
  const half = (camera.fov * Math.PI) / 360;
  const narrow = Math.min(half, Math.atan(Math.tan(half) * camera.aspect));
  const distance = (radius * room) / Math.sin(narrow);
  bounds.getCenter(centre);
  camera.position
    .set(Math.sin(azimuth) * Math.cos(elevation), Math.sin(elevation), Math.cos(azimuth) * Math.cos(elevation))
    .multiplyScalar(distance)
    .add(centre);
  camera.near = distance / 50;
  camera.far = distance * 4;
  camera.lookAt(centre);
  camera.updateProjectionMatrix();
}

/** Lights a model from above, its left and the front, from outside of its bounds. */
export function placeKeyLight(key: DirectionalLight, bounds: Box3): void {
  const radius = bounds.getSize(size).length() / 2;
  bounds.getCenter(centre);
  key.target.position.copy(centre);
  key.position
    .set(-0.6, 1.3, 0.9)
    .multiplyScalar(radius * 2)
    .add(centre);
  const { camera } = key.shadow;
  camera.left = camera.bottom = -radius;
  camera.right = camera.top = radius;
  camera.near = radius * 0.2;
  camera.far = radius * 6;
  camera.updateProjectionMatrix();
}
