import { sayCount } from "../facts/say.ts";
import { type AuditCheck, judgeOffences, notTested } from "./audit-check.ts";

/** Source: Khronos glTF Asset Auditor, non-manifold edges: every edge has exactly two faces. */
export const manifoldEdges: AuditCheck = {
  id: "manifold-edges",
  title: "No non-manifold edges",
  limit: "two faces at every edge",
  why: "Holes and doubled faces show as cracks and flicker, and keep a mesh from being simplified cleanly.",
  code: "EDGES_NON_MANIFOLD",
  severity: "information",
  fix: "Blender: Merge by Distance, then Select › All by Trait › Non Manifold, and close or delete what is found.",
  run: ({ edges: { meshes, skipped } }) => {
    if (meshes.length === 0) return notTested(skipped.length > 0 ? "too many triangles" : null);
    const open = meshes.reduce((total, each) => total + each.open, 0);
    const crowded = meshes.reduce((total, each) => total + each.crowded, 0);
    const offences = meshes
      .filter((each) => each.open > 0 || each.crowded > 0)
      .map((each) => ({
        where: `mesh “${each.mesh}”`,
        message: `${sayCount(each.open)} edges have one face only, ${sayCount(each.crowded)} have more than two.`,
      }));
    return judgeOffences(`${sayCount(open)} open, ${sayCount(crowded)} with more than two faces`, offences);
  },
};
