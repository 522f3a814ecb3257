import type { Step } from "../workpiece/step.ts";

type DropTangentsOptions = {
  /** Whether they go although a material has a map that bends light along its fibres, which needs them. */
  readonly evenWhereNeeded: boolean;
};

const DROP_TANGENTS_DEFAULTS: DropTangentsOptions = { evenWhereNeeded: false };

/** Leaves out tangents, a third of a vertex: a viewer works them out from the texture coordinates. */
export function dropTangents(options: Partial<DropTangentsOptions> = {}): Step {
  const { evenWhereNeeded } = { ...DROP_TANGENTS_DEFAULTS, ...options };
  return {
    name: "drop-tangents",
    run: async (document) => {
      if (!evenWhereNeeded && document.hasExtension("KHR_materials_anisotropy")) return null;
      const primitives = document
        .getRoot()
        .listMeshes()
        .flatMap((mesh) => mesh.listPrimitives());
      const bearing = primitives.filter((primitive) => primitive.getAttribute("TANGENT"));
      for (const primitive of bearing) {
        const tangents = primitive.getAttribute("TANGENT");
        primitive.setAttribute("TANGENT", null);
        if (tangents?.listParents().length === 1) tangents.dispose();
      }
      return bearing.length > 0 ? `Left out the tangents of ${bearing.length} parts.` : null;
    },
  };
}
