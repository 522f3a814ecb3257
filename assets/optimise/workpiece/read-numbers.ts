import type { Accessor } from "@gltf-transform/core";

/** Plain numbers of an accessor, whatever it stores them as; its own array where that has them. Only for reading. */
export function readNumbers(accessor: Accessor): Float32Array {
  const array = accessor.getArray();
  if (array instanceof Float32Array) return array;
  const size = accessor.getElementSize();
  const values = new Float32Array(accessor.getCount() * size);
  const element: number[] = [];
  for (let index = 0; index < accessor.getCount(); index += 1)
    values.set(accessor.getElement(index, element), index * size);
  return values;
}
