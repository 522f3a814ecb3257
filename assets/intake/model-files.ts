/** The files that came with an upload. Names are relative, with forward slashes, and never lead outside. */
export type ModelFiles = {
  /** All names where they are known beforehand; empty for the folder around a single .gltf, which is not searched. */
  readonly names: readonly string[];
  /** The file's bytes, or nothing where there is no such file. Throws what the medium throws. */
  read(name: string): Promise<Uint8Array | undefined>;
  close(): void;
};

/** The most bytes that a model and all of its files may have once they are unpacked. */
export const UNPACKED_BYTES_MAX = 512 * 1024 * 1024;

/** The most files that an upload may consist of. */
export const FILES_MAX = 2_000;
