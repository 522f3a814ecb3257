import { type Document, type Node, Primitive } from "@gltf-transform/core";
import { Matrix4 } from "three/src/math/Matrix4.js";
import { listPlacements } from "./survey.ts";

/** A primitive of triangles, how often the scene draws it, and where it stands in the scene when it is largest. */
export type Shape = {
  readonly primitive: Primitive;
  readonly uses: number;
  readonly world: Matrix4;
  /** Whether its vertices may move: what is bent by bones or morphed would not fit any more. */
  readonly mayMove: boolean;
};

/** Flat things stand nowhere that a vertex could be brought back from. */
const DETERMINANT_MIN = 1e-12;

const mayMove = (primitive: Primitive, node: Node, world: Matrix4): boolean =>
  primitive.listTargets().length === 0 &&
  node.getSkin() === null &&
  Math.abs(world.determinant()) > DETERMINANT_MIN * world.getMaxScaleOnAxis() ** 3;

/** Every primitive of triangles that the scene draws, each once. */
export function listDrawnShapes(document: Document): Shape[] {
  const found = new Map<Primitive, Shape>();
  for (const { node, world: elements, copies } of listPlacements(document)) {
    const world = new Matrix4().fromArray(elements);
    for (const primitive of node.getMesh()?.listPrimitives() ?? []) {
      if (primitive.getMode() !== Primitive.Mode.TRIANGLES) continue;
      const known = found.get(primitive);
      const isLarger = world.getMaxScaleOnAxis() > (known?.world.getMaxScaleOnAxis() ?? 0);
      found.set(primitive, {
        primitive,
        uses: (known?.uses ?? 0) + copies,
        world: known && !isLarger ? known.world : world,
        mayMove: mayMove(primitive, node, world) && (known?.mayMove ?? true),
      });
    }
  }
  return [...found.values()];
}
