import type { NodeIO } from "@gltf-transform/core";
import { compressGeometry } from "./steps/compress.ts";
import { openWorkpiece, type Workpiece } from "./workpiece.ts";

/** How many bytes of a model's file are not the content of its images. */
export const plainGeometry = ({ document, glb }: Workpiece): number =>
  document
    .getRoot()
    .listTextures()
    .reduce((left, texture) => left - (texture.getImage()?.byteLength ?? 0), glb.byteLength);

/** How many bytes a model takes as a file without the content of its images, compressed or as it is. */
export async function measureGeometry(io: NodeIO, piece: Workpiece, compresses: boolean): Promise<number> {
  if (!compresses) return plainGeometry(piece);
  const { document } = await openWorkpiece(io, piece.glb);
  for (const texture of document.getRoot().listTextures()) texture.setImage(new Uint8Array(0));
  await compressGeometry().run(document);
  return (await io.writeBinary(document)).byteLength;
}
