import sharp, { type Sharp } from "sharp";
import { fingerprint } from "../../intake/fingerprint.ts";

/** Decoded 8-bit pixels, rows from the top, three channels or four. */
export type Pixels = {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  /** Whether any pixel is not fully opaque. */
  readonly isSeeThrough: boolean;
};

/** Decodes images no larger than asked, and remembers the last ones. */
export type PixelReader = (image: Uint8Array, maxSide: number) => Promise<Pixels>;

/** Pixels that are remembered, so that an image of 8k is decoded once and not for each output. */
const REMEMBERED_BYTES = 192 * 1024 * 1024;

/** The largest side that is remembered; smaller ones are made from it. */
const REMEMBERED_SIDE = 2_048;

/** A side is brought to the next power of two that is at most a fifth larger, as graphics cards like it. */
const POWER_GROWTH = 1.2;

const powerBelow = (side: number): number => 2 ** Math.floor(Math.log2(side * POWER_GROWTH));

/** The size at which an image is used: powers of two within `maxSide`, in about its own proportions. */
function fitSize(width: number, height: number, maxSide: number): { width: number; height: number } {
  const shrink = Math.min(1, maxSide / Math.max(width, height));
  const limit = (side: number) => Math.min(maxSide, Math.max(1, powerBelow(Math.max(1, side * shrink))));
  return { width: limit(width), height: limit(height) };
}

function isSeeThrough(data: Uint8Array, channels: number): boolean {
  if (channels !== 4) return false;
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true;
  return false;
}

async function toPixels(image: Sharp): Promise<Pixels> {
  const { data, info } = await image.raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
  const channels = info.channels === 4 ? 4 : 3;
  return { data, width: info.width, height: info.height, channels, isSeeThrough: isSeeThrough(data, channels) };
}

const shrink = (image: Sharp, size: { width: number; height: number }) =>
  image.resize({ ...size, fit: "fill", kernel: "lanczos3" });

/**
 * Colour and alpha are made smaller apart: together, colour would be weighed with alpha and lost where nothing is opaque,
 * and the edges of leaves and lace turn black, since graphics cards mix it in all the same.
 */
async function resize(image: Sharp, size: { width: number; height: number }, hasAlpha: boolean): Promise<Pixels> {
  if (!hasAlpha) return toPixels(shrink(image, size));
  const alpha = await shrink(image.clone().extractChannel("alpha"), size).raw({ depth: "uchar" }).toBuffer();
  const colour = await shrink(image.clone().removeAlpha(), size).raw({ depth: "uchar" }).toBuffer();
  const raw = { ...size, channels: 3 } as const;
  return toPixels(sharp(colour, { raw }).joinChannel(alpha, { raw: { ...size, channels: 1 } }));
}

async function decodeFile(file: Uint8Array, maxSide: number): Promise<Pixels> {
  const { width = 1, height = 1, hasAlpha = false } = await sharp(file).metadata();
  const size = fitSize(width, height, maxSide);
  const image = sharp(file).toColourspace("srgb");
  return size.width === width && size.height === height ? toPixels(image) : resize(image, size, hasAlpha);
}

/** Makes a reader with a memory of its own. Rejects what sharp cannot decode, such as KTX2. */
export function createPixelReader(): PixelReader {
  const remembered = new Map<string, Promise<Pixels>>();
  let bytes = 0;
  const remember = (key: string, image: Uint8Array) => {
    const pixels = decodeFile(image, REMEMBERED_SIDE);
    remembered.set(key, pixels);
    pixels.then(
      ({ data }) => {
        bytes += data.byteLength;
        for (const [oldest, old] of remembered) {
          if (bytes <= REMEMBERED_BYTES || oldest === key) break;
          remembered.delete(oldest);
          void old.then((gone) => {
            bytes -= gone.data.byteLength;
          });
        }
      },
      () => remembered.delete(key),
    );
    return pixels;
  };
  return async (image, maxSide) => {
    if (maxSide > REMEMBERED_SIDE) return decodeFile(image, maxSide);
    const key = fingerprint(image);
    const { data, ...large } = await (remembered.get(key) ?? remember(key, image));
    const size = fitSize(large.width, large.height, maxSide);
    if (size.width === large.width && size.height === large.height) return { data, ...large };
    const { width, height, channels } = large;
    return resize(sharp(data, { raw: { width, height, channels } }), size, channels === 4);
  };
}
