import type { Accessor } from "@gltf-transform/core";

/** An accessor's elements as plain numbers, `size` an element, with quantised values turned into what they mean. */
export function readVectors(accessor: Accessor, size: 2 | 3): Float32Array {
  const array = accessor.getArray();
  if (array instanceof Float32Array && accessor.getElementSize() === size) return array;
  const vectors = new Float32Array(accessor.getCount() * size);
  const element: number[] = [];
  for (let index = 0; index < accessor.getCount(); index += 1) {
    accessor.getElement(index, element);
    for (let axis = 0; axis < size; axis += 1) vectors[index * size + axis] = element[axis] ?? 0;
  }
  return vectors;
}
