import type { NodeIO } from "@gltf-transform/core";
import { compressGeometry } from "./steps/compress.ts";
import { openWorkpiece, type Workpiece } from "./workpiece/workpiece.ts";

/** How many bytes of a model's file are not the content of its images. */
export const plainGeometry = ({ document, glb }: Workpiece): number =>
  document
    .getRoot()
    .listTextures()
    .reduce((left, texture) => left - (texture.getImage()?.byteLength ?? 0), glb.byteLength);

async function compressedGeometry(io: NodeIO, { glb }: Workpiece): Promise<number> {
  const { document } = await openWorkpiece(io, glb);
  for (const texture of document.getRoot().listTextures()) texture.setImage(new Uint8Array(0));
  await compressGeometry().run(document);
  return (await io.writeBinary(document)).byteLength;
}

/**
 * How many bytes a model takes as a file without the content of its images, compressed or as it is. What cannot be
 * compressed here cannot be by the step either, which is then taken back.
 */
export async function measureGeometry(io: NodeIO, piece: Workpiece, compresses: boolean): Promise<number> {
  return compresses ? compressedGeometry(io, piece).catch(() => plainGeometry(piece)) : plainGeometry(piece);
}
