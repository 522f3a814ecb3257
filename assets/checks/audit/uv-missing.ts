import { type AuditCheck, judgeOffences, notTested } from "./audit-check.ts";

/** Ours: the auditor passes what has no UVs at all. */
export const uvMissing: AuditCheck = {
  id: "uv-missing",
  title: "UVs where there are textures",
  limit: "every textured part",
  why: "Without coordinates a texture shows as one smeared colour.",
  code: "UV_MISSING",
  severity: "warning",
  fix: "Unwrap the mesh (Blender: U › Smart UV Project) and export with UVs.",
  run: ({ uvs }) => {
    if (uvs.length === 0) return notTested("no textures");
    const offences = uvs.flatMap(({ name, missing }) =>
      missing.map((mesh) => ({ where: `mesh “${mesh}”`, message: `No UVs for the textures of material “${name}”.` })),
    );
    return judgeOffences(offences.length === 0 ? "all" : `${offences.length} without`, offences);
  },
};
