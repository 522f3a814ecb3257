import { sayCount } from "../facts/say.ts";
import type { MaterialUvs } from "../surveys/survey-uvs.ts";
import { type AuditCheck, judgeOffences, notTested } from "./audit-check.ts";

/** How many times sharper one part may be than another. */
const RATIO_MAX = 8;

/** Pixels of the base colour along a metre of the surface, on average. */
function densityOf({ material, areas }: MaterialUvs): number | null {
  const size = material.getBaseColorTexture()?.getSize() ?? material.getNormalTexture()?.getSize();
  if (!size || areas.world <= 0 || areas.uv <= 0) return null;
  return Math.sqrt((areas.uv * size[0] * size[1]) / areas.world);
}

/** Source: Khronos glTF Asset Auditor, texel density, which recommends no numbers; the ratio is ours. */
export const texelDensity: AuditCheck = {
  id: "texel-density",
  title: "Even texel density",
  limit: `parts within ${RATIO_MAX} times of each other`,
  why: "A part that is much blurrier than the one beside it looks broken.",
  code: "TEXEL_DENSITY",
  severity: "information",
  fix: "Scale UV islands to the size of their surfaces (Blender: UV › Average Islands Scale), or resize the textures.",
  run: ({ uvs }) => {
    const known = uvs.flatMap((each) => {
      const density = densityOf(each);
      return density === null ? [] : [{ name: each.name, density }];
    });
    const sorted = known.toSorted((a, b) => a.density - b.density);
    const [lowest, highest] = [sorted[0], sorted.at(-1)];
    if (!lowest || !highest) return notTested("no textures");
    const value =
      known.length === 1
        ? `${sayCount(lowest.density)} px/m`
        : `${sayCount(lowest.density)} to ${sayCount(highest.density)} px/m`;
    const message = `${sayCount(lowest.density)} pixels a metre here, ${sayCount(highest.density)} on material “${highest.name}”.`;
    const offends = highest.density > lowest.density * RATIO_MAX;
    return judgeOffences(value, offends ? [{ where: `material “${lowest.name}”`, message }] : []);
  },
};
