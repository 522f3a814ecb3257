import { type AuditCheck, judgeOffences, notTested } from "./audit-check.ts";

/** Places are a 512th of the texture long: pieces that touch at a corner are no harm. */
const PLACES_MAX = 16;

/** Source: Khronos glTF Asset Auditor, UV gutter width: 8 pixels at 1,024. */
export const uvGutter: AuditCheck = {
  id: "uv-gutter",
  title: "Room between UV islands",
  limit: "8 px at 1024",
  why: "From afar smaller copies of the texture are used, in which close pieces bleed into each other as seams.",
  code: "UV_GUTTER",
  severity: "information",
  fix: "Blender: UV › Pack Islands with a margin of 0.008; bleed colours over the edges when baking.",
  run: ({ uvs }) => {
    const mapped = uvs.flatMap(({ name, grid }) => {
      const close = grid?.close ?? null;
      return close === null || !grid || grid.covered === 0 ? [] : [{ name, close }];
    });
    if (mapped.length === 0)
      return notTested(uvs.length === 0 ? "no textures" : "too many triangles, or repeating textures");
    const offences = mapped
      .filter(({ close }) => close > PLACES_MAX)
      .map(({ name, close }) => ({
        where: `material “${name}”`,
        message: `Pieces of the layout lie closer than 8 pixels at 1024 in ${close} places.`,
      }));
    return judgeOffences(`${mapped.length - offences.length} of ${mapped.length} materials`, offences);
  },
};
