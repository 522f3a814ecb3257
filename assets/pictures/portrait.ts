import sharp from "sharp";
import { rgbaToThumbHash } from "thumbhash";
import { THREE_QUARTER } from "./page/views.ts";
import type { Studio } from "./studio.ts";

/** The pictures of a product: WebP of 1024 and 256 pixels, and a few bytes in base64 that show before either is loaded. */
export type Portrait = { readonly poster: Buffer; readonly thumbnail: Buffer; readonly thumbhash: string };

const POSTER_PIXELS = 1_024;
const THUMBNAIL_PIXELS = 256;
/** The most that a thumbhash looks at. */
const HASH_PIXELS = 96;

/**
 * Takes the portrait of a model in one of its variants (null: as it is) on paper, with its shadow. Square.
 * @throws Error when the studio cannot draw the model
 */
export async function takePortrait(studio: Studio, glb: Uint8Array, materialVariant: string | null): Promise<Portrait> {
  const [picture] = await studio.render(glb, {
    materialVariant,
    width: POSTER_PIXELS,
    height: POSTER_PIXELS,
    views: [THREE_QUARTER],
    portrait: true,
  });
  const image = sharp(picture).removeAlpha();
  const [poster, thumbnail, tiny] = await Promise.all([
    image.clone().webp({ quality: 86, smartSubsample: true, effort: 5 }).toBuffer(),
    image.clone().resize(THUMBNAIL_PIXELS).webp({ quality: 82, smartSubsample: true, effort: 5 }).toBuffer(),
    image.clone().resize(HASH_PIXELS).ensureAlpha().raw().toBuffer({ resolveWithObject: true }),
  ]);
  const hash = rgbaToThumbHash(tiny.info.width, tiny.info.height, tiny.data);
  return { poster, thumbnail, thumbhash: Buffer.from(hash).toString("base64") };
}
