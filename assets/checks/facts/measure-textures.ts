import { type Document, ImageUtils, type Texture } from "@gltf-transform/core";
import type { TextureFacts } from "../../../rooms/protocol/goods.ts";

/** How a texture is called in a report: its name, its file's name, or its number. */
const nameTexture = (texture: Texture, index: number): string =>
  (texture.getName() || texture.getURI() || `texture ${index}`).slice(0, 200);

/** RGBA, with a third more for the mipmaps. */
const plainGpuBytes = (width: number, height: number): number => Math.ceil((width * height * 4 * 4) / 3);

/** Some headers lie or are unknown to the reader: then a texture counts as decoded to RGBA. */
function measureGpuBytes(texture: Texture, [width, height]: readonly [number, number]): number {
  const image = texture.getImage();
  try {
    const known = image ? ImageUtils.getVRAMByteLength(image, texture.getMimeType()) : null;
    return known !== null && Number.isFinite(known) ? Math.ceil(known) : plainGpuBytes(width, height);
  } catch {
    return plainGpuBytes(width, height);
  }
}

function sizeOf(texture: Texture): readonly [number, number] {
  try {
    return texture.getSize() ?? [0, 0];
  } catch {
    return [0, 0];
  }
}

/** The maps that use a texture, once each; its list in the document is no use. */
function listSlots(texture: Texture): string[] {
  const users = texture.getGraph().listParentEdges(texture);
  const names = users.filter((edge) => edge.getParent().propertyType !== "Root").map((edge) => edge.getName());
  return [...new Set(names.map((name) => name.replace(/Texture$/, "").slice(0, 60)))];
}

/** Every texture as a graphics card holds it, in the document's order. */
export function measureTextures(document: Document): TextureFacts[] {
  return document
    .getRoot()
    .listTextures()
    .map((texture, index) => {
      const size = sizeOf(texture);
      return {
        name: nameTexture(texture, index),
        slots: listSlots(texture),
        mediaType: texture.getMimeType(),
        width: size[0],
        height: size[1],
        bytes: texture.getImage()?.byteLength ?? 0,
        gpuBytes: measureGpuBytes(texture, size),
      };
    });
}
