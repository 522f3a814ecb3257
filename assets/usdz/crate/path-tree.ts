import type { Prim } from "./layer.ts";

/** A path of the layer: the root, a prim or a property. `parts` are its children, properties first. */
export type PathNode = {
  readonly number: number;
  readonly name: string;
  readonly isProperty: boolean;
  readonly parts: readonly PathNode[];
};

/** The paths of a layer as a tree, and their numbers by path. The root's number is 0. */
export function buildPathTree(root: Prim): { readonly tree: PathNode; readonly numbers: ReadonlyMap<string, number> } {
  const numbers = new Map<string, number>([["/", 0]]);
  const add = (path: string): number => {
    numbers.set(path, numbers.size);
    return numbers.size - 1;
  };
  const build = (prim: Prim, parent: string): PathNode => {
    const path = `${parent}/${prim.name}`;
    const number = add(path);
    const properties = [...prim.attributes.map((each) => each.name), ...Object.keys(prim.relations ?? {})];
    const parts = [
      ...properties.map((name): PathNode => ({ number: add(`${path}.${name}`), name, isProperty: true, parts: [] })),
      ...prim.children.map((child) => build(child, path)),
    ];
    return { number, name: prim.name, isProperty: false, parts };
  };
  return { tree: { number: 0, name: "", isProperty: false, parts: [build(root, "")] }, numbers };
}

/** The tree as three columns, depth first. A jump says where the next sibling is: −2 nowhere and no child, −1 none, 0 right here. */
export function flattenPathTree(
  tree: PathNode,
  tokenOf: (name: string) => number,
): { paths: number[]; elements: number[]; jumps: number[] } {
  const columns = { paths: [] as number[], elements: [] as number[], jumps: [] as number[] };
  const visit = (node: PathNode, hasSibling: boolean): void => {
    const at = columns.paths.length;
    columns.paths.push(node.number);
    columns.elements.push(node.isProperty ? -tokenOf(node.name) : tokenOf(node.name));
    columns.jumps.push(0);
    for (const [index, part] of node.parts.entries()) visit(part, index < node.parts.length - 1);
    const hasChild = node.parts.length > 0;
    const size = columns.paths.length - at;
    columns.jumps[at] = hasChild ? (hasSibling ? size : -1) : hasSibling ? 0 : -2;
  };
  visit(tree, false);
  return columns;
}
