import sharp, { type Sharp } from "sharp";
import type { MapKind } from "./map-kind.ts";
import type { Pixels } from "./read-pixels.ts";

/** `webp` for browsers, `plain` (JPEG, or PNG where alpha is needed) for what reads nothing else. */
export type ImageFormat = "webp" | "plain";

export type EncodedImage = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
  readonly width: number;
  readonly height: number;
};

export type Encoding = {
  readonly kind: MapKind;
  readonly format: ImageFormat;
  /** 1–100. */
  readonly quality: number;
  readonly keepAlpha: boolean;
};

/** Below this a PNG has 256 colours, and the same one wherever nothing is opaque. */
const TRUE_COLOUR_QUALITY = 80;

function openPixels({ data, width, height, channels }: Pixels, keepAlpha: boolean): Sharp {
  const image = sharp(data, { raw: { width, height, channels } });
  return channels === 4 && !keepAlpha ? image.removeAlpha() : image;
}

const writeJpeg = (image: Sharp, quality: number, chromaSubsampling: "4:4:4" | "4:2:0"): Sharp =>
  image.jpeg({ quality, mozjpeg: true, chromaSubsampling });

/**
 * The colours of a normal map are directions: halving their resolution bends the surface in steps. WebP always halves
 * it, and JPEG, which need not, looks better at the same number of bytes.
 */
function write(image: Sharp, { kind, format, quality, keepAlpha }: Encoding): Sharp {
  if (kind === "normal" && !keepAlpha) return writeJpeg(image, quality, "4:4:4");
  if (format === "webp") {
    const alphaQuality = Math.min(100, quality + 10);
    return image.webp({ quality, alphaQuality, effort: 4, exact: keepAlpha });
  }
  if (keepAlpha)
    return quality >= TRUE_COLOUR_QUALITY ? image.png({ effort: 7 }) : image.png({ palette: true, quality });
  return writeJpeg(image, quality, "4:2:0");
}

/** Writes pixels as an image. */
export async function encodePixels(pixels: Pixels, encoding: Encoding): Promise<EncodedImage> {
  const keepAlpha = encoding.keepAlpha && pixels.isSeeThrough;
  const settings = { ...encoding, keepAlpha };
  const { data, info } = await write(openPixels(pixels, keepAlpha), settings).toBuffer({ resolveWithObject: true });
  return { bytes: new Uint8Array(data), mediaType: `image/${info.format}`, width: info.width, height: info.height };
}
