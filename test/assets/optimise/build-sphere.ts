import { Document, NodeIO } from "@gltf-transform/core";
import { KHRMaterialsVariants } from "@gltf-transform/extensions";
import sharp from "sharp";
import { createRandom } from "../../support/random.ts";

type SphereOptions = {
  /** Rows and columns; twice their product are the triangles. */
  readonly side: number;
  /** Of the textures; 0 for none. */
  readonly pixels?: number;
  /** Equal spheres, each with a mesh and node of its own, in two materials by turns. */
  readonly copies?: number;
  /** Where the first one's middle is, metres. */
  readonly at?: readonly [number, number, number];
  /** Gives every other copy another material in the variant “dark”. */
  readonly variants?: boolean;
};

/** Noise from a fixed seed: as hard to compress as fabric. */
async function paint(pixels: number, seed: number): Promise<Uint8Array<ArrayBuffer>> {
  const random = createRandom(seed);
  const data = Buffer.from(Array.from({ length: pixels * pixels * 3 }, () => 90 + random() * 80));
  const image = sharp(data, { raw: { width: pixels, height: pixels, channels: 3 } });
  return new Uint8Array(await image.png().toBuffer());
}

function sphere(document: Document, side: number, shift: number) {
  const buffer = document.getRoot().listBuffers()[0] ?? document.createBuffer();
  const [positions, normals, uvs, indices]: number[][] = [[], [], [], []];
  for (let row = 0; row <= side; row++) {
    for (let column = 0; column <= side; column++) {
      const [turn, rise] = [(column / side) * 2 * Math.PI, (row / side - 0.5) * Math.PI];
      const normal = [Math.cos(rise) * Math.cos(turn), Math.sin(rise), Math.cos(rise) * Math.sin(turn)];
      positions!.push(normal[0]! * 0.5 + shift, normal[1]! * 0.5, normal[2]! * 0.5);
      normals!.push(...normal);
      uvs!.push(column / side, row / side);
      const corner = row * (side + 1) + column;
      if (row < side && column < side) {
        indices!.push(corner, corner + side + 1, corner + 1, corner + 1, corner + side + 1, corner + side + 2);
      }
    }
  }
  const accessor = (type: "SCALAR" | "VEC2" | "VEC3", array: Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>) =>
    document.createAccessor().setType(type).setArray(array).setBuffer(buffer);
  return document
    .createPrimitive()
    .setAttribute("POSITION", accessor("VEC3", new Float32Array(positions!)))
    .setAttribute("NORMAL", accessor("VEC3", new Float32Array(normals!)))
    .setAttribute("TEXCOORD_0", accessor("VEC2", new Float32Array(uvs!)))
    .setIndices(accessor("SCALAR", new Uint32Array(indices!)));
}

/** Builds spheres of one metre as GLB, with textures from a fixed seed. */
export async function buildSphere(options: SphereOptions): Promise<Uint8Array> {
  const { side, pixels = 0, copies = 1, at = [0, 0.5, 0], variants = false } = options;
  const document = new Document();
  const materials = ["red", "blue"].map((name, index) =>
    document
      .createMaterial(name)
      .setBaseColorFactor([1 - index, 0.2, index, 1])
      .setRoughnessFactor(0.7),
  );
  if (pixels > 0) {
    for (const [index, material] of materials.entries()) {
      const texture = (name: string, image: Uint8Array<ArrayBuffer>) =>
        document.createTexture(name).setImage(image).setMimeType("image/png");
      material
        .setBaseColorTexture(texture(`colour-${index}`, await paint(pixels, index + 1)))
        .setEmissiveTexture(texture(`glow-${index}`, await paint(pixels, index + 11)));
    }
  }
  const extension = variants ? document.createExtension(KHRMaterialsVariants) : null;
  const dark = extension?.createVariant("dark");
  const coal = extension && document.createMaterial("coal").setBaseColorFactor([0.05, 0.05, 0.05, 1]);
  const scene = document.createScene("spheres");
  for (let copy = 0; copy < copies; copy++) {
    const primitive = sphere(document, side, copy * 1.1).setMaterial(materials[copy % 2]!);
    if (extension && dark && coal && copy % 2 === 0) {
      const mapping = extension.createMapping().addVariant(dark).setMaterial(coal);
      primitive.setExtension("KHR_materials_variants", extension.createMappingList().addMapping(mapping));
    }
    const mesh = document.createMesh(`sphere-${copy}`).addPrimitive(primitive);
    scene.addChild(
      document
        .createNode(`sphere-${copy}`)
        .setMesh(mesh)
        .setTranslation([...at]),
    );
  }
  return new NodeIO().registerExtensions([KHRMaterialsVariants]).writeBinary(document);
}
