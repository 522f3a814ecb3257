import { Box3, type Mesh, type Object3D, type PerspectiveCamera, Vector3 } from "three";
import type { Bounds, View } from "./views.ts";

/** Share of the half picture that stays empty around a model that fills it. */
const PORTRAIT_MARGIN = 0.16;
/** Points that are looked at to see how much of the picture a model takes up. */
const POINTS_MAX = 60_000;

/** The box around a model as it stands, in metres. */
export function boundsOf(model: Object3D): Bounds {
  const { min, max } = new Box3().setFromObject(model, true);
  return { min: min.toArray(), max: max.toArray() };
}

/** Places the camera so that the sphere around a box fills the picture, whatever the direction. */
export function aimAtBounds(camera: PerspectiveCamera, view: View, bounds: Bounds): void {
  const min = new Vector3(...bounds.min);
  const max = new Vector3(...bounds.max);
  const centre = min.clone().add(max).multiplyScalar(0.5);
  const radius = Math.max(max.distanceTo(min) / 2, 1e-6);
  const { tangentX, tangentY } = halfAngles(camera);
  const narrow = Math.atan(Math.min(tangentX, tangentY));
  place(camera, view, centre, radius / Math.sin(narrow), radius);
}

/** World positions of a model's vertices, evenly thinned out, three numbers a point. */
export function pointsOf(model: Object3D): Float32Array {
  const meshes: Mesh[] = [];
  model.traverseVisible((object) => {
    if ((object as Mesh).isMesh) meshes.push(object as Mesh);
  });
  const total = meshes.reduce((sum, mesh) => sum + (mesh.geometry.getAttribute("position")?.count ?? 0), 0);
  const stride = Math.max(1, Math.ceil(total / POINTS_MAX));
  const points: number[] = [];
  const point = new Vector3();
  for (const mesh of meshes) {
    const count = mesh.geometry.getAttribute("position")?.count ?? 0;
    for (let index = 0; index < count; index += stride) {
      mesh.getVertexPosition(index, point).applyMatrix4(mesh.matrixWorld);
      points.push(point.x, point.y, point.z);
    }
  }
  return new Float32Array(points);
}

/** Places the camera so that all points are in the picture, centred, with a margin around them. */
export function aimAtPoints(camera: PerspectiveCamera, view: View, points: Float32Array): void {
  const { right, up, back } = axesOf(view);
  const { tangentX, tangentY } = halfAngles(camera);
  const kx = tangentX * (1 - PORTRAIT_MARGIN);
  const ky = tangentY * (1 - PORTRAIT_MARGIN);
  // How far each side of the picture has to be moved out: a point at x and depth z is inside while |x - cx| <= k (d - z).
  const reach = {
    right: -Infinity,
    left: -Infinity,
    top: -Infinity,
    bottom: -Infinity,
    near: -Infinity,
    far: Infinity,
  };
  const point = new Vector3();
  for (let at = 0; at < points.length; at += 3) {
    point.fromArray(points, at);
    const x = point.dot(right);
    const y = point.dot(up);
    const z = point.dot(back);
    reach.right = Math.max(reach.right, x + kx * z);
    reach.left = Math.max(reach.left, -x + kx * z);
    reach.top = Math.max(reach.top, y + ky * z);
    reach.bottom = Math.max(reach.bottom, -y + ky * z);
    reach.near = Math.max(reach.near, z);
    reach.far = Math.min(reach.far, z);
  }
  if (points.length === 0) return;
  const away = Math.max((reach.right + reach.left) / (2 * kx), (reach.top + reach.bottom) / (2 * ky));
  const centre = right
    .multiplyScalar((reach.right - reach.left) / 2)
    .addScaledVector(up, (reach.top - reach.bottom) / 2)
    .addScaledVector(back, reach.near);
  place(camera, view, centre, Math.max(away - reach.near, 1e-6), Math.max(reach.near - reach.far, 1e-6));
}

function place(camera: PerspectiveCamera, view: View, target: Vector3, distance: number, radius: number): void {
  camera.position.copy(target).addScaledVector(axesOf(view).back, distance);
  camera.near = Math.max(distance - radius * 1.5, distance * 0.02);
  camera.far = distance + radius * 12;
  camera.lookAt(target);
  camera.updateProjectionMatrix();
  camera.updateMatrixWorld(true);
}

/** Right, up and towards the camera. */
function axesOf(view: View): { right: Vector3; up: Vector3; back: Vector3 } {
  const turn = (view.turn * Math.PI) / 180;
  const rise = (view.rise * Math.PI) / 180;
  const back = new Vector3(Math.sin(turn) * Math.cos(rise), Math.sin(rise), Math.cos(turn) * Math.cos(rise));
  const right = new Vector3(Math.cos(turn), 0, -Math.sin(turn));
  return { right, up: back.clone().cross(right), back };
}

function halfAngles(camera: PerspectiveCamera): { tangentX: number; tangentY: number } {
  const tangentY = Math.tan((camera.fov * Math.PI) / 360);
  return { tangentX: tangentY * camera.aspect, tangentY };
}
