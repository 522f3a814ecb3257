import { sayCount } from "../facts/say.ts";
import { type AuditCheck, judgeOffences } from "./audit-check.ts";

const MATERIALS_MAX = 5;

/** Materials of other variants are not counted: nobody sees them at the same time. Source: as above, 5. */
export const materialCount: AuditCheck = {
  id: "materials",
  title: "Materials",
  limit: `at most ${MATERIALS_MAX}`,
  why: "Each material is a draw call of its own, and often a set of textures of its own.",
  code: "MATERIALS_MANY",
  severity: "information",
  fix: "Bake parts into one texture atlas, or give parts that look the same one material.",
  run: ({ drawn }) => {
    const count = new Set(drawn.map(({ primitive }) => primitive.getMaterial())).size;
    const message = `The model shows ${sayCount(count)} materials at once.`;
    return judgeOffences(sayCount(count), count > MATERIALS_MAX ? [{ message }] : []);
  },
};
