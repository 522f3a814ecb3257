import type { Document, Texture } from "@gltf-transform/core";
import { EXTTextureWebP } from "@gltf-transform/extensions";
import { fitTextures, type TextureLimits } from "../textures/fit-textures.ts";
import type { ImageMaker } from "../textures/make-image.ts";
import { ORDINARY_RUNG } from "../textures/quality-ladder.ts";
import type { Step } from "../workpiece/step.ts";

const TEXTURES_DEFAULTS: TextureLimits = { maxSide: 1_024, bytes: 500_000, format: "webp", fromRung: ORDINARY_RUNG };

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
export function fitModelTextures(make: ImageMaker, options: Partial<TextureLimits> = {}): Step {
  const limits = { ...TEXTURES_DEFAULTS, ...options };
  return {
    name: "textures",
    run: async (document) => {
      const textures = document.getRoot().listTextures();
      const readable = textures.filter(isReadable);
      const fitted = await fitTextures(readable, limits, make);
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

/**
 * Encodes a model's textures as they are going to be asked for first, so that this is done in other threads while this one
 * works on triangles. What fails here fails again where somebody looks.
 */
export function encodeAhead(document: Document, make: ImageMaker, limits: TextureLimits): void {
  const readable = document.getRoot().listTextures().filter(isReadable);
  fitTextures(readable, { ...limits, bytes: Number.POSITIVE_INFINITY }, make).catch(() => {});
}
