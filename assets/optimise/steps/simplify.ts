import { type Accessor, type Document, type Primitive, PropertyType } from "@gltf-transform/core";
import { compactPrimitive, prune } from "@gltf-transform/functions";
import { MeshoptSimplifier, type SimplifierFlags } from "meshoptimizer";
import { listDrawnShapes, type Shape } from "../drawn-shapes.ts";
import type { Step } from "../step.ts";

type SimplifyOptions = {
  /** The most triangles that the scene may draw. */
  readonly triangles: number;
  /** How far the surface may move, as a share of the model's largest side. */
  readonly errorMax: number;
  /** A deviation that nobody sees: what is this near to the surface is always left out. */
  readonly errorFree: number;
  /** Whether parts that are smaller than the error may vanish. */
  readonly dropsParts: boolean;
  /** How much a unit normal's turn by one radian, or a drift by one texture, weighs: as this share of the shape's size. */
  readonly shadingWeight: number;
  /** Told how far the surface moved at most, as a share of the model's largest side. */
  readonly onMoved: (error: number) => void;
};

const SIMPLIFY_DEFAULTS: SimplifyOptions = {
  triangles: 40_000,
  errorMax: 0.01,
  errorFree: 1e-4,
  dropsParts: false,
  shadingWeight: 0.25,
  onMoved: () => {},
};

/** Each round may deviate this much more than the one before, so all rounds together at most twice the last. */
const ROUND_GROWTH = 2;

/** The first of these rounds may deviate by this part of what is allowed in the end. */
const FIRST_ROUND_SHARE = 32;

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

type Reduced = { readonly indices: Uint32Array; readonly error: number };

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

function readAttributes(primitive: Primitive, count: number, weight: number): Attributes {
  const parts = ["NORMAL", "TEXCOORD_0"].flatMap((semantic) => {
    const accessor = primitive.getAttribute(semantic);
    return accessor ? [{ values: readElements(accessor), size: accessor.getElementSize() }] : [];
  });
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
  return { values, stride, weights: new Array<number>(stride).fill(weight) };
}

function loadShape(shape: Shape, sceneSize: number, shadingWeight: number): Workload | null {
  const position = shape.primitive.getAttribute("POSITION");
  const indices = shape.primitive.getIndices()?.getArray();
  if (!position || !indices || indices.length < 3) return null;
  const positions = readPositions(position);
  const own = MeshoptSimplifier.getScale(positions, 3) * shape.scale;
  return {
    ...shape,
    positions,
    attributes: readAttributes(shape.primitive, position.getCount(), shadingWeight),
    perUnit: own > 0 ? sceneSize / own : 0,
    indices: Uint32Array.from(indices.subarray(0, Math.floor(indices.length / 3) * 3)),
  };
}

const drawn = (load: readonly Workload[]) =>
  load.reduce((sum, { indices, uses }) => sum + (indices.length / 3) * uses, 0);

/** Both limits hold at once: it stops at the count or at the error, whichever comes first. */
function reduce(work: Workload, error: number, count: number, { dropsParts }: SimplifyOptions): Reduced {
  const { indices, positions, attributes } = work;
  const flags: SimplifierFlags[] = dropsParts ? ["Prune", "Permissive"] : [];
  if (indices.length < positions.length / 3) flags.push("Sparse");
  const target = Math.min(indices.length, Math.max(0, Math.round(count / 3) * 3));
  const { values, stride, weights } = attributes;
  const limit = error * work.perUnit;
  const [left, moved] = MeshoptSimplifier.simplifyWithAttributes(
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
  );
  return { indices: left, error: work.perUnit > 0 ? moved / work.perUnit : 0 };
}

/** One round: everything within the error goes, or just enough of it. Returns how far the surface moved. */
function reduceOnce(load: readonly Workload[], error: number, options: SimplifyOptions, mustKeep: number): number {
  const before = drawn(load);
  const fewest = load.map((work) => reduce(work, error, 0, options));
  const after = load.reduce((sum, { uses }, index) => sum + ((fewest[index]?.indices.length ?? 0) / 3) * uses, 0);
  const share = after >= mustKeep ? 1 : (before - mustKeep) / (before - after);
  let moved = 0;
  for (const [index, work] of load.entries()) {
    const all = fewest[index] ?? { indices: work.indices, error: 0 };
    const count = work.indices.length - (work.indices.length - all.indices.length) * share;
    const done = share === 1 ? all : reduce(work, error, count, options);
    work.indices = done.indices;
    moved = Math.max(moved, done.error);
  }
  return moved;
}

/** First what nobody sees; then rounds of growing error, until few enough are left. */
function reduceAll(load: readonly Workload[], options: SimplifyOptions): number {
  const { triangles, errorMax, errorFree } = options;
  let moved = reduceOnce(load, errorFree, options, 0);
  for (let error = errorMax / FIRST_ROUND_SHARE; error <= errorMax; error *= ROUND_GROWTH) {
    if (drawn(load) <= triangles) break;
    moved += reduceOnce(load, error, options, triangles);
  }
  return moved;
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
    // Equal parts that shared their vertices may not any more: what counts is what is drawn, and the file once compressed.
    judge: (before, after) => (after.triangles < before.triangles ? null : "It left out no triangle."),
    tolerance: Math.max(0.001, options.errorMax * 2),
    run: async (document) => {
      await MeshoptSimplifier.ready;
      const { shapes, sceneSize } = listDrawnShapes(document);
      const load = shapes.flatMap((shape) => loadShape(shape, sceneSize, options.shadingWeight) ?? []);
      const before = drawn(load);
      if (before === 0) return null;
      const error = reduceAll(load, options);
      const after = drawn(load);
      if (after === before) return null;
      options.onMoved(error);
      for (const work of load) storeShape(document, work);
      await document.transform(prune({ propertyTypes: [PropertyType.ACCESSOR], keepAttributes: true }));
      return `${after} of ${before} triangles are left; the surface moved by at most ${(error * 100).toPrecision(2)} % of the model's size.`;
    },
  };
}
