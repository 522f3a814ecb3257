import type { Document } from "@gltf-transform/core";
import { prune } from "@gltf-transform/functions";
import type { Step } from "../workpiece/step.ts";

type PruneOptions = {
  /** Cameras show the studio's view, which nobody looks through in a showroom. */
  readonly keepCameras: boolean;
};

const PRUNE_DEFAULTS: PruneOptions = { keepCameras: false };

const countProperties = (document: Document): number => {
  const root = document.getRoot();
  return [
    root.listNodes(),
    root.listMeshes(),
    root.listMaterials(),
    root.listTextures(),
    root.listAccessors(),
    root.listCameras(),
    root.listScenes(),
  ].reduce((sum, list) => sum + list.length, 0);
};

/** Only the default scene is ever shown. */
function dropOtherScenes(document: Document): void {
  const root = document.getRoot();
  const shown = root.getDefaultScene() ?? root.listScenes()[0];
  for (const scene of root.listScenes()) if (scene !== shown) scene.dispose();
  if (shown) root.setDefaultScene(shown);
}

/**
 * Leaves out what nothing shows: other scenes, unused meshes, materials, textures and vertex attributes, empty nodes.
 * Attributes stay where there are material variants: another variant may need what the first does not.
 */
export function pruneModel(options: Partial<PruneOptions> = {}): Step {
  const { keepCameras } = { ...PRUNE_DEFAULTS, ...options };
  return {
    name: "prune",
    run: async (document) => {
      const before = countProperties(document);
      dropOtherScenes(document);
      if (!keepCameras) for (const camera of document.getRoot().listCameras()) camera.dispose();
      const hasVariants = document.hasExtension("KHR_materials_variants");
      await document.transform(prune({ keepAttributes: hasVariants, keepSolidTextures: true }));
      const removed = before - countProperties(document);
      return removed > 0 ? `Left out ${removed} things that nothing shows.` : null;
    },
  };
}
