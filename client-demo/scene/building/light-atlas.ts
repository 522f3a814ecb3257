import type { Block } from "./gallery-plan.ts";

/** The part of the light atlas that one face of a block owns; `x`, `y` is its first texel inside the margin. */
export type Patch = { x: number; y: number; readonly columns: number; readonly rows: number };

/** Patches of all blocks, six a block in three.js's face order (+x −x +y −y +z −z), and the atlas's side in texels. */
export type LightAtlas = { readonly width: number; readonly height: number; readonly patches: readonly Patch[][] };

const MARGIN = 1;

/** Full extent of a face along its two axes, in metres; see FACES for the axes. */
export function faceSize(block: Block, face: number): readonly [number, number] {
  const { halfWidth, halfHeight, halfDepth } = block.solid;
  if (face < 2) return [halfDepth * 2, halfHeight * 2];
  if (face < 4) return [halfWidth * 2, halfDepth * 2];
  return [halfWidth * 2, halfHeight * 2];
}

/** Packs the faces on shelves, tallest first, into an atlas 1,024 texels wide and as high as it needs to be. */
export function packLightAtlas(blocks: readonly Block[], texelsPerM: number): LightAtlas {
  const patches = blocks.map((block) =>
    Array.from({ length: 6 }, (_, face): Patch => {
      const [u, v] = faceSize(block, face);
      const density = texelsPerM * block.detail;
      return { x: 0, y: 0, columns: texels(u, density), rows: texels(v, density) };
    }),
  );
  const width = 1024;
  let x = 0;
  let y = 0;
  let shelf = 0;
  for (const patch of patches.flat().sort((a, b) => b.rows - a.rows)) {
    const columns = patch.columns + MARGIN * 2;
    if (x + columns > width) {
      x = 0;
      y += shelf;
      shelf = 0;
    }
    patch.x = x + MARGIN;
    patch.y = y + MARGIN;
    x += columns;
    shelf = Math.max(shelf, patch.rows + MARGIN * 2);
  }
  return { width, height: Math.max(1, y + shelf), patches };
}

function texels(metres: number, density: number): number {
  return Math.min(1000, Math.max(2, Math.round(metres * density)));
}
