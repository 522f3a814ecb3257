import type { GltfJson } from "./gltf-json.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** More nodes than any product needs; the cost of walking a scene grows with them. */
const NODES_MAX = 20_000;

/** The deepest that nodes may be nested: validating a chain costs more than the square of its length. */
export const NODE_DEPTH_MAX = 256;

type NodeList = readonly { readonly index: number; readonly item: GltfJson }[];
type Parents = ReadonlyMap<unknown, number>;

/** Each node's parent, or the node that claims a child which has one already. */
function findParents(nodes: NodeList): Parents | number {
  const parents = new Map<unknown, number>();
  for (const { index, item } of nodes) {
    for (const child of Array.isArray(item.children) ? item.children : []) {
      if (parents.has(child)) return index;
      parents.set(child, index);
    }
  }
  return parents;
}

/** How many ancestors a node has, counted no further than `most`. */
function countAncestors(node: number, parents: Parents, most: number): number {
  let depth = 0;
  for (let at = parents.get(node); at !== undefined && depth < most; at = parents.get(at)) depth += 1;
  return depth;
}

/** Says what is wrong with how nodes hang together, or nothing. A node's number is its index in the document. */
export function judgeNodes(nodes: NodeList): Refusal | undefined {
  if (nodes.length > NODES_MAX) {
    return refuse("TOO_MANY_NODES", `The model has more than ${NODES_MAX.toLocaleString("en")} nodes.`, {
      fix: "Join parts that never move separately into one object.",
    });
  }
  const parents = findParents(nodes);
  if (typeof parents === "number") {
    return refuse("NODE_PARENT_OVERRIDE", "A node has two parents.", { where: `/nodes/${parents}` });
  }
  const deep = nodes.find(({ index }) => countAncestors(index, parents, NODE_DEPTH_MAX + 1) > NODE_DEPTH_MAX);
  if (!deep) return undefined;
  const where = `/nodes/${deep.index}`;
  const isCircle = countAncestors(deep.index, parents, nodes.length + 1) > nodes.length;
  if (isCircle) return refuse("NODE_LOOP", "Nodes are parents of each other in a circle.", { where });
  return refuse("NODES_TOO_DEEP", `Nodes are nested more than ${NODE_DEPTH_MAX} deep.`, { where });
}
