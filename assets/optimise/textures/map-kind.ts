import type { Texture } from "@gltf-transform/core";
import { getTextureChannelMask, listTextureSlots } from "@gltf-transform/functions";

/** What a texture means to the eye, the most important first: what comes last is made smaller first. */
export type MapKind = "colour" | "surface" | "normal" | "glow";

const ALPHA_BIT = 0x0001;

/**
 * The most important of the maps that use a texture. Source: Khronos 3D Commerce guidelines, base colour before
 * occlusion-roughness-metal before normal before emissive.
 */
export function mapKindOf(texture: Texture): MapKind {
  const slots = listTextureSlots(texture);
  const any = (pattern: RegExp) => slots.some((slot) => pattern.test(slot));
  if (any(/^baseColor|diffuse|sheenColor|specularColor/i)) return "colour";
  if (any(/occlusion|roughness|metallic/i)) return "surface";
  if (any(/normal/i)) return "normal";
  return any(/emissive/i) ? "glow" : "surface";
}

/** Whether anything reads the texture's alpha. An opaque material does not. */
export const usesAlpha = (texture: Texture): boolean => (getTextureChannelMask(texture) & ALPHA_BIT) !== 0;
