import { type Accessor, type Document, type Node, Primitive, type Scene, WebIO } from "@gltf-transform/core";
import { ALL_EXTENSIONS } from "@gltf-transform/extensions";
import { createDecoderModule } from "draco3dgltf";
import { MeshoptDecoder } from "meshoptimizer";
import type { ModelFinding, ModelMeasures } from "../../rooms/protocol/catalog.ts";
import { makeFinding } from "./findings.ts";
import type { GltfHead } from "./read.ts";

/** Beyond this many drawn vertices a model is refused rather than measured. */
const DRAWN_VERTICES_MAX = 20_000_000;

type Vector3 = [number, number, number];
type Geometry = { triangles: number; vertices: number; drawCalls: number; min: Vector3; max: Vector3 };
type Measured =
  | { readonly ok: true; readonly measures: ModelMeasures }
  | { readonly ok: false; readonly finding: ModelFinding };

/** Reads a GLB with every extension and codec that glTF-Transform knows. Rejects what it cannot decode. */
async function decodeModel(bytes: Uint8Array, head: GltfHead): Promise<Document> {
  const io = new WebIO().registerExtensions(ALL_EXTENSIONS);
  await MeshoptDecoder.ready;
  io.registerDependencies({ "meshopt.decoder": MeshoptDecoder });
  if (head.extensionsUsed.includes("KHR_draco_mesh_compression")) {
    io.registerDependencies({ "draco3d.decoder": await createDecoderModule() });
  }
  return io.readBinary(bytes);
}

function countTriangles(primitive: Primitive): number {
  const count = primitive.getIndices()?.getCount() ?? primitive.getAttribute("POSITION")?.getCount() ?? 0;
  const mode = primitive.getMode();
  if (mode === Primitive.Mode.TRIANGLES) return Math.floor(count / 3);
  const isRun = mode === Primitive.Mode.TRIANGLE_STRIP || mode === Primitive.Mode.TRIANGLE_FAN;
  return isRun ? Math.max(0, count - 2) : 0;
}

/** Math.min and Math.max keep a NaN once they met one, so that it is found out later. */
function includePoints({ min, max }: Geometry, position: Accessor, world: readonly number[]): void {
  const point: number[] = [0, 0, 0];
  for (let index = 0; index < position.getCount(); index += 1) {
    const [x = 0, y = 0, z = 0] = position.getElement(index, point);
    for (let axis = 0; axis < 3; axis += 1) {
      const at = (column: number) => world[column * 4 + axis] ?? 0;
      const value = at(0) * x + at(1) * y + at(2) * z + at(3);
      min[axis] = Math.min(min[axis] ?? 0, value);
      max[axis] = Math.max(max[axis] ?? 0, value);
    }
  }
}

function includePrimitive(geometry: Geometry, primitive: Primitive, world: readonly number[]): void {
  const position = primitive.getAttribute("POSITION");
  if (!position) return;
  geometry.drawCalls += 1;
  geometry.vertices += position.getCount();
  geometry.triangles += countTriangles(primitive);
  if (geometry.vertices > DRAWN_VERTICES_MAX) throw new RangeError("The model draws more than 20 million vertices.");
  includePoints(geometry, position, world);
}

function multiply(a: readonly number[], b: readonly number[]): number[] {
  const product = new Array<number>(16);
  for (let column = 0; column < 4; column += 1) {
    for (let row = 0; row < 4; row += 1) {
      let sum = 0;
      for (let k = 0; k < 4; k += 1) sum += (a[k * 4 + row] ?? 0) * (b[column * 4 + k] ?? 0);
      product[column * 4 + row] = sum;
    }
  }
  return product;
}

/** Walks with a stack of its own: a chain of nodes as deep as the file allows must not end the process. */
function measureScene(scene: Scene): Geometry {
  const infinity = Number.POSITIVE_INFINITY;
  const geometry: Geometry = {
    triangles: 0,
    vertices: 0,
    drawCalls: 0,
    min: [infinity, infinity, infinity],
    max: [-infinity, -infinity, -infinity],
  };
  const identity = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
  const pending: { node: Node; parent: readonly number[] }[] = scene
    .listChildren()
    .map((node) => ({ node, parent: identity }));
  for (let next = pending.pop(); next; next = pending.pop()) {
    const world = multiply(next.parent, next.node.getMatrix());
    for (const primitive of next.node.getMesh()?.listPrimitives() ?? []) includePrimitive(geometry, primitive, world);
    for (const node of next.node.listChildren()) pending.push({ node, parent: world });
  }
  return geometry;
}

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

function toMeasures(document: Document, scene: Scene, bytes: number): ModelMeasures {
  const root = document.getRoot();
  const { min, max, ...counts } = measureScene(scene);
  const textureSizes = root.listTextures().flatMap((texture) => texture.getSize() ?? []);
  return {
    bytes,
    ...counts,
    materials: root.listMaterials().length,
    textures: root.listTextures().length,
    maxTexturePixels: Math.max(0, ...textureSizes),
    boundsMin: min,
    boundsMax: max,
    animations: root.listAnimations().map((animation) => animation.getName()),
    materialVariants: listMaterialVariants(document),
  };
}

/**
 * Decodes a GLB and measures what a viewer would have to draw: its default scene with every instance counted, bounds
 * in metres. Anything that the decoders refuse becomes the finding MODEL_UNREADABLE.
 */
export async function measureModel(bytes: Uint8Array, head: GltfHead): Promise<Measured> {
  try {
    const document = await decodeModel(bytes, head);
    const root = document.getRoot();
    const scene = root.getDefaultScene() ?? root.listScenes()[0];
    if (!scene) return { ok: false, finding: makeFinding("error", "MODEL_EMPTY", "The model has no scene.") };
    return { ok: true, measures: toMeasures(document, scene, bytes.byteLength) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return { ok: false, finding: makeFinding("error", "MODEL_UNREADABLE", `The model cannot be decoded: ${reason}`) };
  }
}
