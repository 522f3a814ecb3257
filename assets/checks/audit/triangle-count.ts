import { sayCount } from "../facts/say.ts";
import { type AuditCheck, judgeOffences } from "./audit-check.ts";

const TRIANGLES_MAX = 100_000;

/** Source: Khronos glTF Asset Auditor, recommended schema: 100,000. */
export const triangleCount: AuditCheck = {
  id: "auditor-triangles",
  title: "Triangles anywhere",
  limit: `at most ${sayCount(TRIANGLES_MAX)}`,
  why: "Compression hides triangles from the file size, but not from the graphics card.",
  code: "TRIANGLES_MANY",
  severity: "warning",
  fix: "Blender: Decimate modifier, or export without Subdivision Surface. 3ds Max: ProOptimizer or Retopology.",
  run: ({ facts: { measures } }) => {
    const value = sayCount(measures.triangles);
    const offends = measures.triangles > TRIANGLES_MAX;
    return judgeOffences(value, offends ? [{ message: `The model has ${value} triangles.` }] : []);
  },
};
