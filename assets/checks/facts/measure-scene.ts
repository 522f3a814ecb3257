import { type mat4, Primitive } from "@gltf-transform/core";
import type { Drawn } from "./walk-scene.ts";

type Vector3 = [number, number, number];

/** What drawing a scene once takes; bounds in metres, infinite where nothing is drawn. */
export type SceneMeasures = {
  triangles: number;
  vertices: number;
  drawCalls: number;
  boundsMin: Vector3;
  boundsMax: Vector3;
};

/** How many triangles a primitive has; points and lines have none. */
export function countTriangles(primitive: Primitive): number {
  const count = primitive.getIndices()?.getCount() ?? primitive.getAttribute("POSITION")?.getCount() ?? 0;
  const mode = primitive.getMode();
  if (mode === Primitive.Mode.TRIANGLES) return Math.floor(count / 3);
  const isRun = mode === Primitive.Mode.TRIANGLE_STRIP || mode === Primitive.Mode.TRIANGLE_FAN;
  return isRun ? Math.max(0, count - 2) : 0;
}

type Box = { readonly min: Vector3; readonly max: Vector3 };

const emptyBox = (): Box => ({
  min: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  max: [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
});

/** Math.min and Math.max keep a NaN once they met one, so that it is found out later. */
function include(box: Box, [x, y, z]: readonly [number, number, number], place: mat4): void {
  for (let axis = 0; axis < 3; axis += 1) {
    const [a = 0, b = 0, c = 0, d = 0] = [place[axis], place[4 + axis], place[8 + axis], place[12 + axis]];
    const value = a * x + b * y + c * z + d;
    box.min[axis] = Math.min(box.min[axis] ?? 0, value);
    box.max[axis] = Math.max(box.max[axis] ?? 0, value);
  }
}

const isAxisAligned = (place: mat4): boolean =>
  [0, 1, 2].every((column) => [0, 1, 2].filter((row) => Math.abs(place[column * 4 + row] ?? 0) > 1e-12).length === 1);

/** The corners of the primitive's own box say enough where a place does not tilt it; otherwise each vertex is asked. */
function includePrimitive(box: Box, primitive: Primitive, places: readonly mat4[]): void {
  const position = primitive.getAttribute("POSITION");
  if (!position) return;
  const [min, max] = [position.getMinNormalized([0, 0, 0]) as Vector3, position.getMaxNormalized([0, 0, 0]) as Vector3];
  for (const place of places) {
    if (isAxisAligned(place)) {
      include(box, min, place);
      include(box, max, place);
      continue;
    }
    const point: Vector3 = [0, 0, 0];
    for (let index = 0; index < position.getCount(); index += 1) {
      include(box, position.getElement(index, point) as Vector3, place);
    }
  }
}

/** Adds up what a viewer would have to draw, with every instance counted. */
export function measureScene(drawn: readonly Drawn[]): SceneMeasures {
  const box = emptyBox();
  const counts = { triangles: 0, vertices: 0, drawCalls: drawn.length };
  for (const { primitive, places } of drawn) {
    counts.triangles += countTriangles(primitive) * places.length;
    counts.vertices += (primitive.getAttribute("POSITION")?.getCount() ?? 0) * places.length;
    includePrimitive(box, primitive, places);
  }
  return { ...counts, boundsMin: box.min, boundsMax: box.max };
}
