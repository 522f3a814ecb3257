import { type AnimationClip, Box3, type Group, type Material, type Texture } from "three";
import type { GLTF, GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { OPEN_ANIMATION } from "../../../rooms/protocol/catalog.ts";
import { meshesOf, readVariantMaterials, type VariantMaterials } from "./material-variants.ts";

/** A model as loaded once; every exhibit shows a copy that shares its geometry and materials. */
export type ModelTemplate = {
  readonly scene: Group;
  readonly bounds: Box3;
  readonly openClip: AnimationClip | null;
  readonly variantMaterials: VariantMaterials;
  readonly textures: readonly Texture[];
  /** What it takes up on the graphics card, about. */
  readonly gpuBytes: number;
};

/** With its mipmaps a picture is a third larger. */
const BYTES_PER_TEXEL = (4 * 4) / 3;

/** Reads a GLB with all that it contains. @throws when it cannot be read */
export async function readModel(loader: GLTFLoader, bytes: ArrayBuffer): Promise<ModelTemplate> {
  const gltf: GLTF = await loader.parseAsync(bytes, "");
  const meshes = meshesOf(gltf.scene);
  const variantMaterials = await readVariantMaterials(gltf);
  for (const mesh of meshes) {
    mesh.castShadow = true;
    mesh.receiveShadow = true;
  }
  const textures = [...new Set(materialsOf(variantMaterials).flatMap(texturesOf))];
  const geometries = new Set(meshes.map((mesh) => mesh.geometry));
  const buffers = new Set<ArrayBufferLike>();
  for (const { attributes, index } of geometries) {
    for (const attribute of [...Object.values(attributes), index]) if (attribute) buffers.add(attribute.array.buffer);
  }
  return {
    scene: gltf.scene,
    bounds: new Box3().setFromObject(gltf.scene),
    openClip: gltf.animations.find((clip) => clip.name === OPEN_ANIMATION) ?? null,
    variantMaterials,
    textures,
    gpuBytes:
      [...buffers].reduce((sum, buffer) => sum + buffer.byteLength, 0) +
      textures.reduce((sum, texture) => sum + textureBytes(texture), 0),
  };
}

/** Frees what a model takes up on the graphics card; no copy of it may be on display. */
export function disposeModel(template: ModelTemplate): void {
  for (const mesh of meshesOf(template.scene)) mesh.geometry.dispose();
  for (const material of materialsOf(template.variantMaterials)) material.dispose();
  for (const texture of template.textures) {
    texture.dispose();
    if (texture.image instanceof ImageBitmap) texture.image.close();
  }
}

function materialsOf(variantMaterials: VariantMaterials): readonly Material[] {
  const all = variantMaterials.flatMap(({ base, byName }) => [base, ...byName.values()].flat());
  return [...new Set(all)];
}

function texturesOf(material: Material): readonly Texture[] {
  return Object.values(material).filter(isTexture);
}

function isTexture(value: unknown): value is Texture {
  return typeof value === "object" && value !== null && "isTexture" in value;
}

function textureBytes({ image, mipmaps }: Texture): number {
  const levels = (mipmaps ?? []).flatMap((level) => ("data" in level && level.data ? [level.data.byteLength] : []));
  if (levels.length > 0) return levels.reduce((sum, bytes) => sum + bytes, 0);
  const { width = 0, height = 0 } = (image ?? {}) as { width?: number; height?: number };
  return width * height * BYTES_PER_TEXEL;
}
