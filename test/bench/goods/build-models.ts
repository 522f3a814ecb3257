import { Document, type Material, NodeIO } from "@gltf-transform/core";
import { KHRMaterialsVariants } from "@gltf-transform/extensions";
import { type Paint, paintColour, paintNormals, paintSurface } from "./paint.ts";
import {
  bumpyBall,
  cloth,
  knot,
  lathe,
  type Mesh,
  type Point,
  roundedBox,
  type Surface,
  tessellate,
} from "./shapes.ts";

type Part = { readonly surface: Surface; readonly share: number; readonly at?: Point; readonly material?: number };

type Recipe = {
  readonly name: string;
  readonly triangles: number;
  readonly parts: readonly Part[];
  /** A textured material for each; parts name theirs by index. */
  readonly paints: readonly Paint[];
  /** Materials of a plain colour, after the textured ones. */
  readonly plain?: number;
  readonly variants?: boolean;
};

const paint = (pixels: number, seed: number, format: Paint["format"] = "jpeg"): Paint => ({ pixels, seed, format });

const vase = (v: number) => 0.08 + 0.06 * Math.sin(v * 5) + 0.01 * Math.sin(v * 60);

/** Screws, plates and bars, as an assembly comes out of CAD. */
const assembly = (count: number, materials: number): Part[] =>
  Array.from({ length: count }, (_, index) => ({
    surface: roundedBox(0.05, 0.04 + 0.01 * (index % 5), 0.05),
    share: 1 / count,
    at: [(index % 10) * 0.07, 0.06 * Math.floor(index / 40), (Math.floor(index / 10) % 4) * 0.07] as const,
    material: index % materials,
  }));

const RECIPES: readonly Recipe[] = [
  {
    name: "vase-10k",
    triangles: 10_000,
    parts: [{ surface: lathe(0.4, vase), share: 1 }],
    paints: [paint(1_024, 1)],
    variants: true,
  },
  { name: "cloth-25k", triangles: 25_000, parts: [{ surface: cloth(1.5, 4), share: 1 }], paints: [paint(2_048, 2)] },
  {
    name: "assembly-50k",
    triangles: 50_000,
    parts: assembly(120, 6),
    paints: [],
    plain: 6,
  },
  {
    name: "cushion-100k",
    triangles: 100_000,
    parts: [{ surface: bumpyBall(0.3, 6), share: 1 }],
    paints: [paint(2_048, 4, "png")],
  },
  { name: "knot-200k", triangles: 200_000, parts: [{ surface: knot(0.1, 0.05), share: 1 }], paints: [paint(2_048, 5)] },
  {
    name: "set-350k",
    triangles: 350_000,
    parts: [
      { surface: roundedBox(1, 0.4, 0.6), share: 0.4 },
      { surface: bumpyBall(0.15, 5), share: 0.3, at: [0.2, 0.4, 0], material: 1 },
      { surface: lathe(0.3, vase), share: 0.3, at: [-0.25, 0.4, 0], material: 1 },
    ],
    paints: [paint(2_048, 6), paint(1_024, 9, "png")],
    variants: true,
  },
  {
    name: "assembly-500k",
    triangles: 500_000,
    parts: assembly(200, 12),
    paints: [paint(1_024, 12)],
    plain: 11,
  },
  {
    name: "scan-750k",
    triangles: 750_000,
    parts: [{ surface: bumpyBall(0.5, 9), share: 1 }],
    paints: [paint(4_096, 15)],
  },
  { name: "cloth-1m", triangles: 1_000_000, parts: [{ surface: cloth(2, 7), share: 1 }], paints: [paint(2_048, 18)] },
  {
    name: "scan-2m",
    triangles: 2_000_000,
    parts: [
      { surface: bumpyBall(0.4, 12), share: 0.6 },
      { surface: knot(0.08, 0.04), share: 0.4, at: [0.9, 0, 0] },
    ],
    paints: [paint(4_096, 21)],
  },
];

const TINTS = [
  [150, 110, 80],
  [90, 110, 130],
  [170, 160, 140],
] as const;

async function paintMaterial(document: Document, paint: Paint, index: number): Promise<Material> {
  const mediaType = `image/${paint.format}`;
  const [colour, surface, normals] = await Promise.all([
    paintColour(paint, TINTS[index % TINTS.length] ?? TINTS[0]),
    paintSurface(paint),
    paintNormals(paint),
  ]);
  const texture = (name: string, image: Uint8Array<ArrayBuffer>) =>
    document.createTexture(`${name}-${index}`).setImage(image).setMimeType(mediaType);
  const packed = texture("surface", surface);
  return document
    .createMaterial(`painted-${index}`)
    .setBaseColorTexture(texture("colour", colour))
    .setMetallicRoughnessTexture(packed)
    .setOcclusionTexture(packed)
    .setNormalTexture(texture("normal", normals));
}

function writeMesh(document: Document, { positions, normals, uvs, indices }: Mesh) {
  const buffer = document.getRoot().listBuffers()[0] ?? document.createBuffer();
  const accessor = (type: "VEC2" | "VEC3" | "SCALAR", array: Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>) =>
    document.createAccessor().setType(type).setArray(array).setBuffer(buffer);
  return document
    .createPrimitive()
    .setAttribute("POSITION", accessor("VEC3", positions))
    .setAttribute("NORMAL", accessor("VEC3", normals))
    .setAttribute("TEXCOORD_0", accessor("VEC2", uvs))
    .setIndices(accessor("SCALAR", indices));
}

async function build(recipe: Recipe): Promise<Uint8Array> {
  const document = new Document();
  const materials = await Promise.all(recipe.paints.map((each, index) => paintMaterial(document, each, index)));
  for (let index = 0; index < (recipe.plain ?? 0); index += 1) {
    const colour = [0.2 + 0.06 * index, 0.3, 0.6 - 0.04 * index, 1] as [number, number, number, number];
    materials.push(document.createMaterial(`plain-${index}`).setBaseColorFactor(colour).setRoughnessFactor(0.5));
  }
  const scene = document.createScene(recipe.name);
  const variants = recipe.variants ? document.createExtension(KHRMaterialsVariants) : null;
  const other = variants && document.createMaterial("dark").setBaseColorFactor([0.1, 0.1, 0.12, 1]);
  for (const [index, { surface, share, at, material = 0 }] of recipe.parts.entries()) {
    const primitive = writeMesh(document, tessellate(surface, recipe.triangles * share, at));
    primitive.setMaterial(materials[material % materials.length] ?? null);
    if (variants && other && index === 0) {
      const list = variants.createMappingList();
      list.addMapping(variants.createMapping().addVariant(variants.createVariant("dark")).setMaterial(other));
      primitive.setExtension("KHR_materials_variants", list);
    }
    scene.addChild(document.createNode(`part-${index}`).setMesh(document.createMesh().addPrimitive(primitive)));
  }
  return new NodeIO().registerExtensions([KHRMaterialsVariants]).writeBinary(document);
}

/** The generated models, built when they are needed: ten from 10,000 to 2 million triangles, the same in each run. */
export const GENERATED = RECIPES.map((recipe) => ({
  name: recipe.name,
  triangles: recipe.triangles,
  build: () => build(recipe),
}));
