import type { Node, Primitive, Skin } from "@gltf-transform/core";
import { type Geometry, readElements } from "./geometry.ts";

type Matrix = readonly number[];

/** Puts geometry where a matrix says, and keeps its front in front when the matrix mirrors. Column-major. */
export function moveGeometry(geometry: Geometry, matrix: Matrix): Geometry {
  const normalMatrix = cofactors(matrix);
  const isMirrored = isMirroring(matrix);
  return {
    ...geometry,
    points: transform(geometry.points, () => matrix, 1),
    normals: normalise(
      transform(geometry.normals, () => normalMatrix, 0),
      isMirrored ? -1 : 1,
    ),
    indices: isMirrored ? reverse(geometry.indices) : geometry.indices,
  };
}

/** Puts the geometry of a skinned primitive where its joints hold it now, in the scene's own space. */
export function poseGeometry(geometry: Geometry, primitive: Primitive, skin: Skin): Geometry {
  const joints = skin.listJoints();
  const inverse = skin.getInverseBindMatrices();
  const matrices = joints.map((joint, index) => {
    const bound = inverse ? inverse.getElement(index, []) : IDENTITY;
    return multiply(joint.getWorldMatrix(), bound);
  });
  const blended = blendMatrices(primitive, matrices, geometry.points.length / 3);
  const at = (index: number): Matrix => blended.subarray(index * 16, index * 16 + 16) as unknown as Matrix;
  return {
    ...geometry,
    points: transform(geometry.points, at, 1),
    normals: normalise(
      transform(geometry.normals, (index) => cofactors(at(index)), 0),
      1,
    ),
  };
}

/** Whether a node turns left into right. */
export const isMirrored = (node: Node): boolean => isMirroring(node.getWorldMatrix());

const IDENTITY: Matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** For each vertex the mean of its joints' matrices. */
function blendMatrices(primitive: Primitive, matrices: readonly Matrix[], count: number): Float32Array {
  const blended = new Float32Array(count * 16);
  for (let set = 0; ; set += 1) {
    const jointsOf = primitive.getAttribute(`JOINTS_${set}`);
    const weightsOf = primitive.getAttribute(`WEIGHTS_${set}`);
    if (!jointsOf || !weightsOf) return blended;
    const joints = readElements(jointsOf, 4);
    for (const [at, weight] of readElements(weightsOf, 4).entries()) {
      const vertex = Math.floor(at / 4);
      addScaled(blended.subarray(vertex * 16, vertex * 16 + 16), matrices[joints[at] ?? 0] ?? [], weight);
    }
  }
}

function addScaled(sum: Float32Array, matrix: Matrix, weight: number): void {
  if (weight === 0) return;
  for (const [cell, value] of matrix.entries()) sum[cell] = (sum[cell] ?? 0) + value * weight;
}

function transform(vectors: Float32Array, matrixOf: (index: number) => Matrix, w: 0 | 1): Float32Array {
  const moved = new Float32Array(vectors.length);
  for (let at = 0; at < vectors.length; at += 3) {
    const m = matrixOf(at / 3);
    for (let axis = 0; axis < 3; axis += 1) {
      const cell = (column: number) => m[column * 4 + axis] ?? 0;
      moved[at + axis] =
        cell(0) * (vectors[at] ?? 0) +
        cell(1) * (vectors[at + 1] ?? 0) +
        cell(2) * (vectors[at + 2] ?? 0) +
        cell(3) * w;
    }
  }
  return moved;
}

function normalise(vectors: Float32Array, sign: number): Float32Array {
  for (let at = 0; at < vectors.length; at += 3) {
    const length = Math.hypot(vectors[at] ?? 0, vectors[at + 1] ?? 0, vectors[at + 2] ?? 0) || 1;
    for (let axis = at; axis < at + 3; axis += 1) vectors[axis] = ((vectors[axis] ?? 0) / length) * sign;
  }
  return vectors;
}

function reverse(indices: Int32Array): Int32Array {
  const reversed = indices.slice();
  for (let at = 0; at < reversed.length; at += 3) {
    reversed[at + 1] = indices[at + 2] ?? 0;
    reversed[at + 2] = indices[at + 1] ?? 0;
  }
  return reversed;
}

/** The matrix that normals move by, as a 4 × 4 matrix: cofactors need no division and keep directions when it is flat. */
function cofactors(m: Matrix): Matrix {
  const at = (row: number, column: number) => m[(column % 3) * 4 + (row % 3)] ?? 0;
  const result = new Array<number>(16).fill(0);
  for (let column = 0; column < 3; column += 1) {
    for (let row = 0; row < 3; row += 1) {
      result[column * 4 + row] =
        at(row + 1, column + 1) * at(row + 2, column + 2) - at(row + 1, column + 2) * at(row + 2, column + 1);
    }
  }
  return result;
}

function isMirroring(m: Matrix): boolean {
  const c = cofactors(m);
  return (m[0] ?? 0) * (c[0] ?? 0) + (m[1] ?? 0) * (c[1] ?? 0) + (m[2] ?? 0) * (c[2] ?? 0) < 0;
}

function multiply(a: Matrix, b: Matrix): Matrix {
  return Array.from({ length: 16 }, (_, place) => {
    const row = place % 4;
    const column = Math.floor(place / 4);
    return [0, 1, 2, 3].reduce((sum, k) => sum + (a[k * 4 + row] ?? 0) * (b[column * 4 + k] ?? 0), 0);
  });
}
