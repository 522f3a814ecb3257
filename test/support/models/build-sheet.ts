import { Document, type vec2 } from "@gltf-transform/core";
import sharp from "sharp";

/** Two triangles in the plane z = 0. UVs run from the top left, as a texture does. */
export type Sheet = {
  readonly width?: number;
  readonly height?: number;
  /** Where the four corners lie on the texture, from the lower left against the clock; null for none. */
  readonly uvs?: readonly vec2[] | null;
  /** Side of the texture in pixels and its grey, 0 to 255; null for no texture. */
  readonly texture?: { readonly side: number; readonly grey: number } | null;
};

const WHOLE: readonly vec2[] = [
  [0, 1],
  [1, 1],
  [1, 0],
  [0, 0],
];

/** Adds a sheet to a document as a mesh of its own that stands on the origin. Metres. */
export async function addSheet(document: Document, name: string, sheet: Sheet = {}): Promise<void> {
  const { width = 1, height = 1, uvs = WHOLE, texture = { side: 512, grey: 128 } } = sheet;
  const root = document.getRoot();
  const buffer = root.listBuffers()[0] ?? document.createBuffer();
  const x = width / 2;
  const accessor = (type: "VEC2" | "VEC3" | "SCALAR", array: Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>) =>
    document.createAccessor().setType(type).setArray(array).setBuffer(buffer);
  const material = document.createMaterial(name).setMetallicFactor(0).setBaseColorFactor([0.5, 0.5, 0.5, 1]);
  if (texture) {
    const { side, grey } = texture;
    const image = await sharp({
      create: { width: side, height: side, channels: 3, background: { r: grey, g: grey, b: grey } },
    })
      .png()
      .toBuffer();
    material.setBaseColorTexture(document.createTexture(`${name}.png`).setMimeType("image/png").setImage(image));
  }
  const primitive = document
    .createPrimitive()
    .setAttribute("POSITION", accessor("VEC3", new Float32Array([-x, 0, 0, x, 0, 0, x, height, 0, -x, height, 0])))
    .setAttribute("NORMAL", accessor("VEC3", new Float32Array([0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1])))
    .setIndices(accessor("SCALAR", new Uint16Array([0, 1, 2, 0, 2, 3])))
    .setMaterial(material);
  if (uvs) primitive.setAttribute("TEXCOORD_0", accessor("VEC2", new Float32Array(uvs.flat())));
  const scene = root.getDefaultScene() ?? root.listScenes()[0] ?? document.createScene();
  scene.addChild(document.createNode(name).setMesh(document.createMesh(name).addPrimitive(primitive)));
}

/** A document of one sheet. */
export async function buildSheet(sheet: Sheet = {}): Promise<Document> {
  const document = new Document();
  await addSheet(document, "sheet", sheet);
  return document;
}
