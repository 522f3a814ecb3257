import { fingerprint } from "../../intake/fingerprint.ts";
import { type EncodedImage, type Encoding, encodePixels } from "./encode-pixels.ts";
import { createPixelReader } from "./read-pixels.ts";

/** Encodes an image anew, no side longer than asked. Rejects what sharp cannot decode, such as KTX2. */
export type ImageMaker = (image: Uint8Array, maxSide: number, encoding: Encoding) => Promise<EncodedImage>;

/** Results that are remembered: outputs and second tries often ask for the same. */
const REMEMBERED_MAX = 128;

/** Makes an image maker with a memory of its own. */
export function createImageMaker(): ImageMaker {
  const readPixels = createPixelReader();
  const remembered = new Map<string, Promise<EncodedImage>>();
  return (image, maxSide, encoding) => {
    const { kind, format, quality, keepAlpha } = encoding;
    const key = [fingerprint(image), maxSide, kind, format, quality, keepAlpha].join();
    const known = remembered.get(key);
    if (known) return known;
    const made = readPixels(image, maxSide).then((pixels) => encodePixels(pixels, encoding));
    const [oldest] = remembered.keys();
    if (oldest !== undefined && remembered.size >= REMEMBERED_MAX) remembered.delete(oldest);
    remembered.set(key, made);
    made.catch(() => remembered.delete(key));
    return made;
  };
}
