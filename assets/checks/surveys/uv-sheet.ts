/** The texture coordinates of one primitive, and its triangles as vertex numbers. */
export type UvSheet = { readonly uvs: Float32Array; readonly triangles: Uint32Array };

/** Three corners in a texture's own coordinates: u0, v0, u1, v1, u2, v2. */
export type UvTriangle = readonly [number, number, number, number, number, number];

/** The triangle whose first corner is at `start` in the sheet's list. */
export function uvTriangle({ uvs, triangles }: UvSheet, start: number): UvTriangle {
  const at = (corner: number, axis: number): number => uvs[(triangles[start + corner] ?? 0) * 2 + axis] ?? 0;
  return [at(0, 0), at(0, 1), at(1, 0), at(1, 1), at(2, 0), at(2, 1)];
}

/**
 * The area in texture squares. Negative is how it should be: the top of a texture is 0, so that corners which run against
 * the clock on the model run with it on the texture.
 */
export const signedArea = ([u0, v0, u1, v1, u2, v2]: UvTriangle): number =>
  ((u1 - u0) * (v2 - v0) - (u2 - u0) * (v1 - v0)) / 2;
