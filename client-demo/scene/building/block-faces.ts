/** The outward normal of a face and the axes that its texels and texture run along, in the block's own frame. */
export type Face = {
  readonly normal: readonly [number, number, number];
  readonly u: readonly [number, number, number];
  readonly v: readonly [number, number, number];
};

/** In the order of three.js's boxes: +x −x +y −y +z −z. */
export const FACES: readonly Face[] = [
  { normal: [1, 0, 0], u: [0, 0, 1], v: [0, 1, 0] },
  { normal: [-1, 0, 0], u: [0, 0, 1], v: [0, 1, 0] },
  { normal: [0, 1, 0], u: [1, 0, 0], v: [0, 0, 1] },
  { normal: [0, -1, 0], u: [1, 0, 0], v: [0, 0, 1] },
  { normal: [0, 0, 1], u: [1, 0, 0], v: [0, 1, 0] },
  { normal: [0, 0, -1], u: [1, 0, 0], v: [0, 1, 0] },
];
