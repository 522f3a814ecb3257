import { sayShare } from "../facts/say.ts";
import { UV_GRID } from "../surveys/raster-uvs.ts";
import { type AuditCheck, judgeOffences, notTested } from "./audit-check.ts";

const TOLERANCE = 0.005;

/** Looks at the middles of a grid's cells. Source: Khronos glTF Asset Auditor, UV overlaps. */
export const uvOverlap: AuditCheck = {
  id: "uv-overlap",
  title: "UVs do not overlap",
  limit: "none",
  why: "Where parts share a piece of texture, nothing can be baked for one of them alone, such as shadow or a label.",
  code: "UV_OVERLAP",
  severity: "information",
  fix: "Fine where parts share a texture on purpose. Otherwise, in Blender: UV › Pack Islands.",
  run: ({ uvs }) => {
    const mapped = uvs.flatMap(({ name, grid }) => (grid && grid.covered > 0 ? [{ name, grid }] : []));
    if (mapped.length === 0) return notTested(uvs.length === 0 ? "no textures" : "the textures repeat");
    const worst = Math.max(...mapped.map(({ grid }) => grid.overlapped / grid.covered));
    const offences = mapped
      .filter(({ grid }) => grid.overlapped / grid.covered > TOLERANCE)
      .map(({ name, grid }) => ({
        where: `material “${name}”`,
        message: `${sayShare(grid.overlapped / grid.covered)} of the used texture lies on several triangles (looked at ${UV_GRID}² points).`,
      }));
    return judgeOffences(`up to ${sayShare(worst)}`, offences);
  },
};
