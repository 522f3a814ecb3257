import { Document, NodeIO } from "@gltf-transform/core";
import { KHRMaterialsVariants } from "@gltf-transform/extensions";

export type VaseOptions = {
  /** Metres. */
  readonly height: number;
  /** Divisions around and along it: triangles are twice the product of both. */
  readonly around: number;
  readonly along: number;
  /** Base colours of the materials by the name of their variant; the first one is the model's own. */
  readonly colours: Readonly<Record<string, readonly [number, number, number]>>;
  /** A square picture for its base colour, as PNG, JPEG or WebP with its media type. */
  readonly picture?: { readonly bytes: Uint8Array; readonly mediaType: string };
};

/** Builds a vase that stands on the floor, with ripples so that fine ones differ from coarse ones, as GLB. */
export async function buildVase({ height, around, along, colours, picture }: VaseOptions): Promise<Uint8Array> {
  const document = new Document();
  const buffer = document.createBuffer();
  const { positions, normals, places, indices } = turnVase(height, around, along);
  const accessor = (type: "VEC3" | "VEC2" | "SCALAR", array: Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>) =>
    document.createAccessor().setType(type).setArray(array).setBuffer(buffer);
  const texture = picture
    ? document.createTexture("glaze").setImage(picture.bytes).setMimeType(picture.mediaType)
    : null;
  const materials = Object.entries(colours).map(([name, colour]) =>
    document
      .createMaterial(name)
      .setBaseColorFactor([...colour, 1])
      .setBaseColorTexture(texture)
      .setMetallicFactor(0)
      .setRoughnessFactor(0.6),
  );
  const primitive = document
    .createPrimitive()
    .setAttribute("POSITION", accessor("VEC3", positions))
    .setAttribute("NORMAL", accessor("VEC3", normals))
    .setAttribute("TEXCOORD_0", accessor("VEC2", places))
    .setIndices(accessor("SCALAR", indices))
    .setMaterial(materials[0] ?? null);
  const variants = document.createExtension(KHRMaterialsVariants);
  const mappings = variants.createMappingList();
  for (const material of materials) {
    const variant = variants.createVariant(material.getName());
    mappings.addMapping(variants.createMapping().addVariant(variant).setMaterial(material));
  }
  primitive.setExtension("KHR_materials_variants", mappings);
  const node = document.createNode("vase").setMesh(document.createMesh("vase").addPrimitive(primitive));
  document.createScene("vase").addChild(node);
  return await new NodeIO().registerExtensions([KHRMaterialsVariants]).writeBinary(document);
}

function turnVase(height: number, around: number, along: number) {
  const count = (around + 1) * (along + 1);
  const positions = new Float32Array(count * 3);
  const normals = new Float32Array(count * 3);
  const places = new Float32Array(count * 2);
  const indices = new Uint32Array(around * along * 6);
  for (let ring = 0, vertex = 0, corner = 0; ring <= along; ring++) {
    for (let step = 0; step <= around; step++, vertex++) {
      const [u, v] = [step / around, ring / along];
      const angle = u * 2 * Math.PI;
      const radius = height * (0.16 + 0.12 * Math.sin(v * 4.4) + 0.006 * Math.sin(angle * 24) * Math.sin(v * 60));
      positions.set([Math.cos(angle) * radius, v * height, -Math.sin(angle) * radius], vertex * 3);
      normals.set([Math.cos(angle), 0, -Math.sin(angle)], vertex * 3);
      places.set([u, 1 - v], vertex * 2);
      if (ring === along || step === around) continue;
      const [here, above] = [vertex, vertex + around + 1];
      indices.set([here, here + 1, above, here + 1, above + 1, above], corner);
      corner += 6;
    }
  }
  return { positions, normals, places, indices };
}
