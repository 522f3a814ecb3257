import { type Material, type Texture, type TextureInfo, TextureInfo as Wrap } from "@gltf-transform/core";
import type { Clearcoat, EmissiveStrength, IOR, Transform, Transmission } from "@gltf-transform/extensions";

/** How a texture lies on a mesh. `transform` as in KHR_texture_transform, null for none. */
export type Mapping = {
  readonly texCoord: number;
  readonly transform: { readonly offset: number[]; readonly rotation: number; readonly scale: number[] } | null;
};

/** A texture as a material uses it. */
export type TextureUse = {
  readonly texture: Texture;
  readonly mapping: Mapping;
  readonly wrapS: "repeat" | "clamp" | "mirror";
  readonly wrapT: "repeat" | "clamp" | "mirror";
};

/** What UsdPreviewSurface can show of a material, in glTF's terms. */
export type Surface = {
  readonly name: string;
  readonly isUnlit: boolean;
  readonly isDoubleSided: boolean;
  readonly alphaMode: "OPAQUE" | "MASK" | "BLEND";
  readonly alphaCutoff: number;
  /** Linear. */
  readonly baseColour: readonly [number, number, number, number];
  readonly emissive: readonly [number, number, number];
  readonly metallic: number;
  readonly roughness: number;
  readonly normalScale: number;
  readonly occlusionStrength: number;
  readonly clearcoat: number;
  readonly clearcoatRoughness: number;
  readonly ior: number;
  readonly textures: {
    readonly baseColour: TextureUse | null;
    readonly emissive: TextureUse | null;
    readonly normal: TextureUse | null;
    readonly occlusion: TextureUse | null;
    readonly metallicRoughness: TextureUse | null;
  };
};

/** What glTF means by a mesh without a material. */
const PLAIN: Surface = {
  name: "Plain",
  isUnlit: false,
  isDoubleSided: false,
  alphaMode: "OPAQUE",
  alphaCutoff: 0.5,
  baseColour: [1, 1, 1, 1],
  emissive: [0, 0, 0],
  metallic: 1,
  roughness: 1,
  normalScale: 1,
  occlusionStrength: 1,
  clearcoat: 0,
  clearcoatRoughness: 0,
  ior: 1.5,
  textures: { baseColour: null, emissive: null, normal: null, occlusion: null, metallicRoughness: null },
};

/** How much of the light a fully transmitting surface holds back: Quick Look knows no glass, only thinner colour. */
const GLASS_OPACITY = 0.25;

/** Reads a material; null is the material of a mesh that has none. Glass becomes thin colour. */
export function readSurface(material: Material | null): Surface {
  if (!material) return PLAIN;
  const clearcoat = material.getExtension<Clearcoat>("KHR_materials_clearcoat");
  const strength =
    material.getExtension<EmissiveStrength>("KHR_materials_emissive_strength")?.getEmissiveStrength() ?? 1;
  const passes = material.getExtension<Transmission>("KHR_materials_transmission")?.getTransmissionFactor() ?? 0;
  const [red, green, blue, alpha] = material.getBaseColorFactor();
  const alphaMode = material.getAlphaMode();
  return {
    name: material.getName() || "Material",
    isUnlit: material.getExtension("KHR_materials_unlit") !== null,
    isDoubleSided: material.getDoubleSided(),
    alphaMode: passes > 0 && alphaMode === "OPAQUE" ? "BLEND" : alphaMode,
    alphaCutoff: material.getAlphaCutoff(),
    baseColour: [red, green, blue, alpha * (1 - passes * (1 - GLASS_OPACITY))],
    emissive: material.getEmissiveFactor().map((each) => each * strength) as [number, number, number],
    metallic: material.getMetallicFactor(),
    roughness: material.getRoughnessFactor(),
    normalScale: material.getNormalScale(),
    occlusionStrength: material.getOcclusionStrength(),
    clearcoat: clearcoat?.getClearcoatFactor() ?? 0,
    clearcoatRoughness: clearcoat?.getClearcoatRoughnessFactor() ?? 0,
    ior: material.getExtension<IOR>("KHR_materials_ior")?.getIOR() ?? 1.5,
    textures: {
      baseColour: readUse(material.getBaseColorTexture(), material.getBaseColorTextureInfo()),
      emissive: readUse(material.getEmissiveTexture(), material.getEmissiveTextureInfo()),
      normal: readUse(material.getNormalTexture(), material.getNormalTextureInfo()),
      occlusion: readUse(material.getOcclusionTexture(), material.getOcclusionTextureInfo()),
      metallicRoughness: readUse(material.getMetallicRoughnessTexture(), material.getMetallicRoughnessTextureInfo()),
    },
  };
}

/** The ways in which a surface's textures lie on it, the base colour's first; each once. */
export function listMappings({ textures }: Surface): Mapping[] {
  const { baseColour, normal, metallicRoughness, occlusion, emissive } = textures;
  const mappings: Mapping[] = [];
  for (const use of [baseColour, normal, metallicRoughness, occlusion, emissive]) {
    if (use && !mappings.some((each) => isSameMapping(each, use.mapping))) mappings.push(use.mapping);
  }
  return mappings;
}

export const isSameMapping = (a: Mapping, b: Mapping): boolean => JSON.stringify(a) === JSON.stringify(b);

function readUse(texture: Texture | null, info: TextureInfo | null): TextureUse | null {
  if (!texture || !info) return null;
  const transform = info.getExtension<Transform>("KHR_texture_transform");
  const moved = transform && {
    offset: [...transform.getOffset()],
    rotation: transform.getRotation(),
    scale: [...transform.getScale()],
  };
  const isStill = !moved || JSON.stringify(moved) === '{"offset":[0,0],"rotation":0,"scale":[1,1]}';
  return {
    texture,
    mapping: { texCoord: transform?.getTexCoord() ?? info.getTexCoord(), transform: isStill ? null : moved },
    wrapS: wrapOf(info.getWrapS()),
    wrapT: wrapOf(info.getWrapT()),
  };
}

function wrapOf(mode: number): TextureUse["wrapS"] {
  if (mode === Wrap.WrapMode.CLAMP_TO_EDGE) return "clamp";
  return mode === Wrap.WrapMode.MIRRORED_REPEAT ? "mirror" : "repeat";
}
