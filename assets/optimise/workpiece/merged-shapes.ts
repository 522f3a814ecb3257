import type { Accessor, Primitive } from "@gltf-transform/core";
import { Matrix4 } from "three/src/math/Matrix4.js";
import { Vector3 } from "three/src/math/Vector3.js";
import type { Shape } from "./drawn-shapes.ts";
import { readNumbers } from "./read-numbers.ts";

/**
 * Shapes as one mesh, in metres where they stand in the scene: what is least missed goes first, whatever part it belongs
 * to, and parts that meet at a border stay together. Arrays have one element a vertex.
 */
export type MergedShapes = {
  readonly parts: readonly Part[];
  /** 3 a triangle. */
  readonly indices: Uint32Array;
  /** 3 a vertex, metres. */
  readonly positions: Float32Array;
  /** `stride` a vertex: what shades it, times the size of its part beside the whole. */
  readonly attributes: Float32Array;
  readonly stride: number;
};

type Part = {
  readonly shape: Shape;
  /** The number of its first vertex in the whole. */
  readonly from: number;
  /** For each of its vertices, which of the primitive's it is. */
  readonly vertices: Uint32Array;
  /** What its attributes were multiplied by. */
  readonly share: number;
  /** How far it was pushed along x, metres. */
  readonly push: number;
};

/** What shades a vertex. Tangents follow from the rest, and joints and weights are not for mixing. */
const SHADING = /^(?:NORMAL|TEXCOORD_\d|COLOR_\d)$/;

/** As a share of the whole: more than the grain of its coordinates, and less than anybody sees. */
const PUSH_SHARE = 1e-6;

/** The simplifier takes no more numbers a vertex than 32. */
const STRIDE_MAX = 32;

const shadingOf = (primitive: Primitive): { readonly semantic: string; readonly accessor: Accessor }[] => {
  let left = STRIDE_MAX;
  return primitive.listSemantics().flatMap((semantic) => {
    const accessor = primitive.getAttribute(semantic);
    if (!accessor || !SHADING.test(semantic) || accessor.getElementSize() > left) return [];
    left -= accessor.getElementSize();
    return [{ semantic, accessor }];
  });
};

const strideOf = (primitive: Primitive) =>
  shadingOf(primitive).reduce((sum, { accessor }) => sum + accessor.getElementSize(), 0);

/** The vertices that triangles use, in their order, and the triangles by their places in it. */
function listUsed(indices: ArrayLike<number>, count: number) {
  const places = new Int32Array(count).fill(-1);
  const vertices = new Uint32Array(Math.min(count, indices.length));
  const renumbered = new Uint32Array(indices.length - (indices.length % 3));
  let used = 0;
  for (let at = 0; at < renumbered.length; at += 1) {
    const vertex = indices[at] ?? 0;
    let place = places[vertex] ?? 0;
    if (place < 0) {
      place = used;
      places[vertex] = place;
      vertices[place] = vertex;
      used += 1;
    }
    renumbered[at] = place;
  }
  return { vertices: vertices.subarray(0, used), indices: renumbered };
}

type Loaded = { readonly shape: Shape; readonly vertices: Uint32Array; readonly indices: Uint32Array };

function loadShape(shape: Shape): Loaded | null {
  const count = shape.primitive.getAttribute("POSITION")?.getCount() ?? 0;
  const indices = shape.primitive.getIndices()?.getArray();
  return indices && indices.length >= 3 && count > 0 ? { shape, ...listUsed(indices, count) } : null;
}

/** Writes the positions of one part into the whole, and returns its largest side. */
function placePositions({ shape, vertices }: Loaded, into: Float32Array, from: number): number {
  const accessor = shape.primitive.getAttribute("POSITION");
  const local = accessor ? readNumbers(accessor) : new Float32Array();
  const place = shape.world.elements;
  let largest = 0;
  for (let axis = 0; axis < 3; axis += 1) {
    const [a = 0, b = 0, c = 0, d = 0] = [place[axis], place[4 + axis], place[8 + axis], place[12 + axis]];
    let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let index = 0; index < vertices.length; index += 1) {
      const at = (vertices[index] ?? 0) * 3;
      const value = a * (local[at] ?? 0) + b * (local[at + 1] ?? 0) + c * (local[at + 2] ?? 0) + d;
      into[(from + index) * 3 + axis] = value;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    largest = Math.max(largest, max - min);
  }
  return largest;
}

type Copy = {
  readonly vertices: Uint32Array;
  readonly first: number;
  readonly stride: number;
  readonly factor: number;
};

/** Copies an attribute of a primitive's vertices into the whole, each number times the factor. */
function placeAttribute(accessor: Accessor, into: Float32Array, { vertices, first, stride, factor }: Copy): void {
  const [values, size] = [readNumbers(accessor), accessor.getElementSize()];
  for (let index = 0; index < vertices.length; index += 1) {
    const [to, of] = [first + index * stride, (vertices[index] ?? 0) * size];
    for (let at = 0; at < size; at += 1) into[to + at] = (values[of + at] ?? 0) * factor;
  }
}

const sizeOf = (positions: Float32Array): number => {
  let size = 0;
  for (let axis = 0; axis < 3; axis += 1) {
    let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let at = axis; at < positions.length; at += 3) {
      const value = positions[at] ?? 0;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    size = Math.max(size, max - min);
  }
  return size;
};

/**
 * Lays shapes together as one mesh; null where there is no triangle. Vertices at exactly the same place count as one, also
 * those of different shapes, unless these are kept `apart`.
 */
export function mergeShapes(shapes: readonly Shape[], apart: boolean): MergedShapes | null {
  const loaded = shapes.flatMap((shape) => loadShape(shape) ?? []);
  const stride = Math.max(0, ...loaded.map(({ shape }) => strideOf(shape.primitive)));
  const vertexCount = loaded.reduce((sum, { vertices }) => sum + vertices.length, 0);
  const indices = new Uint32Array(loaded.reduce((sum, part) => sum + part.indices.length, 0));
  if (indices.length === 0) return null;
  const positions = new Float32Array(vertexCount * 3);
  const attributes = new Float32Array(vertexCount * stride);
  let [from, at] = [0, 0];
  const placed = loaded.map((part) => {
    const size = placePositions(part, positions, from);
    for (let index = 0; index < part.indices.length; index += 1)
      indices[at + index] = from + (part.indices[index] ?? 0);
    const here = { shape: part.shape, vertices: part.vertices, from, size };
    from += part.vertices.length;
    at += part.indices.length;
    return here;
  });
  const whole = sizeOf(positions);
  const parts = placed.map(
    ({ size, ...part }, index): Part => ({
      ...part,
      share: size > 0 && whole > 0 ? size / whole : 1,
      push: apart ? index * whole * PUSH_SHARE : 0,
    }),
  );
  for (const { shape, vertices, from: start, share, push } of parts) {
    for (let index = 0; index < vertices.length; index += 1) {
      const at = (start + index) * 3;
      positions[at] = (positions[at] ?? 0) + push;
    }
    let first = start * stride;
    for (const { accessor } of shadingOf(shape.primitive)) {
      placeAttribute(accessor, attributes, { vertices, first, stride, factor: share });
      first += accessor.getElementSize();
    }
  }
  return { parts, indices, positions, attributes, stride };
}

/** How many triangles the scene draws when these are left of the whole. */
export function countDrawn({ parts }: MergedShapes, indices: Uint32Array): number {
  let [drawn, part] = [0, 0];
  for (let at = 0; at < indices.length; at += 3) {
    part = partOf(parts, indices[at] ?? 0, part);
    drawn += parts[part]?.shape.uses ?? 0;
  }
  return drawn;
}

/** The part that a vertex belongs to; triangles come in the order of parts, so that it is mostly the one before. */
function partOf(parts: readonly Part[], vertex: number, guess: number): number {
  let part = guess;
  while ((parts[part]?.from ?? 0) > vertex) part -= 1;
  while ((parts[part + 1]?.from ?? Number.POSITIVE_INFINITY) <= vertex) part += 1;
  return part;
}

/** What is left of one part. */
export type PartLeft = {
  readonly part: Part;
  /** 3 a triangle, by the numbers of its primitive's own vertices. */
  readonly indices: Uint32Array<ArrayBuffer>;
  /** The places in `part.vertices` that they use, each once. */
  readonly places: readonly number[];
};

/** Whether a triangle has corners of different parts: vertices at the same place were taken for one another. */
export function isMixed({ parts, indices }: MergedShapes): boolean {
  let part = 0;
  for (let at = 0; at < indices.length; at += 3) {
    part = partOf(parts, indices[at] ?? 0, part);
    for (const corner of [1, 2]) if (partOf(parts, indices[at + corner] ?? 0, part) !== part) return true;
  }
  return false;
}

/** Tells the triangles of the parts apart again. */
export function splitParts({ parts, indices, positions }: MergedShapes): PartLeft[] {
  const found = parts.map((part) => ({ part, indices: [] as number[], places: [] as number[] }));
  const seen = new Uint8Array(positions.length / 3);
  let part = 0;
  for (const vertex of indices) {
    part = partOf(parts, vertex, part);
    const here = found[part];
    if (!here) continue;
    const place = vertex - here.part.from;
    here.indices.push(here.part.vertices[place] ?? 0);
    if (seen[vertex] === 0) here.places.push(place);
    seen[vertex] = 1;
  }
  return found.map((each) => ({ ...each, indices: Uint32Array.from(each.indices) }));
}

function storePositions({ part, places }: PartLeft, positions: Float32Array): void {
  const { shape, from, vertices, push } = part;
  const accessor = shape.primitive.getAttribute("POSITION");
  if (!accessor) return;
  const values = new Float32Array(readNumbers(accessor));
  const [toLocal, point] = [new Matrix4().copy(shape.world).invert(), new Vector3()];
  for (const place of places) {
    point.fromArray(positions, (from + place) * 3);
    point.x -= push;
    point.applyMatrix4(toLocal).toArray(values, (vertices[place] ?? 0) * 3);
  }
  shape.primitive.setAttribute("POSITION", accessor.clone().setArray(values).setNormalized(false));
}

const normalise = (values: Float32Array, at: number): void => {
  new Vector3().fromArray(values, at).normalize().toArray(values, at);
};

/** Writes the vertices that are left, where they moved to, and what shades them, back into their part's primitive. */
export function storeVertices({ positions, attributes, stride }: MergedShapes, left: PartLeft): void {
  const { shape, from, vertices, share } = left.part;
  if (!shape.mayMove) return;
  storePositions(left, positions);
  let first = from * stride;
  for (const { semantic, accessor } of shadingOf(shape.primitive)) {
    const size = accessor.getElementSize();
    const values = new Float32Array(readNumbers(accessor));
    for (const place of left.places) {
      const [to, of] = [(vertices[place] ?? 0) * size, first + place * stride];
      for (let at = 0; at < size; at += 1) values[to + at] = (attributes[of + at] ?? 0) / share;
      if (semantic === "NORMAL") normalise(values, to);
    }
    shape.primitive.setAttribute(semantic, accessor.clone().setArray(values).setNormalized(false));
    first += size;
  }
}
