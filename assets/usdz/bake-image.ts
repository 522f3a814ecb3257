import type { Texture } from "@gltf-transform/core";
import sharp, { type Sharp } from "sharp";

/** Apple's advice is one set of 2048² textures. */
const PIXELS_MAX = 2_048;

/** What is done to a texture's pixels before they are written. */
export type Recipe = {
  /** Channels times this, in linear light; four of them. */
  readonly gain: readonly number[];
  /** And plus this. */
  readonly lift: readonly number[];
  /** Whether the pixels are sRGB colours, rather than numbers. */
  readonly isColour: boolean;
  /** Whether alpha is dropped, kept, or made hard at a threshold from 0 to 1. */
  readonly alpha: "drop" | "keep" | number;
};

export type BakedImage = { readonly bytes: Uint8Array; readonly extension: "jpg" | "png" };

const isIdle = ({ gain, lift, alpha }: Recipe): boolean =>
  gain.every((each) => each === 1) && lift.every((each) => each === 0) && typeof alpha === "string";

/**
 * Makes a texture fit for USDZ: PNG where it has alpha, else JPEG, at most 2048 pixels, with the material's factors worked
 * into it, which Quick Look does not apply to textures by itself. A file that is fit already is passed on as it is.
 * @throws Error when the image cannot be decoded
 */
export async function bakeImage(texture: Texture, recipe: Recipe): Promise<BakedImage> {
  const bytes = texture.getImage();
  if (!bytes) throw new Error(`The texture ${texture.getName()} has no image.`);
  const image = sharp(bytes);
  const { width, height, format, hasAlpha, space } = await image.metadata();
  const withAlpha = recipe.alpha !== "drop" && (hasAlpha || recipe.gain[3] !== 1);
  const fits = Math.max(width, height) <= PIXELS_MAX && isIdle(recipe) && space === "srgb";
  if (fits && !withAlpha && format === "jpeg") return { bytes, extension: "jpg" };
  if (fits && withAlpha && format === "png") return { bytes, extension: "png" };
  const sized = image
    .toColourspace("srgb")
    .resize({ width: PIXELS_MAX, height: PIXELS_MAX, fit: "inside", withoutEnlargement: true });
  return encode(await cook(withAlpha ? sized.ensureAlpha() : sized.removeAlpha(), recipe), withAlpha);
}

async function encode(image: Sharp, withAlpha: boolean): Promise<BakedImage> {
  if (withAlpha) return { bytes: await image.png({ compressionLevel: 9 }).toBuffer(), extension: "png" };
  return { bytes: await image.jpeg({ quality: 90, chromaSubsampling: "4:4:4" }).toBuffer(), extension: "jpg" };
}

async function cook(image: Sharp, recipe: Recipe): Promise<Sharp> {
  if (isIdle(recipe)) return image;
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  const tables = [0, 1, 2, 3].map((channel) => tableOf(recipe, channel));
  // A grey image has one or two channels; toColourspace made it three or four.
  for (let at = 0; at < data.length; at += 1) data[at] = tables[at % info.channels]?.[data[at] ?? 0] ?? 0;
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
}

/** What each of the 256 values of a channel becomes. */
function tableOf({ gain, lift, isColour, alpha }: Recipe, channel: number): Uint8Array {
  const isAlpha = channel === 3;
  const isCurved = isColour && !isAlpha;
  return Uint8Array.from({ length: 256 }, (_, value) => {
    const linear = isCurved ? toLinear(value / 255) : value / 255;
    const worked = Math.min(1, Math.max(0, linear * (gain[channel] ?? 1) + (lift[channel] ?? 0)));
    if (isAlpha && typeof alpha === "number") return worked >= alpha ? 255 : 0;
    return Math.round((isCurved ? toSrgb(worked) : worked) * 255);
  });
}

const toLinear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const toSrgb = (value: number): number => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055);
