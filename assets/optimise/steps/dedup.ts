import { PropertyType } from "@gltf-transform/core";
import { dedup } from "@gltf-transform/functions";
import type { Step } from "../workpiece/step.ts";

type DedupOptions = { readonly kinds: readonly `${PropertyType}`[] };

const DEDUP_DEFAULTS: DedupOptions = {
  kinds: [PropertyType.ACCESSOR, PropertyType.MESH, PropertyType.TEXTURE, PropertyType.MATERIAL, PropertyType.SKIN],
};

/** Keeps one of several equal meshes, materials, textures and accessors. */
export function dedupModel(options: Partial<DedupOptions> = {}): Step {
  const { kinds } = { ...DEDUP_DEFAULTS, ...options };
  return {
    name: "dedup",
    run: async (document) => {
      const root = document.getRoot();
      const count = () =>
        [root.listAccessors(), root.listMeshes(), root.listTextures(), root.listMaterials(), root.listSkins()]
          .map((list) => list.length)
          .reduce((sum, length) => sum + length);
      const before = count();
      await document.transform(dedup({ propertyTypes: kinds.map((kind) => kind as PropertyType) }));
      const removed = before - count();
      return removed > 0 ? `Merged ${removed} things that were there twice.` : null;
    },
  };
}
