import type { Accessor, Document, Primitive } from "@gltf-transform/core";
import { compactPrimitive } from "@gltf-transform/functions";
import { MeshoptSimplifier, type SimplifierFlags } from "meshoptimizer";
import { listDrawnShapes, type Shape } from "../drawn-shapes.ts";
import type { Step } from "../step.ts";

export type SimplifyOptions = {
  /** The most triangles that the scene may draw. */
  readonly triangles: number;
  /** How far the surface may move, as a share of the model's largest side. */
  readonly errorMax: number;
  /** A deviation that nobody sees: what is this near to the surface is always left out. */
  readonly errorFree: number;
  /** Whether parts that are smaller than the error may vanish. */
  readonly dropsParts: boolean;
};

const SIMPLIFY_DEFAULTS: SimplifyOptions = { triangles: 40_000, errorMax: 0.01, errorFree: 1e-4, dropsParts: false };

/** Each round may deviate this much more than the one before, so all rounds together at most twice the last. */
const ROUND_GROWTH = 2;

/** A unit normal's turn of one radian weighs as much as this share of the shape's size. */
const NORMAL_WEIGHT = 0.25;

/** One texture width of drift weighs as much as this share of the shape's size. */
const UV_WEIGHT = 0.25;

/** Below this many vertices an index takes two bytes. */
const SHORT_INDEX_MAX = 65_535;

type Attributes = { readonly values: Float32Array<ArrayBuffer>; readonly stride: number; readonly weights: number[] };

/** A shape with what the simplifier reads of it; `indices` shrink from round to round. */
type Workload = Shape & {
  readonly positions: Float32Array;
  readonly attributes: Attributes;
  /** The error of 1 in the scene's unit, relative to this shape as the simplifier counts. */
  readonly perUnit: number;
  indices: Uint32Array;
};

function readElements(accessor: Accessor): Float32Array<ArrayBuffer> {
  const size = accessor.getElementSize();
  const values = new Float32Array(accessor.getCount() * size);
  const element: number[] = [];
  for (let index = 0; index < accessor.getCount(); index += 1)
    values.set(accessor.getElement(index, element), index * size);
  return values;
}

function readPositions(accessor: Accessor): Float32Array {
  const array = accessor.getArray();
  return array instanceof Float32Array && !accessor.getNormalized() ? array : readElements(accessor);
}

function readAttributes(primitive: Primitive, count: number): Attributes {
  const parts = [
    { accessor: primitive.getAttribute("NORMAL"), weight: NORMAL_WEIGHT },
    { accessor: primitive.getAttribute("TEXCOORD_0"), weight: UV_WEIGHT },
  ].flatMap(({ accessor, weight }) =>
    accessor ? [{ values: readElements(accessor), size: accessor.getElementSize(), weight }] : [],
  );
  const stride = parts.reduce((sum, { size }) => sum + size, 0);
  const values = new Float32Array(count * stride);
  let offset = 0;
  for (const part of parts) {
    for (let vertex = 0; vertex < count; vertex += 1) {
      for (let at = 0; at < part.size; at += 1) {
        values[vertex * stride + offset + at] = part.values[vertex * part.size + at] ?? 0;
      }
    }
    offset += part.size;
  }
  return { values, stride, weights: parts.flatMap(({ size, weight }) => new Array<number>(size).fill(weight)) };
}

function loadShape(shape: Shape, sceneSize: number): Workload | null {
  const position = shape.primitive.getAttribute("POSITION");
  const indices = shape.primitive.getIndices()?.getArray();
  if (!position || !indices || indices.length < 3) return null;
  const positions = readPositions(position);
  const own = MeshoptSimplifier.getScale(positions, 3) * shape.scale;
  return {
    ...shape,
    positions,
    attributes: readAttributes(shape.primitive, position.getCount()),
    perUnit: own > 0 ? sceneSize / own : 0,
    indices: Uint32Array.from(indices.subarray(0, Math.floor(indices.length / 3) * 3)),
  };
}

const drawn = (load: readonly Workload[]) =>
  load.reduce((sum, { indices, uses }) => sum + (indices.length / 3) * uses, 0);

/** Both limits hold at once: it stops at the count or at the error, whichever comes first. */
function reduce(work: Workload, error: number, count: number, { dropsParts }: SimplifyOptions): Uint32Array {
  const { indices, positions, attributes } = work;
  const flags: SimplifierFlags[] = dropsParts ? ["Prune", "Permissive"] : [];
  if (indices.length < positions.length / 3) flags.push("Sparse");
  const target = Math.min(indices.length, Math.max(0, Math.round(count / 3) * 3));
  const { values, stride, weights } = attributes;
  const limit = error * work.perUnit;
  return MeshoptSimplifier.simplifyWithAttributes(
    indices,
    positions,
    3,
    values,
    stride,
    weights,
    null,
    target,
    limit,
    flags,
  )[0];
}

/** Rounds of growing error until few enough are left; the last one stops where the count is reached. */
function reduceAll(load: readonly Workload[], options: SimplifyOptions): number {
  let [error, spent] = [options.errorFree, 0];
  for (;;) {
    const before = drawn(load);
    const next = load.map((work) => reduce(work, error, 0, options));
    const after = load.reduce((sum, { uses }, index) => sum + ((next[index]?.length ?? 0) / 3) * uses, 0);
    const isFirst = spent === 0;
    const share = isFirst || after >= options.triangles ? 1 : (before - options.triangles) / (before - after);
    for (const [index, work] of load.entries()) {
      const fewest = next[index] ?? work.indices;
      const count = work.indices.length - (work.indices.length - fewest.length) * share;
      work.indices = share === 1 ? fewest : reduce(work, error, count, options);
    }
    spent += error;
    error = isFirst ? Math.max(error, options.errorMax / 32) : error * ROUND_GROWTH;
    if (drawn(load) <= options.triangles || spent + error > options.errorMax * 1.001) return spent;
  }
}

function storeShape(document: Document, { primitive, indices }: Workload): void {
  const accessor = document.createAccessor().setType("SCALAR").setArray(Uint32Array.from(indices));
  accessor.setBuffer(primitive.getAttribute("POSITION")?.getBuffer() ?? null);
  primitive.setIndices(accessor);
  if (indices.length === 0) {
    for (const mesh of primitive.listParents()) if (mesh.propertyType === "Mesh") primitive.detach();
    return;
  }
  compactPrimitive(primitive);
  const count = primitive.getAttribute("POSITION")?.getCount() ?? 0;
  const compact = primitive.getIndices();
  const left = compact?.getArray();
  if (compact && left && count < SHORT_INDEX_MAX) compact.setArray(Uint16Array.from(left));
}

/**
 * Leaves out triangles, those first that are missed least: what nobody could see in any case, and more until the scene
 * draws few enough or the surface would move too far. Edges of textures and sharp edges stay. Vertices are kept or left
 * out, never moved, so variants, skins and morph targets stay right.
 */
export function simplifyModel(given: Partial<SimplifyOptions> = {}): Step {
  const options = { ...SIMPLIFY_DEFAULTS, ...given };
  return {
    name: "simplify",
    tolerance: Math.max(0.001, options.errorMax * 2),
    run: async (document) => {
      await MeshoptSimplifier.ready;
      const { shapes, sceneSize } = listDrawnShapes(document);
      const load = shapes.flatMap((shape) => loadShape(shape, sceneSize) ?? []);
      const before = drawn(load);
      if (before === 0) return null;
      const error = reduceAll(load, options);
      const after = drawn(load);
      if (after === before) return null;
      for (const work of load) storeShape(document, work);
      return `${after} of ${before} triangles are left; the surface moved by at most ${(error * 100).toPrecision(2)} % of the model's size.`;
    },
  };
}
