import { Primitive } from "@gltf-transform/core";
import { countTriangles } from "../facts/measure-scene.ts";

/** The corners of a primitive's triangles as vertex numbers, three a triangle; strips and fans are unrolled. */
export function listTriangles(primitive: Primitive): Uint32Array {
  const count = countTriangles(primitive);
  const corners = new Uint32Array(count * 3);
  const indices = primitive.getIndices()?.getArray();
  const at = (position: number): number => indices?.[position] ?? position;
  const mode = primitive.getMode();
  for (let triangle = 0; triangle < count; triangle += 1) {
    const [a, b, c] = cornersOf(mode, triangle);
    corners[triangle * 3] = at(a);
    corners[triangle * 3 + 1] = at(b);
    corners[triangle * 3 + 2] = at(c);
  }
  return corners;
}

/** Every second triangle of a strip is wound the other way. */
function cornersOf(mode: number, triangle: number): readonly [number, number, number] {
  if (mode === Primitive.Mode.TRIANGLE_FAN) return [0, triangle + 1, triangle + 2];
  if (mode !== Primitive.Mode.TRIANGLE_STRIP) return [triangle * 3, triangle * 3 + 1, triangle * 3 + 2];
  return triangle % 2 === 0 ? [triangle, triangle + 1, triangle + 2] : [triangle + 1, triangle, triangle + 2];
}
