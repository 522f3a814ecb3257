import type { Document, Texture as GltfTexture, Material } from "@gltf-transform/core";
import {
  KHRMaterialsClearcoat,
  KHRMaterialsEmissiveStrength,
  KHRMaterialsSheen,
  KHRMaterialsTransmission,
  KHRMaterialsVolume,
} from "@gltf-transform/extensions";
import { Color } from "three";
import type { Surface, Texture } from "./texture.ts";

/** What a part is made of. Colours are sRGB hex; everything else as in glTF. */
export type MaterialDescription = {
  readonly colour: string;
  readonly surface?: Surface;
  /** Metres that one tile of the surface covers. */
  readonly tile?: number;
  readonly relief?: number;
  readonly roughness?: number;
  readonly metallic?: number;
  readonly sheen?: { readonly colour: string; readonly roughness: number };
  readonly clearcoat?: { readonly amount: number; readonly roughness: number };
  readonly glow?: { readonly colour: string; readonly strength: number };
  readonly glass?: { readonly transmission: number; readonly thickness: number; readonly tint?: string };
  readonly doubleSided?: boolean;
};

type Rgb = [number, number, number];

const linear = (hex: string): Rgb => new Color(hex).toArray() as Rgb;

export type TextureStore = (texture: Texture) => GltfTexture;

/** Paints every texture once per document. */
export async function storeTextures(document: Document, textures: readonly Texture[]): Promise<TextureStore> {
  const stored = new Map<string, GltfTexture>();
  for (const texture of textures) {
    if (stored.has(texture.name)) continue;
    const image = await texture.paint();
    stored.set(texture.name, document.createTexture(texture.name).setImage(image).setMimeType("image/webp"));
  }
  return (texture) => {
    const found = stored.get(texture.name);
    if (!found) throw new Error(`The texture ${texture.name} was not painted.`);
    return found;
  };
}

/** Writes one material, with the extensions that it needs and no others. */
export function writeMaterial(
  document: Document,
  name: string,
  description: MaterialDescription,
  textureOf: TextureStore,
): Material {
  const { colour, surface = {}, relief = 1, roughness = 0.6, metallic = 0, doubleSided = false } = description;
  const material = document
    .createMaterial(name)
    .setBaseColorFactor([...linear(colour), 1])
    .setRoughnessFactor(roughness)
    .setMetallicFactor(metallic)
    .setDoubleSided(doubleSided);
  if (surface.colour) material.setBaseColorTexture(textureOf(surface.colour));
  if (surface.normal && relief > 0) material.setNormalTexture(textureOf(surface.normal)).setNormalScale(relief);
  if (surface.roughness) material.setMetallicRoughnessTexture(textureOf(surface.roughness));
  addExtensions(document, material, description);
  return material;
}

function addExtensions(document: Document, material: Material, description: MaterialDescription): void {
  const { sheen, clearcoat, glow, glass } = description;
  if (sheen) {
    const extension = document.createExtension(KHRMaterialsSheen).createSheen();
    extension.setSheenColorFactor(linear(sheen.colour)).setSheenRoughnessFactor(sheen.roughness);
    material.setExtension("KHR_materials_sheen", extension);
  }
  if (clearcoat) {
    const extension = document.createExtension(KHRMaterialsClearcoat).createClearcoat();
    extension.setClearcoatFactor(clearcoat.amount).setClearcoatRoughnessFactor(clearcoat.roughness);
    material.setExtension("KHR_materials_clearcoat", extension);
  }
  if (glow) {
    material.setEmissiveFactor(linear(glow.colour));
    const extension = document.createExtension(KHRMaterialsEmissiveStrength).createEmissiveStrength();
    material.setExtension("KHR_materials_emissive_strength", extension.setEmissiveStrength(glow.strength));
  }
  if (glass) {
    const transmission = document.createExtension(KHRMaterialsTransmission).createTransmission();
    material.setExtension("KHR_materials_transmission", transmission.setTransmissionFactor(glass.transmission));
    const volume = document.createExtension(KHRMaterialsVolume).createVolume();
    volume.setThicknessFactor(glass.thickness).setAttenuationDistance(0.05);
    if (glass.tint) volume.setAttenuationColor(linear(glass.tint));
    material.setExtension("KHR_materials_volume", volume);
  }
}
