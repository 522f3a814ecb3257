import type { Drawn } from "../facts/walk-scene.ts";
import { listTriangles } from "./list-triangles.ts";
import { createNumberTable } from "./number-table.ts";
import { readVectors } from "./read-vectors.ts";

/** How the triangles of one mesh hang together, with vertices at the same place taken as one. */
export type MeshEdges = {
  readonly mesh: string;
  /** Edges that only one triangle has: the mesh is open there. */
  open: number;
  /** Edges that more than two triangles share. */
  crowded: number;
  /** Edges at which two faces meet at 90 degrees or less. */
  sharp: number;
};

/** Above this many triangles in a mesh its edges are not looked at, to bound time and memory. */
const TRIANGLES_MAX = 600_000;

/** A mesh's box is divided into this many steps a side to find vertices at the same place. */
const STEPS = 2 ** 17 - 1;

/** Rounded cosine of 90 degrees: a box has exactly that, and floats are not exact. */
const RIGHT_ANGLE = 1e-3;

/** Numbers the places of a mesh: the same number for all vertices at one place. */
function weld(positions: Float32Array): Uint32Array {
  const min = [0, 1, 2].map(() => Number.POSITIVE_INFINITY);
  const max = [0, 1, 2].map(() => Number.NEGATIVE_INFINITY);
  for (let at = 0; at < positions.length; at += 1) {
    const [value, axis] = [positions[at] ?? 0, at % 3];
    if (value < (min[axis] ?? 0)) min[axis] = value;
    if (value > (max[axis] ?? 0)) max[axis] = value;
  }
  const side = Math.max(...max.map((value, axis) => value - (min[axis] ?? 0))) || 1;
  const places = createNumberTable();
  const step = (index: number, axis: number): number =>
    Math.round((((positions[index * 3 + axis] ?? 0) - (min[axis] ?? 0)) / side) * STEPS);
  return Uint32Array.from({ length: positions.length / 3 }, (_, index) =>
    places.idOf((step(index, 0) * 131_072 + step(index, 1)) * 131_072 + step(index, 2)),
  );
}

/** Writes a triangle's unit normal, or nothing but zeros where it has no area. */
function writeNormal(positions: Float32Array, a: number, b: number, c: number, normal: Float32Array): void {
  const side = (to: number, axis: number): number => (positions[to * 3 + axis] ?? 0) - (positions[a * 3 + axis] ?? 0);
  const [ux, uy, uz] = [side(b, 0), side(b, 1), side(b, 2)];
  const [vx, vy, vz] = [side(c, 0), side(c, 1), side(c, 2)];
  const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const length = Math.sqrt(x * x + y * y + z * z) || 1;
  normal[0] = x / length;
  normal[1] = y / length;
  normal[2] = z / length;
}

/** What is known about each edge so far: how many triangles have it, and which way the first of them faces. */
function createEdgeTally(edges: MeshEdges, most: number) {
  const table = createNumberTable();
  const counts = new Uint8Array(most);
  const normals = new Float32Array(most * 3);
  return {
    add(a: number, b: number, normal: Float32Array): void {
      const edge = table.idOf(Math.min(a, b) * 33_554_432 + Math.max(a, b));
      const count = Math.min(255, (counts[edge] ?? 0) + 1);
      counts[edge] = count;
      if (count === 1) normals.set(normal, edge * 3);
      if (count !== 2) return;
      let cosine = 0;
      for (let axis = 0; axis < 3; axis += 1) cosine += (normal[axis] ?? 0) * (normals[edge * 3 + axis] ?? 0);
      if (cosine <= RIGHT_ANGLE) edges.sharp += 1;
    },
    finish(): void {
      for (const count of counts.subarray(0, table.size())) {
        if (count === 1) edges.open += 1;
        if (count > 2) edges.crowded += 1;
      }
    },
  };
}

/** Triangles without an area have no faces to compare. */
function tally(edges: MeshEdges, { positions, triangles }: Joined): void {
  const places = weld(positions);
  const tallied = createEdgeTally(edges, triangles.length);
  const normal = new Float32Array(3);
  for (let start = 0; start < triangles.length; start += 3) {
    const corners = [triangles[start] ?? 0, triangles[start + 1] ?? 0, triangles[start + 2] ?? 0] as const;
    const [a, b, c] = [places[corners[0]] ?? 0, places[corners[1]] ?? 0, places[corners[2]] ?? 0];
    if (a === b || b === c || c === a) continue;
    writeNormal(positions, ...corners, normal);
    tallied.add(a, b, normal);
    tallied.add(b, c, normal);
    tallied.add(c, a, normal);
  }
  tallied.finish();
}

type Joined = { readonly positions: Float32Array; readonly triangles: Uint32Array };

/** All primitives of a mesh as one, so that a seam between two materials is no hole. */
function joinParts(parts: readonly Drawn[]): Joined {
  const primitives = [...new Set(parts.map(({ primitive }) => primitive))];
  const vectors = primitives.map((primitive) => {
    const position = primitive.getAttribute("POSITION");
    return position ? readVectors(position, 3) : new Float32Array();
  });
  const lists = primitives.map(listTriangles);
  const positions = new Float32Array(vectors.reduce((total, { length }) => total + length, 0));
  const triangles = new Uint32Array(lists.reduce((total, { length }) => total + length, 0));
  let [vertex, corner] = [0, 0];
  for (const [index, list] of lists.entries()) {
    positions.set(vectors[index] ?? [], vertex * 3);
    for (let at = 0; at < list.length; at += 1) triangles[corner + at] = (list[at] ?? 0) + vertex;
    vertex += (vectors[index]?.length ?? 0) / 3;
    corner += list.length;
  }
  return { positions, triangles };
}

/**
 * Looks at the edges of every mesh that is drawn, once however often it is drawn. The names of meshes that are
 * too large for that come back in `skipped`.
 */
export function surveyEdges(drawn: readonly Drawn[]): { readonly meshes: MeshEdges[]; readonly skipped: string[] } {
  const byMesh = Map.groupBy(drawn, ({ mesh }) => mesh);
  const meshes: MeshEdges[] = [];
  const skipped: string[] = [];
  for (const [mesh, parts] of byMesh) {
    const name = mesh.getName() || `mesh ${meshes.length + skipped.length}`;
    const edges: MeshEdges = { mesh: name, open: 0, crowded: 0, sharp: 0 };
    const joined = joinParts(parts);
    if (joined.triangles.length / 3 > TRIANGLES_MAX) skipped.push(name);
    else {
      tally(edges, joined);
      meshes.push(edges);
    }
  }
  return { meshes, skipped };
}
