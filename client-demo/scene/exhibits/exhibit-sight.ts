import { type Box3, Frustum, type Group, Matrix4, type PerspectiveCamera, Sphere, Vector3 } from "three";
import type { Sighting } from "../models/download-order.ts";

/** The camera's look at exhibits. */
export type ExhibitSight = {
  /** Looks through a camera whose world matrix is up to date, at a picture that is `pixelHeight` pixels high. */
  aim(camera: PerspectiveCamera, pixelHeight: number): void;
  see(root: Group, bounds: Box3, isInspected: boolean): Sighting;
};

/** The levels of detail are made for a view of this height: more pixels show more, fewer show less. */
const VIEW_PIXELS = 1_080;
const NEAREST_M = 0.25;
/** What is just beyond the edge is about to be seen. */
const MARGIN_M = 0.3;

export function createExhibitSight(): ExhibitSight {
  const frustum = new Frustum();
  const view = new Matrix4();
  const around = new Sphere();
  const size = new Vector3();
  const eye = new Vector3();
  let sharePerRadian = 1;
  return {
    aim(camera, pixelHeight) {
      frustum.setFromProjectionMatrix(view.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse));
      eye.setFromMatrixPosition(camera.matrixWorld);
      sharePerRadian = pixelHeight / VIEW_PIXELS / (2 * Math.tan((camera.fov * Math.PI) / 360));
    },
    see(root, bounds, isInspected) {
      bounds.getSize(size).multiplyScalar(root.scale.x);
      bounds.getCenter(around.center).multiply(root.scale).applyQuaternion(root.quaternion).add(root.position);
      around.radius = size.length() / 2 + MARGIN_M;
      const distance = around.center.distanceTo(eye);
      const nearest = Math.max(NEAREST_M, distance - Math.min(size.x, size.y, size.z) / 2);
      const share = (Math.max(size.x, size.y, size.z) / nearest) * sharePerRadian;
      return { isInSight: frustum.intersectsSphere(around), share, distance, isInspected };
    },
  };
}
