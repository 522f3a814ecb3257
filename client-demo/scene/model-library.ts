import { type AnimationClip, Box3, type Group, type Material, type Object3D, type Texture } from "three";
import { MeshoptDecoder } from "three/addons/libs/meshopt_decoder.module.js";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { clone as cloneWithSkeletons } from "three/addons/utils/SkeletonUtils.js";
import { OPEN_ANIMATION } from "../../rooms/protocol/catalog.ts";
import { meshesOf, readVariantMaterials, type VariantMaterials } from "./material-variants.ts";

/** A model as loaded once; every exhibit shows a copy that shares its geometry and materials. */
export type ModelTemplate = {
  readonly scene: Group;
  readonly bounds: Box3;
  readonly openClip: AnimationClip | null;
  readonly variantMaterials: VariantMaterials;
};

export type ModelLibrary = {
  /** Rejects when the file cannot be had or read. A URL is fetched once. */
  load(url: string): Promise<ModelTemplate>;
  dispose(): void;
};

/** Loads GLB models; `onBytes` is told how far a file has come. */
export function createModelLibrary(onBytes: (url: string, loadedBytes: number) => void = () => {}): ModelLibrary {
  const loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
  const templates = new Map<string, Promise<ModelTemplate>>();
  let disposed = false;

  async function fetchTemplate(url: string): Promise<ModelTemplate> {
    const gltf = await loader.loadAsync(url, (event) => onBytes(url, event.loaded));
    const template = {
      scene: gltf.scene,
      bounds: new Box3().setFromObject(gltf.scene),
      openClip: gltf.animations.find((clip) => clip.name === OPEN_ANIMATION) ?? null,
      variantMaterials: await readVariantMaterials(gltf),
    };
    for (const mesh of meshesOf(gltf.scene)) {
      mesh.castShadow = true;
      mesh.receiveShadow = true;
    }
    if (disposed) disposeTemplate(template);
    return template;
  }

  return {
    load(url) {
      const known = templates.get(url);
      if (known) return known;
      const loading = fetchTemplate(url);
      templates.set(url, loading);
      // A failed download may be tried again the next time that somebody asks for it.
      loading.catch(() => templates.delete(url));
      return loading;
    },
    dispose() {
      disposed = true;
      for (const template of templates.values()) template.then(disposeTemplate, () => {});
      templates.clear();
    },
  };
}

/** A copy of a model that moves by itself. */
export function copyModel(template: ModelTemplate): Object3D {
  return cloneWithSkeletons(template.scene);
}

function disposeTemplate(template: ModelTemplate): void {
  const materials = new Set<Material>();
  for (const mesh of meshesOf(template.scene)) mesh.geometry.dispose();
  for (const { base, byName } of template.variantMaterials) {
    for (const material of Array.isArray(base) ? base : [base]) materials.add(material);
    for (const material of byName.values()) materials.add(material);
  }
  for (const material of materials) disposeMaterial(material);
}

function disposeMaterial(material: Material): void {
  for (const value of Object.values(material)) {
    if (value && typeof value === "object" && "isTexture" in value) (value as Texture).dispose();
  }
  material.dispose();
}
