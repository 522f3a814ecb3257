import { comparePictures, type Likeness } from "../pictures/compare.ts";
import { type Bounds, FOUR_SIDES } from "../pictures/page/views.ts";
import type { Studio, StudioOptions } from "../pictures/studio.ts";
import type { Survey } from "./workpiece/survey.ts";

/** Looks at what was made beside its original. */
export type Eye = {
  /** How alike they are on the side where they are least; null when they could not be rendered. */
  readonly compare: (glb: Uint8Array, survey: Survey, pixels: number) => Promise<Likeness | null>;
  /** Null where there is no browser to render with. */
  readonly studio: Studio | null;
  readonly close: () => Promise<void>;
};

type Point = readonly [number, number, number];

const toPoint = ([x = 0, y = 0, z = 0]: readonly number[]): Point => [x, y, z];

const boundsOf = ({ boundsMin, boundsMax }: Survey): Bounds => ({ min: toPoint(boundsMin), max: toPoint(boundsMax) });

const shoot = (studio: Studio, glb: Uint8Array, survey: Survey, pixels: number) =>
  studio.render(glb, {
    width: pixels,
    height: pixels,
    views: FOUR_SIDES,
    transparent: true,
    bounds: boundsOf(survey),
  });

/** An eye that sees nothing, for where nothing can or should be rendered. */
export const BLIND_EYE: Eye = { compare: async () => null, studio: null, close: async () => {} };

/** Opens an eye on a model: its original is rendered from four sides once for each size. */
export async function openEye(
  original: { readonly glb: Uint8Array; readonly survey: Survey },
  options: StudioOptions,
): Promise<Eye> {
  // What drives a browser takes half a second to load: only who looks waits for it.
  const { openStudio } = await import("../pictures/studio.ts");
  const studio = await openStudio(options);
  if (!studio) return BLIND_EYE;
  const references = new Map<number, Promise<Buffer[]>>();
  return {
    studio,
    close: () => studio.close(),
    compare: async (glb, survey, pixels) => {
      try {
        const reference = references.get(pixels) ?? shoot(studio, original.glb, original.survey, pixels);
        references.set(pixels, reference);
        const [before, after] = [await reference, await shoot(studio, glb, survey, pixels)];
        const sides = await Promise.all(
          before.map((side, index) => comparePictures(side, after[index] ?? Buffer.alloc(0))),
        );
        const least = (figure: keyof Likeness) => Math.min(...sides.map((side) => side[figure]));
        return { ssim: least("ssim"), psnr: least("psnr") };
      } catch {
        return null;
      }
    },
  };
}
