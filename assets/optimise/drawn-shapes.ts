import { type Document, Primitive } from "@gltf-transform/core";
import { listPlacements, surveyDocument } from "./survey.ts";

/** A primitive of triangles, how often the scene draws it and how much larger at most than it is stored. */
export type Shape = { readonly primitive: Primitive; readonly uses: number; readonly scale: number };

const axisScale = (world: readonly number[]): number =>
  Math.max(...[0, 4, 8].map((at) => Math.hypot(world[at] ?? 0, world[at + 1] ?? 0, world[at + 2] ?? 0)));

/** Every primitive of triangles that the scene draws, each once, and the scene's largest side in metres. */
export function listDrawnShapes(document: Document): { readonly shapes: Shape[]; readonly sceneSize: number } {
  const found = new Map<Primitive, Shape>();
  for (const { node, world, copies } of listPlacements(document)) {
    for (const primitive of node.getMesh()?.listPrimitives() ?? []) {
      if (primitive.getMode() !== Primitive.Mode.TRIANGLES) continue;
      const known = found.get(primitive);
      const scale = Math.max(axisScale(world), known?.scale ?? 0);
      found.set(primitive, { primitive, uses: (known?.uses ?? 0) + copies, scale });
    }
  }
  const { boundsMin, boundsMax } = surveyDocument(document, 0);
  const sceneSize = Math.max(...boundsMax.map((max, axis) => max - (boundsMin[axis] ?? 0)));
  return { shapes: [...found.values()], sceneSize };
}
