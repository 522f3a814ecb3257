import {
  BufferGeometry,
  DynamicDrawUsage,
  Float32BufferAttribute,
  InterleavedBuffer,
  InterleavedBufferAttribute,
} from "three";

/**
 * Many rectangles in one call, each with numbers of its own. Their corners are written out four times instead of being
 * instances: a processor that draws by itself begins anew for each instance, which takes it longer than four corners.
 */
export type Quads = {
  readonly geometry: BufferGeometry;
  begin(): void;
  /** Draws one more with its numbers, in the order of the attributes; none beyond the capacity. */
  add(numbers: ArrayLike<number>): void;
  /** Ends a frame. Returns how many there are. */
  end(): number;
};

/** From the lower left, −1 to 1 across and up. */
const CORNERS = [-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0];
const TRIANGLES = [0, 1, 2, 0, 2, 3];

/** @param attributes names and sizes of what each rectangle has; its corners are `position` */
export function createQuads(attributes: Readonly<Record<string, number>>, capacity: number): Quads {
  const stride = Object.values(attributes).reduce((sum, size) => sum + size, 0);
  const all = new Float32Array(capacity * 4 * stride);
  const buffer = new InterleavedBuffer(all, stride).setUsage(DynamicDrawUsage);
  const geometry = new BufferGeometry();
  const repeat = (list: readonly number[], step: number) =>
    Array.from({ length: capacity * list.length }, (_, at) => {
      return (list[at % list.length] ?? 0) + Math.floor(at / list.length) * step;
    });
  geometry.setAttribute("position", new Float32BufferAttribute(repeat(CORNERS, 0), 3));
  geometry.setIndex(repeat(TRIANGLES, 4));
  let offset = 0;
  for (const [name, size] of Object.entries(attributes)) {
    geometry.setAttribute(name, new InterleavedBufferAttribute(buffer, size, offset));
    offset += size;
  }
  let count = 0;
  return {
    geometry,
    begin() {
      count = 0;
    },
    add(numbers) {
      if (count >= capacity) return;
      for (let corner = 0; corner < 4; corner++) all.set(numbers, (count * 4 + corner) * stride);
      count++;
    },
    end() {
      geometry.setDrawRange(0, count * TRIANGLES.length);
      // Room is kept for many; only those that are here are sent to the graphics card.
      buffer.clearUpdateRanges();
      buffer.addUpdateRange(0, count * 4 * stride);
      buffer.needsUpdate = true;
      return count;
    },
  };
}
