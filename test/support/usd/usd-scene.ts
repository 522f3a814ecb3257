import { type Accessor, Document, type GLTF, type Material, type Primitive } from "@gltf-transform/core";
import sharp from "sharp";

type Vector3 = [number, number, number];

/** A document under construction, with a quad that faces +Z. */
export type UsdScene = {
  readonly document: Document;
  accessor(type: GLTF.AccessorType, values: number[], isIndex?: boolean): Accessor;
  /** One metre square around the origin. */
  quad(material: Material | null): Primitive;
  /** Puts a primitive into the scene. */
  place(name: string, primitive: Primitive, translation?: Vector3, scale?: Vector3): ReturnType<Document["createNode"]>;
};

export function createUsdScene(): UsdScene {
  const document = new Document();
  const buffer = document.createBuffer();
  const scene = document.createScene();
  const accessor: UsdScene["accessor"] = (type, values, isIndex = false) =>
    document
      .createAccessor()
      .setType(type)
      .setArray(isIndex ? new Uint16Array(values) : new Float32Array(values))
      .setBuffer(buffer);
  return {
    document,
    accessor,
    quad: (material) =>
      document
        .createPrimitive()
        .setAttribute("POSITION", accessor("VEC3", [-0.5, -0.5, 0, 0.5, -0.5, 0, 0.5, 0.5, 0, -0.5, 0.5, 0]))
        .setAttribute("NORMAL", accessor("VEC3", [0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1]))
        .setAttribute("TEXCOORD_0", accessor("VEC2", [0, 1, 1, 1, 1, 0, 0, 0]))
        .setIndices(accessor("SCALAR", [0, 1, 2, 0, 2, 3], true))
        .setMaterial(material),
    place(name, primitive, translation = [0, 0, 0], scale = [1, 1, 1]) {
      const node = document.createNode(name).setMesh(document.createMesh(name).addPrimitive(primitive));
      scene.addChild(node.setTranslation(translation).setScale(scale));
      return node;
    },
  };
}

/** An image of one colour, 0–255. */
export function paintImage(format: "png" | "jpeg" | "webp", colour: readonly number[], size = 8): Promise<Buffer> {
  const data = Buffer.alloc(size * size * colour.length);
  for (let at = 0; at < data.length; at += 1) data[at] = colour[at % colour.length] ?? 0;
  const channels = colour.length as 3 | 4;
  return sharp(data, { raw: { width: size, height: size, channels } })
    .toFormat(format, { lossless: true, quality: 100 })
    .toBuffer();
}
