import { Document, NodeIO } from "@gltf-transform/core";
import { KHRMaterialsVariants } from "@gltf-transform/extensions";

const FACES: readonly (readonly [normal: readonly number[], u: readonly number[], v: readonly number[]])[] = [
  [
    [1, 0, 0],
    [0, 0, -1],
    [0, 1, 0],
  ],
  [
    [-1, 0, 0],
    [0, 0, 1],
    [0, 1, 0],
  ],
  [
    [0, 1, 0],
    [1, 0, 0],
    [0, 0, -1],
  ],
  [
    [0, -1, 0],
    [1, 0, 0],
    [0, 0, 1],
  ],
  [
    [0, 0, 1],
    [1, 0, 0],
    [0, 1, 0],
  ],
  [
    [0, 0, -1],
    [-1, 0, 0],
    [0, 1, 0],
  ],
];

type Colour = readonly [number, number, number, number];

/** The material variants of a box; the first is what it is made of without choosing one. */
const FINISHES: Readonly<Record<string, Colour>> = { oak: [0.6, 0.4, 0.2, 1], ink: [0.1, 0.1, 0.12, 1] };

/** Builds a box that stands on the floor, with material variants and, if it `opens`, an "open" animation, as GLB. Metres. */
export async function buildBox(
  width: number,
  height: number,
  depth: number,
  opens = true,
  finishes = FINISHES,
): Promise<Uint8Array> {
  const document = new Document();
  const buffer = document.createBuffer();
  const positions: number[] = [];
  const normals: number[] = [];
  const indices: number[] = [];
  const half = [width / 2, height / 2, depth / 2];
  for (const [face, [normal, u, v]] of FACES.entries()) {
    for (const [a, b] of [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ] as const) {
      for (let axis = 0; axis < 3; axis++) {
        const side = normal[axis]! + u[axis]! * a + v[axis]! * b;
        positions.push(side * half[axis]! + (axis === 1 ? height / 2 : 0));
      }
      normals.push(...normal);
    }
    indices.push(...[0, 1, 2, 0, 2, 3].map((corner) => face * 4 + corner));
  }
  const accessor = (type: "VEC3" | "SCALAR" | "VEC4", array: Float32Array | Uint16Array) =>
    document
      .createAccessor()
      .setType(type)
      .setArray(array as Float32Array<ArrayBuffer>)
      .setBuffer(buffer);
  const materials = Object.entries(finishes).map(([name, colour]) =>
    document
      .createMaterial(name)
      .setBaseColorFactor([...colour])
      .setMetallicFactor(0)
      .setRoughnessFactor(0.8),
  );
  const primitive = document
    .createPrimitive()
    .setAttribute("POSITION", accessor("VEC3", new Float32Array(positions)))
    .setAttribute("NORMAL", accessor("VEC3", new Float32Array(normals)))
    .setIndices(accessor("SCALAR", new Uint16Array(indices)))
    .setMaterial(materials[0] ?? null);
  const variants = document.createExtension(KHRMaterialsVariants);
  const mappings = variants.createMappingList();
  for (const each of materials) {
    const variant = variants.createVariant(each.getName());
    mappings.addMapping(variants.createMapping().addVariant(variant).setMaterial(each));
  }
  primitive.setExtension("KHR_materials_variants", mappings);
  const node = document.createNode("box").setMesh(document.createMesh("box").addPrimitive(primitive));
  document.createScene("box").addChild(node);
  if (!opens) return write(document);
  const halfTurn = [0, 0, 0, 1, 0, Math.SQRT1_2, 0, Math.SQRT1_2];
  const sampler = document
    .createAnimationSampler()
    .setInput(accessor("SCALAR", new Float32Array([0, 1])))
    .setOutput(accessor("VEC4", new Float32Array(halfTurn)));
  const channel = document.createAnimationChannel().setTargetNode(node).setTargetPath("rotation").setSampler(sampler);
  document.createAnimation("open").addSampler(sampler).addChannel(channel);
  return write(document);
}

function write(document: Document): Promise<Uint8Array> {
  return new NodeIO().registerExtensions([KHRMaterialsVariants]).writeBinary(document);
}
