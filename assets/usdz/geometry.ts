import type { Accessor, Mesh, Node, Primitive } from "@gltf-transform/core";
import type { Mapping } from "./surface.ts";

/** Triangles at rest. `texCoords` has one array for each mapping that was asked for, in USD's sense: V goes up. */
export type Geometry = {
  readonly points: Float32Array;
  readonly normals: Float32Array;
  readonly texCoords: readonly Float32Array[];
  readonly indices: Int32Array;
};

/**
 * Reads a primitive as its node shows it while nothing moves: morph targets at their weights, triangles in a plain list,
 * flat normals where there are none. Null for points, lines and what is empty.
 */
export function readGeometry(
  primitive: Primitive,
  node: Node,
  mesh: Mesh,
  mappings: readonly Mapping[],
): Geometry | null {
  const position = primitive.getAttribute("POSITION");
  const indices = listTriangles(primitive);
  if (!position || indices.length === 0) return null;
  const weights = node.getWeights().length > 0 ? node.getWeights() : mesh.getWeights();
  const normal = primitive.getAttribute("NORMAL");
  const geometry = {
    points: readMorphed(primitive, "POSITION", position, weights),
    normals: normal ? readMorphed(primitive, "NORMAL", normal, weights) : new Float32Array(),
    texCoords: mappings.map((mapping) => readTexCoords(primitive, mapping, position.getCount())),
    indices,
  };
  return normal ? geometry : withFlatNormals(geometry);
}

/** A list of triangles out of lists, strips and fans; without those that name a vertex twice. */
function listTriangles(primitive: Primitive): Int32Array {
  const indices = primitive.getIndices();
  const count = (indices ?? primitive.getAttribute("POSITION"))?.getCount() ?? 0;
  const corners = CORNERS[primitive.getMode()] ?? (() => null);
  const triangles: number[] = [];
  for (let triangle = 0; ; triangle += 1) {
    const places = corners(triangle);
    if (!places || Math.max(...places) >= count) break;
    const [a = 0, b = 0, c = 0] = indices ? places.map((place) => indices.getScalar(place)) : places;
    if (a !== b && b !== c && c !== a) triangles.push(a, b, c);
  }
  return Int32Array.from(triangles);
}

/** Which places of the index the nth triangle takes its corners from, by the mode: 4 list, 5 strip, 6 fan. */
const CORNERS: Readonly<Record<number, (triangle: number) => number[]>> = {
  4: (n) => [n * 3, n * 3 + 1, n * 3 + 2],
  5: (n) => (n % 2 === 0 ? [n, n + 1, n + 2] : [n, n + 2, n + 1]),
  6: (n) => [0, n + 1, n + 2],
};

/** An accessor's elements as plain numbers, `size` of them each. */
export function readElements(accessor: Accessor, size: number): Float32Array {
  const values = new Float32Array(accessor.getCount() * size);
  const element: number[] = [];
  for (let index = 0; index < accessor.getCount(); index += 1) {
    accessor.getElement(index, element);
    for (let axis = 0; axis < size; axis += 1) values[index * size + axis] = element[axis] ?? 0;
  }
  return values;
}

function readMorphed(primitive: Primitive, name: string, base: Accessor, weights: readonly number[]): Float32Array {
  const values = readElements(base, 3);
  for (const [index, target] of primitive.listTargets().entries()) {
    const weight = weights[index] ?? 0;
    const change = target.getAttribute(name);
    if (weight === 0 || !change) continue;
    for (const [at, value] of readElements(change, 3).entries()) values[at] = (values[at] ?? 0) + value * weight;
  }
  return values;
}

/** Works the texture's own transform into the coordinates, since Quick Look does not follow one faithfully. */
function readTexCoords(primitive: Primitive, { texCoord, transform }: Mapping, count: number): Float32Array {
  const accessor = primitive.getAttribute(`TEXCOORD_${texCoord}`);
  const values = accessor ? readElements(accessor, 2) : new Float32Array(count * 2);
  const [scaleU = 1, scaleV = 1] = transform?.scale ?? [];
  const [moveU = 0, moveV = 0] = transform?.offset ?? [];
  const sine = Math.sin(transform?.rotation ?? 0);
  const cosine = Math.cos(transform?.rotation ?? 0);
  for (let at = 0; at < values.length; at += 2) {
    const u = (values[at] ?? 0) * scaleU;
    const v = (values[at + 1] ?? 0) * scaleV;
    values[at] = cosine * u + sine * v + moveU;
    values[at + 1] = 1 - (cosine * v - sine * u + moveV);
  }
  return values;
}

/** Gives each triangle corners of its own with the triangle's normal. */
function withFlatNormals({ points, texCoords, indices }: Geometry): Geometry {
  const own = pick(points, indices, 3);
  const normals = new Float32Array(own.length);
  for (let at = 0; at < own.length; at += 9) {
    const edge = (to: number, axis: number) => (own[at + to * 3 + axis] ?? 0) - (own[at + axis] ?? 0);
    const normal = [
      edge(1, 1) * edge(2, 2) - edge(1, 2) * edge(2, 1),
      edge(1, 2) * edge(2, 0) - edge(1, 0) * edge(2, 2),
      edge(1, 0) * edge(2, 1) - edge(1, 1) * edge(2, 0),
    ];
    const length = Math.hypot(...normal) || 1;
    for (let corner = 0; corner < 3; corner += 1)
      normals.set(
        normal.map((each) => each / length),
        at + corner * 3,
      );
  }
  return {
    points: own,
    normals,
    texCoords: texCoords.map((each) => pick(each, indices, 2)),
    indices: Int32Array.from(indices, (_, place) => place),
  };
}

function pick(values: Float32Array, indices: Int32Array, size: number): Float32Array {
  const picked = new Float32Array(indices.length * size);
  for (const [place, index] of indices.entries()) {
    picked.set(values.subarray(index * size, index * size + size), place * size);
  }
  return picked;
}

/** Adds the back: Quick Look culls it whatever a mesh says of itself. */
export function withBackFaces({ points, normals, texCoords, indices }: Geometry): Geometry {
  const count = points.length / 3;
  const back = new Int32Array(indices.length);
  for (let at = 0; at < indices.length; at += 3) {
    back.set([(indices[at] ?? 0) + count, (indices[at + 2] ?? 0) + count, (indices[at + 1] ?? 0) + count], at);
  }
  return {
    points: join(points, points),
    normals: join(
      normals,
      normals.map((each) => -each),
    ),
    texCoords: texCoords.map((each) => join(each, each)),
    indices: Int32Array.from([...indices, ...back]),
  };
}

function join(a: Float32Array, b: Float32Array): Float32Array {
  const both = new Float32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
