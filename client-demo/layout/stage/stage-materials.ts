import { Color, DoubleSide, type Material, MeshLambertMaterial, MeshStandardMaterial } from "three";
import { FINISHES, paintSurfaces } from "../../scene/building/gallery-materials.ts";
import type { Surface } from "../../scene/building/gallery-plan.ts";
import type { QualitySettings } from "../../scene/quality.ts";

/** What the building is made of under a light that changes with every move: nothing is baked. */
export type StageMaterials = { of(surface: Surface): Material; readonly glass: Material; dispose(): void };

export function createStageMaterials(settings: QualitySettings): StageMaterials {
  // From above nobody sees a fine grain, and painting it is most of what opening the stage takes.
  const textures = paintSurfaces({ ...settings, textureSize: settings.textureSize / 2 }, true);
  const made = new Map<Surface, Material>();
  const glass = new MeshLambertMaterial({
    color: "#CFE0DE",
    transparent: true,
    opacity: 0.28,
    side: DoubleSide,
    depthWrite: false,
  });
  return {
    glass,
    of(surface) {
      const known = made.get(surface);
      if (known) return known;
      const { colour, roughness, texture } = FINISHES[surface];
      const common = { color: new Color(colour), map: texture ? textures[texture] : null };
      const material = settings.litSurfaces
        ? new MeshStandardMaterial({ ...common, roughness, envMapIntensity: 0.6 })
        : new MeshLambertMaterial(common);
      made.set(surface, material);
      return material;
    },
    dispose() {
      for (const material of made.values()) material.dispose();
      for (const texture of Object.values(textures)) texture.dispose();
      glass.dispose();
    },
  };
}
