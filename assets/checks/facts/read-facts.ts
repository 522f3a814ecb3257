import type { Document } from "@gltf-transform/core";
import type { ModelMeasures } from "../../../rooms/protocol/catalog.ts";
import type { TextureFacts } from "../../../rooms/protocol/goods.ts";
import { measureScene } from "./measure-scene.ts";
import { measureTextures } from "./measure-textures.ts";
import { walkScene } from "./walk-scene.ts";

/** What is measured on every file, made or received; `bytes` is the file as it is downloaded. */
export type ModelFacts = {
  readonly measures: ModelMeasures;
  /** Width, height and depth in metres. */
  readonly extentMetres: [number, number, number];
  readonly textures: TextureFacts[];
};

function listMaterialVariants(document: Document): string[] {
  const extension = document
    .getRoot()
    .listExtensionsUsed()
    .find((used) => used.extensionName === "KHR_materials_variants");
  if (!extension) return [];
  return extension
    .listProperties()
    .filter((property) => property.propertyType === "Variant")
    .map((property) => property.getName());
}

/** Measures a decoded model that weighs `bytes` as a file: its first scene with every instance counted. */
export function readFacts(document: Document, bytes: number): ModelFacts {
  const root = document.getRoot();
  const textures = measureTextures(document);
  const { boundsMin, boundsMax, ...counts } = measureScene(walkScene(document));
  const side = (axis: 0 | 1 | 2) => Math.max(0, boundsMax[axis] - boundsMin[axis]);
  return {
    measures: {
      bytes,
      ...counts,
      materials: root.listMaterials().length,
      textures: textures.length,
      maxTexturePixels: Math.max(0, ...textures.flatMap(({ width, height }) => [width, height])),
      boundsMin,
      boundsMax,
      animations: root.listAnimations().map((animation) => animation.getName()),
      materialVariants: listMaterialVariants(document),
    },
    extentMetres: [side(0), side(1), side(2)],
    textures,
  };
}
