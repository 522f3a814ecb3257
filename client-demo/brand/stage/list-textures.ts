import type { Material, Texture } from "three";
import type { ModelTemplate } from "../../scene/models/read-model.ts";

/** A map of a loaded model, however many materials use it. */
export type ShownTexture = {
  readonly texture: Texture;
  readonly name: string;
  /** What it is used for, in words. */
  readonly uses: readonly string[];
  readonly materials: readonly string[];
  readonly width: number;
  readonly height: number;
};

/** What three calls the places of a material that hold a map, and what people call them. */
const USES: Readonly<Record<string, string>> = {
  map: "base colour",
  normalMap: "normal",
  roughnessMap: "roughness",
  metalnessMap: "metal",
  aoMap: "occlusion",
  emissiveMap: "emissive",
  alphaMap: "opacity",
  clearcoatMap: "clear coat",
  clearcoatNormalMap: "clear coat normal",
  clearcoatRoughnessMap: "clear coat roughness",
  sheenColorMap: "sheen colour",
  sheenRoughnessMap: "sheen roughness",
  transmissionMap: "transmission",
  thicknessMap: "thickness",
  specularColorMap: "specular colour",
  specularIntensityMap: "specular",
  iridescenceMap: "iridescence",
  anisotropyMap: "anisotropy",
};

type Found = { texture: Texture; readonly uses: Set<string>; readonly materials: Set<string> };

/** Every picture of a model once, in the order of its materials. */
export function listTextures(template: ModelTemplate): readonly ShownTexture[] {
  const found = new Map<Texture["source"], Found>();
  for (const material of materialsOf(template)) {
    for (const [place, use] of Object.entries(USES)) {
      const texture: unknown = Reflect.get(material, place);
      if (isTexture(texture)) note(found, texture, use, material.name);
    }
  }
  return [...found.values()].map(({ texture, uses, materials }) => {
    const { width, height } = sizeOf(texture);
    return { texture, name: texture.name, uses: [...uses], materials: [...materials], width, height };
  });
}

function note(found: Map<Texture["source"], Found>, texture: Texture, use: string, materialName: string): void {
  const known = found.get(texture.source) ?? { texture, uses: new Set(), materials: new Set() };
  known.uses.add(use);
  if (materialName !== "") known.materials.add(materialName);
  found.set(texture.source, known);
}

function materialsOf({ variantMaterials }: ModelTemplate): readonly Material[] {
  return [...new Set(variantMaterials.flatMap(({ base, byName }) => [base, ...byName.values()].flat()))];
}

function isTexture(value: unknown): value is Texture {
  return typeof value === "object" && value !== null && "isTexture" in value;
}

function sizeOf({ image }: Texture): { width: number; height: number } {
  const { width = 0, height = 0 } = (image ?? {}) as { width?: number; height?: number };
  return { width, height };
}
