import { rayToSolid, type Solid } from "./solids.ts";

/** Solids in a tree of boxes, for the hundred thousand rays that baking the light takes. */
export type SolidTree = { readonly nodes: readonly Node[]; readonly root: number };

type Node = {
  readonly min: readonly [number, number, number];
  readonly max: readonly [number, number, number];
  readonly left: number;
  readonly right: number;
  /** Index of the solid in a leaf, −1 in a branch. */
  readonly leaf: number;
};

export type RayHit = { index: number; distance: number };

/** Builds the tree by halving along the longest axis. */
export function buildSolidTree(solids: readonly Solid[]): SolidTree {
  const nodes: Node[] = [];
  const boxes = solids.map(boundsOf);

  function add(members: readonly number[]): number {
    const min: [number, number, number] = [Infinity, Infinity, Infinity];
    const max: [number, number, number] = [-Infinity, -Infinity, -Infinity];
    for (const member of members) {
      for (let axis = 0; axis < 3; axis++) {
        min[axis] = Math.min(min[axis] ?? 0, boxes[member]?.min[axis] ?? 0);
        max[axis] = Math.max(max[axis] ?? 0, boxes[member]?.max[axis] ?? 0);
      }
    }
    if (members.length <= 1) return nodes.push({ min, max, left: -1, right: -1, leaf: members[0] ?? -1 }) - 1;
    const spans = max.map((value, axis) => value - (min[axis] ?? 0));
    const axis = spans.indexOf(Math.max(...spans));
    const middle = (member: number) => (boxes[member]?.min[axis] ?? 0) + (boxes[member]?.max[axis] ?? 0);
    const sorted = [...members].sort((a, b) => middle(a) - middle(b));
    const half = sorted.length >> 1;
    const left = add(sorted.slice(0, half));
    const right = add(sorted.slice(half));
    return nodes.push({ min, max, left, right, leaf: -1 }) - 1;
  }

  return { root: add(solids.map((_, index) => index)), nodes };
}

function boundsOf(box: Solid): { min: [number, number, number]; max: [number, number, number] } {
  const x = Math.abs(box.cos) * box.halfWidth + Math.abs(box.sin) * box.halfDepth;
  const z = Math.abs(box.sin) * box.halfWidth + Math.abs(box.cos) * box.halfDepth;
  return {
    min: [box.x - x, box.y - box.halfHeight, box.z - z],
    max: [box.x + x, box.y + box.halfHeight, box.z + z],
  };
}

const stack = new Int32Array(128);

/**
 * Finds the nearest solid along a ray and writes it to `hit`: index −1 and Infinity for none.
 * With `any`, stops at the first one found, which is enough to know that the way is blocked.
 */
export function castRay(
  tree: SolidTree,
  solids: readonly Solid[],
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  any: boolean,
  hit: RayHit,
): void {
  hit.index = -1;
  hit.distance = Infinity;
  let depth = 0;
  stack[depth++] = tree.root;
  while (depth > 0) {
    const node = tree.nodes[stack[--depth] ?? 0];
    if (!node || !entersBox(node, ox, oy, oz, dx, dy, dz, hit.distance)) continue;
    if (node.leaf < 0) {
      stack[depth++] = node.left;
      stack[depth++] = node.right;
      continue;
    }
    const box = solids[node.leaf];
    const distance = box ? rayToSolid(box, ox, oy, oz, dx, dy, dz, 0) : Infinity;
    if (distance >= hit.distance) continue;
    hit.distance = distance;
    hit.index = node.leaf;
    if (any) return;
  }
}

function entersBox(
  { min, max }: Node,
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  within: number,
): boolean {
  const ax = (min[0] - ox) / dx;
  const bx = (max[0] - ox) / dx;
  const ay = (min[1] - oy) / dy;
  const by = (max[1] - oy) / dy;
  const az = (min[2] - oz) / dz;
  const bz = (max[2] - oz) / dz;
  const near = Math.max(Math.min(ax, bx), Math.min(ay, by), Math.min(az, bz));
  const far = Math.min(Math.max(ax, bx), Math.max(ay, by), Math.max(az, bz));
  return near <= far && far >= 0 && near < within;
}
