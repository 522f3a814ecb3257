/** Collects little-endian bytes. */
export type ByteWriter = {
  readonly length: number;
  bytes(values: Uint8Array): void;
  uint8(value: number): void;
  uint32(value: number): void;
  /** Up to 2^53. */
  uint64(value: number): void;
  float32s(values: ArrayLike<number>): void;
  float64s(values: ArrayLike<number>): void;
  /** Fills up to a multiple of eight. */
  align(): void;
  finish(): Uint8Array;
};

export function createByteWriter(): ByteWriter {
  let buffer = new Uint8Array(1 << 16);
  let view = new DataView(buffer.buffer);
  let length = 0;
  /** Makes room and gives the place to write at. */
  const take = (size: number): number => {
    if (length + size > buffer.length) {
      const larger = new Uint8Array(Math.max(buffer.length * 2, length + size));
      larger.set(buffer);
      buffer = larger;
      view = new DataView(buffer.buffer);
    }
    length += size;
    return length - size;
  };
  return {
    get length() {
      return length;
    },
    bytes(values) {
      const at = take(values.length);
      buffer.set(values, at);
    },
    uint8(value) {
      const at = take(1);
      view.setUint8(at, value);
    },
    uint32(value) {
      const at = take(4);
      view.setUint32(at, value, true);
    },
    uint64(value) {
      const at = take(8);
      view.setBigUint64(at, BigInt(value), true);
    },
    float32s(values) {
      const at = take(values.length * 4);
      for (let index = 0; index < values.length; index += 1) view.setFloat32(at + index * 4, values[index] ?? 0, true);
    },
    float64s(values) {
      const at = take(values.length * 8);
      for (let index = 0; index < values.length; index += 1) view.setFloat64(at + index * 8, values[index] ?? 0, true);
    },
    align() {
      take((8 - (length % 8)) % 8);
    },
    finish: () => buffer.slice(0, length),
  };
}
