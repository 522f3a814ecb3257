import type { Document } from "@gltf-transform/core";
import { weld } from "@gltf-transform/functions";
import type { Step } from "../workpiece/step.ts";

type WeldOptions = {
  /** Whether primitives that have indices already are welded too: some exporters index every corner by itself. */
  readonly overwrite: boolean;
};

const WELD_DEFAULTS: WeldOptions = { overwrite: true };

const countVertices = (document: Document): number =>
  document
    .getRoot()
    .listMeshes()
    .flatMap((mesh) => mesh.listPrimitives())
    .reduce((sum, primitive) => sum + (primitive.getAttribute("POSITION")?.getCount() ?? 0), 0);

const isIndexed = (document: Document): boolean =>
  document
    .getRoot()
    .listMeshes()
    .every((mesh) => mesh.listPrimitives().every((primitive) => primitive.getIndices() !== null));

/** Merges vertices that are equal in every attribute, bit by bit, so that triangles share them. */
export function weldVertices(options: Partial<WeldOptions> = {}): Step {
  const { overwrite } = { ...WELD_DEFAULTS, ...options };
  return {
    name: "weld",
    run: async (document) => {
      const [before, wasIndexed] = [countVertices(document), isIndexed(document)];
      await document.transform(weld({ overwrite }));
      const merged = before - countVertices(document);
      return merged > 0 || !wasIndexed ? `Merged ${merged} of ${before} vertices.` : null;
    },
  };
}
