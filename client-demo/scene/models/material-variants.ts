import type { Material, Mesh, Object3D } from "three";
import type { GLTF } from "three/addons/loaders/GLTFLoader.js";
import { z } from "zod";

/** For each mesh of a model, in traversal order: its own material and those of the model's named variants. */
export type VariantMaterials = readonly {
  readonly base: Material | Material[];
  readonly byName: ReadonlyMap<string, Material>;
}[];

const names = z.object({
  extensions: z.object({ KHR_materials_variants: z.object({ variants: z.array(z.object({ name: z.string() })) }) }),
});
const mappings = z.object({
  gltfExtensions: z.object({
    KHR_materials_variants: z.object({
      mappings: z.array(z.object({ material: z.int(), variants: z.array(z.int()) })),
    }),
  }),
});

/** The meshes below an object in an order that its clones share. */
export function meshesOf(root: Object3D): Mesh[] {
  const meshes: Mesh[] = [];
  root.traverse((object) => {
    if ((object as Mesh).isMesh) meshes.push(object as Mesh);
  });
  return meshes;
}

/** Loads the materials of all variants of KHR_materials_variants, so that switching needs no waiting. */
export async function readVariantMaterials(gltf: GLTF): Promise<VariantMaterials> {
  const declared = names.safeParse(gltf.parser.json);
  const variantNames = declared.success ? declared.data.extensions.KHR_materials_variants.variants : [];
  return Promise.all(
    meshesOf(gltf.scene).map(async (mesh) => {
      const base = mesh.material;
      const byName = new Map<string, Material>();
      const mapped = mappings.safeParse(mesh.userData);
      const list = mapped.success ? mapped.data.gltfExtensions.KHR_materials_variants.mappings : [];
      for (const mapping of list) {
        mesh.material = (await gltf.parser.getDependency("material", mapping.material)) as Material;
        // Gives the material the vertex colours and the shading that this mesh needs, as the loader did for its own.
        gltf.parser.assignFinalMaterial(mesh);
        const final = mesh.material as Material;
        for (const variant of mapping.variants) byName.set(variantNames[variant]?.name ?? "", final);
      }
      mesh.material = base;
      return { base, byName };
    }),
  );
}

/**
 * Shows a variant by name on the meshes of a copy of the model; null or an unknown name shows the model's own
 * materials. Each passes through `finish` first.
 */
export function applyVariant(
  meshes: readonly Mesh[],
  materials: VariantMaterials,
  name: string | null,
  finish: (material: Material) => Material,
): void {
  for (const [index, mesh] of meshes.entries()) {
    const own = materials[index];
    if (!own) continue;
    const material = (name === null ? undefined : own.byName.get(name)) ?? own.base;
    mesh.material = Array.isArray(material) ? material.map(finish) : finish(material);
  }
}
