import sharp from "sharp";
import { type Plane, similarityMap } from "./structural-similarity.ts";

/** How alike two pictures are: SSIM up to 1, PSNR in dB up to PSNR_MAX. Both are the highest for the same picture. */
export type Likeness = { readonly ssim: number; readonly psnr: number };

/** Stands for the infinite PSNR of equal pictures, which JSON cannot say. */
export const PSNR_MAX = 99;

/** What is behind transparent parts: neither white nor black goods vanish before it. */
const NEUTRAL = 128;
/** Less than this of 255 is no part of the model. */
const ALPHA_MIN = 8;

type Picture = {
  readonly rgb: Uint8Array;
  readonly alpha: Uint8Array;
  readonly width: number;
  readonly height: number;
};

/**
 * Compares two pictures of the same size, of an original and of what was made of it. Only what at least one of them
 * shows counts, so that the empty space around a model does not flatter it: SSIM on luma is the mean over the windows
 * centred there, PSNR on RGB over those pixels. Transparent parts are laid on neutral grey. Two empty pictures are alike.
 * @throws Error when the sizes differ
 */
export async function comparePictures(a: Buffer, b: Buffer): Promise<Likeness> {
  const [first, second] = await Promise.all([readPicture(a), readPicture(b)]);
  if (first.width !== second.width || first.height !== second.height) {
    throw new Error("Pictures of different sizes cannot be compared.");
  }
  const shown = listShown(first, second);
  if (shown.length === 0) return { ssim: 1, psnr: PSNR_MAX };
  return { ssim: meanSsim(first, second, shown), psnr: peakSignalToNoise(first, second, shown) };
}

async function readPicture(file: Buffer): Promise<Picture> {
  const { data, info } = await sharp(file)
    .toColourspace("srgb")
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const rgb = new Uint8Array(width * height * 3);
  const alpha = new Uint8Array(width * height);
  for (let index = 0; index < alpha.length; index += 1) {
    const opacity = data[index * 4 + 3] ?? 0;
    alpha[index] = opacity;
    for (let channel = 0; channel < 3; channel += 1) {
      const value = data[index * 4 + channel] ?? 0;
      rgb[index * 3 + channel] = Math.round((value * opacity + NEUTRAL * (255 - opacity)) / 255);
    }
  }
  return { rgb, alpha, width, height };
}

/** The indices of the pixels that either picture shows. */
function listShown(a: Picture, b: Picture): number[] {
  const shown: number[] = [];
  for (let index = 0; index < a.alpha.length; index += 1) {
    if ((a.alpha[index] ?? 0) >= ALPHA_MIN || (b.alpha[index] ?? 0) >= ALPHA_MIN) shown.push(index);
  }
  return shown;
}

function meanSsim(a: Picture, b: Picture, shown: readonly number[]): number {
  const map = similarityMap(lumaOf(a), lumaOf(b));
  let sum = 0;
  for (const index of shown) sum += map[index] ?? 0;
  return sum / shown.length;
}

/** Rec. 601, as the authors of SSIM turn colour into grey. */
function lumaOf({ rgb, width, height }: Picture): Plane {
  const values = new Float32Array(width * height);
  for (let index = 0; index < values.length; index += 1) {
    const at = index * 3;
    values[index] = 0.299 * (rgb[at] ?? 0) + 0.587 * (rgb[at + 1] ?? 0) + 0.114 * (rgb[at + 2] ?? 0);
  }
  return { values, width, height };
}

function peakSignalToNoise(a: Picture, b: Picture, shown: readonly number[]): number {
  let squares = 0;
  for (const index of shown) {
    for (let at = index * 3; at < index * 3 + 3; at += 1) squares += ((a.rgb[at] ?? 0) - (b.rgb[at] ?? 0)) ** 2;
  }
  const mean = squares / (shown.length * 3);
  return mean === 0 ? PSNR_MAX : Math.min(PSNR_MAX, 10 * Math.log10(255 ** 2 / mean));
}
