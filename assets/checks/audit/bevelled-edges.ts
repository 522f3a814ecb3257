import { sayCount } from "../facts/say.ts";
import { type AuditCheck, judgeOffences, notTested } from "./audit-check.ts";

/** Source: Khronos glTF Asset Auditor, bevelled edges: none of 90 degrees or sharper. */
export const bevelledEdges: AuditCheck = {
  id: "bevelled-edges",
  title: "Edges bevelled",
  limit: "no edge of 90° or sharper",
  why: "Real edges are never quite sharp: a small bevel catches light and makes the difference to a sketch.",
  code: "EDGES_SHARP",
  severity: "information",
  fix: "Blender: Bevel modifier, 1–3 mm, two segments, with weighted normals.",
  run: ({ edges: { meshes, skipped } }) => {
    if (meshes.length === 0) return notTested(skipped.length > 0 ? "too many triangles" : null);
    const sharp = meshes.reduce((total, each) => total + each.sharp, 0);
    const offences = meshes
      .filter((each) => each.sharp > 0)
      .map((each) => ({ where: `mesh “${each.mesh}”`, message: `${sayCount(each.sharp)} edges are sharp.` }));
    return judgeOffences(`${sayCount(sharp)} sharp edges`, offences);
  },
};
