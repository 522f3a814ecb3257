import { Frustum, Matrix4, type PerspectiveCamera, Sphere } from "three";

/** What a camera sees of people who stand on the floor. */
export type Sight = {
  /** Looks through a camera whose world matrix is up to date. */
  aim(camera: PerspectiveCamera): void;
  /** Whether anything of a person at a place, or of their shadow, may be in the picture. */
  sees(x: number, z: number): boolean;
  /** Metres from the camera to a person's chest. */
  distanceTo(x: number, z: number): number;
};

const CHEST_M = 0.95;
/** Arms that are raised, and the shadow on the floor beside. */
const REACH_M = 1.7;

export function createSight(): Sight {
  const frustum = new Frustum();
  const view = new Matrix4();
  const person = new Sphere(undefined, REACH_M);
  const eye = { x: 0, y: 0, z: 0 };
  person.center.y = CHEST_M;
  return {
    aim({ projectionMatrix, matrixWorldInverse, position: { x, y, z } }) {
      frustum.setFromProjectionMatrix(view.multiplyMatrices(projectionMatrix, matrixWorldInverse));
      eye.x = x;
      eye.y = y;
      eye.z = z;
    },
    sees(x, z) {
      person.center.x = x;
      person.center.z = z;
      return frustum.intersectsSphere(person);
    },
    distanceTo: (x, z) => Math.hypot(x - eye.x, CHEST_M - eye.y, z - eye.z),
  };
}
