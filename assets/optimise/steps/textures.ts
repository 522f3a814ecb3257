import type { Document, Texture } from "@gltf-transform/core";
import { EXTTextureWebP } from "@gltf-transform/extensions";
import type { Step } from "../step.ts";
import type { ImageFormat } from "../textures/encode-pixels.ts";
import { fitTextures } from "../textures/fit-textures.ts";
import { ORDINARY_RUNG } from "../textures/quality-ladder.ts";
import type { PixelReader } from "../textures/read-pixels.ts";

type TexturesOptions = {
  /** Longer side, a power of two. */
  readonly maxSide: number;
  /** Of all images together. */
  readonly bytes: number;
  readonly format: ImageFormat;
  readonly fromRung: number;
};

const TEXTURES_DEFAULTS: TexturesOptions = { maxSide: 1_024, bytes: 500_000, format: "webp", fromRung: ORDINARY_RUNG };

/** Formats that core glTF does not know, and the extension that each needs. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  "image/webp": "EXT_texture_webp",
  "image/ktx2": "KHR_texture_basisu",
  "image/avif": "EXT_texture_avif",
};

/** sharp reads everything but this. */
const isReadable = (texture: Texture) => texture.getMimeType() !== "image/ktx2";

function declareFormats(document: Document): void {
  const present = new Set(
    document
      .getRoot()
      .listTextures()
      .map((texture) => texture.getMimeType()),
  );
  for (const [mediaType, name] of Object.entries(EXTENSIONS))
    if (!present.has(mediaType)) document.disposeExtension(name);
  if (present.has("image/webp")) document.createExtension(EXTTextureWebP).setRequired(true);
}

/**
 * Makes textures no larger than allowed and re-encodes them until all together fit into the bytes: base colour keeps
 * the most, then occlusion-roughness-metal, then normals, then emissive. Alpha stays where a material uses it.
 */
export function fitModelTextures(read: PixelReader, options: Partial<TexturesOptions> = {}): Step {
  const limits = { ...TEXTURES_DEFAULTS, ...options };
  return {
    name: "textures",
    run: async (document) => {
      const textures = document.getRoot().listTextures();
      const readable = textures.filter(isReadable);
      const fitted = await fitTextures(readable, limits, read);
      const changed = fitted.flatMap(({ texture, image }) => (image ? [{ texture, image }] : []));
      if (changed.length === 0) return null;
      for (const { texture, image } of changed) {
        texture.setImage(image.bytes).setMimeType(image.mediaType).setURI("");
      }
      declareFormats(document);
      const left = textures.length - readable.length;
      const said = `Re-encoded ${changed.length} of ${textures.length} textures.`;
      return left > 0 ? `${said} ${left} in KTX2 stay as they are.` : said;
    },
  };
}
