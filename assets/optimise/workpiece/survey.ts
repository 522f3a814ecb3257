import { type Accessor, type Document, type Node, Primitive } from "@gltf-transform/core";
import type { InstancedMesh } from "@gltf-transform/extensions";
import { readNumbers } from "./read-numbers.ts";

/** What has to stay as it is while a model is made lighter. Bounds in metres, of all that is drawn at rest. */
export type Survey = {
  readonly bytes: number;
  readonly triangles: number;
  readonly drawCalls: number;
  readonly boundsMin: readonly number[];
  readonly boundsMax: readonly number[];
  readonly animations: readonly string[];
  readonly materialVariants: readonly string[];
  /** Primitives that a variant gives another material. */
  readonly isMapped: boolean;
};

/** One place in the scene where a mesh is drawn, `world` in column-major order. */
export type Placement = { readonly node: Node; readonly world: readonly number[]; readonly copies: number };

const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

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

const instancesOf = (node: Node): number =>
  node.getExtension<InstancedMesh>("EXT_mesh_gpu_instancing")?.listAttributes()[0]?.getCount() ?? 1;

/** Every node with a mesh in the default scene, with where it stands. Walks with a stack of its own: chains may be long. */
export function listPlacements(document: Document): Placement[] {
  const root = document.getRoot();
  const scene = root.getDefaultScene() ?? root.listScenes()[0];
  const placements: Placement[] = [];
  const pending = (scene?.listChildren() ?? []).map((node) => ({ node, parent: IDENTITY as readonly number[] }));
  for (let next = pending.pop(); next; next = pending.pop()) {
    const world = multiply(next.parent, next.node.getMatrix());
    if (next.node.getMesh()) placements.push({ node: next.node, world, copies: instancesOf(next.node) });
    for (const node of next.node.listChildren()) pending.push({ node, parent: world });
  }
  return placements;
}

/** How many triangles a primitive draws; points and lines draw none. */
function countTriangles(primitive: Primitive): number {
  const count = primitive.getIndices()?.getCount() ?? primitive.getAttribute("POSITION")?.getCount() ?? 0;
  const mode = primitive.getMode();
  if (mode === Primitive.Mode.TRIANGLES) return Math.floor(count / 3);
  const isRun = mode === Primitive.Mode.TRIANGLE_STRIP || mode === Primitive.Mode.TRIANGLE_FAN;
  return isRun ? Math.max(0, count - 2) : 0;
}

type Box = { readonly min: [number, number, number]; readonly max: [number, number, number] };

/** Reads corners rather than `min` and `max`, which a file may state as it likes. */
function includePoints(box: Box, position: Accessor, world: readonly number[]): void {
  const points = readNumbers(position);
  for (let axis = 0; axis < 3; axis += 1) {
    const [a = 0, b = 0, c = 0, d = 0] = [world[axis], world[4 + axis], world[8 + axis], world[12 + axis]];
    let [min, max] = [box.min[axis] ?? 0, box.max[axis] ?? 0];
    for (let at = 0; at + 2 < points.length; at += 3) {
      const value = a * (points[at] ?? 0) + b * (points[at + 1] ?? 0) + c * (points[at + 2] ?? 0) + d;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    box.min[axis] = min;
    box.max[axis] = max;
  }
}

/** The names of the variants in KHR_materials_variants, in their order. */
function listVariantNames(document: Document): string[] {
  const extension = document
    .getRoot()
    .listExtensionsUsed()
    .find((used) => used.extensionName === "KHR_materials_variants");
  const properties = extension?.listProperties() ?? [];
  return properties.filter(({ propertyType }) => propertyType === "Variant").map((variant) => variant.getName());
}

/** Counts and measures what a document draws; `bytes` are those of the file that it was read from. */
export function surveyDocument(document: Document, bytes: number): Survey {
  const infinity = Number.POSITIVE_INFINITY;
  const box: Box = { min: [infinity, infinity, infinity], max: [-infinity, -infinity, -infinity] };
  let [triangles, drawCalls, isMapped] = [0, 0, false];
  for (const { node, world, copies } of listPlacements(document)) {
    for (const primitive of node.getMesh()?.listPrimitives() ?? []) {
      const position = primitive.getAttribute("POSITION");
      if (!position) continue;
      drawCalls += 1;
      triangles += countTriangles(primitive) * copies;
      isMapped ||= primitive.getExtension("KHR_materials_variants") !== null;
      includePoints(box, position, world);
    }
  }
  return {
    bytes,
    triangles,
    drawCalls,
    boundsMin: box.min,
    boundsMax: box.max,
    animations: document
      .getRoot()
      .listAnimations()
      .map((animation) => animation.getName()),
    materialVariants: listVariantNames(document),
    isMapped,
  };
}
