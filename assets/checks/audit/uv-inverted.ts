import { sayCount, sayShare } from "../facts/say.ts";
import { type AuditCheck, judgeOffences, notTested } from "./audit-check.ts";
import { listMapped } from "./uv-range.ts";

/** Slivers have no direction worth the name. */
const TOLERANCE = 0.001;

/** Source: Khronos glTF Asset Auditor, inverted UVs. */
export const uvInverted: AuditCheck = {
  id: "uv-inverted",
  title: "UVs not inverted",
  limit: "none",
  why: "On inverted UVs writing reads backwards, and bumps of a normal map turn into dents.",
  code: "UV_INVERTED",
  severity: "information",
  fix: "Blender: in the UV Editor select the island and mirror it (Ctrl+M). Check the normals of mirrored halves.",
  run: ({ uvs }) => {
    const mapped = listMapped(uvs);
    if (mapped.length === 0) return notTested("no textures");
    const inverted = mapped.reduce((total, each) => total + each.inverted, 0);
    const offences = mapped
      .filter((each) => each.inverted > each.triangles * TOLERANCE)
      .map((each) => ({
        where: `material “${each.name}”`,
        message: `The texture is mirrored on ${sayShare(each.inverted / each.triangles)} of the triangles.`,
      }));
    return judgeOffences(`${sayCount(inverted)} triangles`, offences);
  },
};
