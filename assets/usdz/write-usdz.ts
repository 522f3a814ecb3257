import type { Document } from "@gltf-transform/core";
import { cloneDocument, metalRough } from "@gltf-transform/functions";
import type { Prim } from "./crate/layer.ts";
import { makeScenePrims } from "./scene-prims.ts";
import { createWardrobe } from "./wardrobe.ts";
import { writeUsdc } from "./write-usdc.ts";
import { packUsdz } from "./zip.ts";

const ROOT = "Model";

/**
 * Writes a model as a USDZ for Quick Look, in one of its variants (null: as it is): default scene, metres, Y up, at rest.
 * What USDZ cannot carry is worked into it where that is possible, and listed by `listArLosses`. The same document gives
 * the same bytes.
 * @throws Error when the model has nothing to show, or an image cannot be decoded
 */
export async function writeUsdz(document: Document, materialVariant: string | null): Promise<Uint8Array> {
  const source = await withMetalRough(document);
  const scene = source.getRoot().getDefaultScene() ?? source.getRoot().listScenes()[0];
  const wardrobe = createWardrobe(`/${ROOT}/Materials`);
  const prims = scene ? makeScenePrims(scene, materialVariant, wardrobe) : [];
  if (prims.length === 0) throw new Error("The model has no triangles to show in AR.");
  const { materials, images } = await wardrobe.finish();
  const shelf: Prim = { type: "Scope", name: "Materials", attributes: [], children: materials };
  const geometry: Prim = { type: "Xform", name: "Geometry", attributes: [], children: prims };
  const layer = writeUsdc({ type: "Xform", name: ROOT, attributes: [], children: [geometry, shelf] });
  return packUsdz([{ name: "model.usdc", bytes: layer }, ...images]);
}

/** Materials of the older specular-glossiness kind are turned into the kind that USDZ knows, on a copy. */
async function withMetalRough(document: Document): Promise<Document> {
  const isOld = document
    .getRoot()
    .listExtensionsUsed()
    .some((each) => each.extensionName === "KHR_materials_pbrSpecularGlossiness");
  return isOld ? cloneDocument(document).transform(metalRough()) : document;
}
