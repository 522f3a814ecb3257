import type { MaterialUvs } from "../surveys/survey-uvs.ts";
import { type AuditCheck, judgeOffences, notTested } from "./audit-check.ts";

/** A pixel of the largest texture. */
const TOLERANCE = 1 / 2_048;

/** Materials that have triangles with coordinates, or why there is nothing to look at. */
export const listMapped = (uvs: readonly MaterialUvs[]): MaterialUvs[] => uvs.filter(({ triangles }) => triangles > 0);

/** Source: Khronos glTF Asset Auditor, 0–1 UV texture space. */
export const uvRange: AuditCheck = {
  id: "uv-range",
  title: "UVs within 0–1",
  limit: "0 to 1",
  why: "Coordinates outside repeat the texture; that cannot be baked or put into an atlas.",
  code: "UV_OUT_OF_RANGE",
  severity: "information",
  fix: "Fine for tiling fabric or wood. Otherwise, in Blender: UV Editor › UV › Pack Islands.",
  run: ({ uvs }) => {
    const mapped = listMapped(uvs);
    if (mapped.length === 0) return notTested("no textures");
    const offences = mapped
      .filter(({ outside }) => outside > TOLERANCE)
      .map(({ name, outside }) => ({
        where: `material “${name}”`,
        message: `UVs reach ${Number(outside.toPrecision(2))} textures beyond 0–1.`,
      }));
    return judgeOffences(`${mapped.length - offences.length} of ${mapped.length} materials`, offences);
  },
};
