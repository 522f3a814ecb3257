import {
  type BufferGeometry,
  DynamicDrawUsage,
  InstancedBufferGeometry,
  InstancedInterleavedBuffer,
  InterleavedBufferAttribute,
  type Material,
  Mesh,
} from "three";

/** A shape that is drawn many times in one call, each time by numbers of its own. */
export type Instances = {
  readonly mesh: Mesh<BufferGeometry, Material>;
  /** The numbers of all instances, one after the other. */
  readonly numbers: Float32Array;
  begin(): void;
  /** Where the numbers of one more instance begin, −1 when there is no room for it. */
  next(): number;
  end(): void;
  dispose(): void;
};

/** @param attributes names and sizes of the numbers of one instance, in their order */
export function createInstances(
  shape: BufferGeometry,
  attributes: Readonly<Record<string, number>>,
  capacity: number,
): Instances {
  const stride = Object.values(attributes).reduce((sum, size) => sum + size, 0);
  const numbers = new Float32Array(capacity * stride);
  const buffer = new InstancedInterleavedBuffer(numbers, stride).setUsage(DynamicDrawUsage);
  const geometry = new InstancedBufferGeometry();
  geometry.setIndex(shape.index);
  for (const [name, attribute] of Object.entries(shape.attributes)) geometry.setAttribute(name, attribute);
  let offset = 0;
  for (const [name, size] of Object.entries(attributes)) {
    geometry.setAttribute(name, new InterleavedBufferAttribute(buffer, size, offset));
    offset += size;
  }
  const mesh = new Mesh<BufferGeometry, Material>(geometry);
  mesh.frustumCulled = false;
  mesh.receiveShadow = true;
  mesh.raycast = () => {};
  let count = 0;
  return {
    mesh,
    numbers,
    begin() {
      count = 0;
    },
    next: () => (count < capacity ? stride * count++ : -1),
    end() {
      geometry.instanceCount = count;
      mesh.visible = count > 0;
      // Room is kept for many; only those who are here are sent to the graphics card.
      buffer.clearUpdateRanges();
      buffer.addUpdateRange(0, count * stride);
      buffer.needsUpdate = true;
    },
    dispose: () => geometry.dispose(),
  };
}
