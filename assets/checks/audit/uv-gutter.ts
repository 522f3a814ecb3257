import { type AuditCheck, judgeOffences, notTested } from "./audit-check.ts";

/** A few places where pieces touch at a point are no harm. */
const BLOCKS_MAX = 8;

/** Source: Khronos glTF Asset Auditor, UV gutter width: 8 pixels at 1,024 are one cell of a grid of 128. */
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
      const crammed = grid?.crammed ?? null;
      return crammed === null || !grid || grid.covered === 0 ? [] : [{ name, crammed }];
    });
    if (mapped.length === 0)
      return notTested(uvs.length === 0 ? "no textures" : "too many triangles, or repeating textures");
    const offences = mapped
      .filter(({ crammed }) => crammed > BLOCKS_MAX)
      .map(({ name, crammed }) => ({
        where: `material “${name}”`,
        message: `Pieces of the layout lie closer than 8 pixels at 1024 in ${crammed} places.`,
      }));
    return judgeOffences(`${mapped.length - offences.length} of ${mapped.length} materials`, offences);
  },
};
