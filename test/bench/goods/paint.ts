import sharp, { type Sharp } from "sharp";
import { createRandom } from "../../support/random.ts";

export type Paint = { readonly pixels: number; readonly seed: number; readonly format: "png" | "jpeg" };

/** Random colours of a few sizes laid over each other: like fabric or stone, and as hard to compress. */
async function paintNoise({ pixels, seed }: Paint, tint: readonly [number, number, number], strength: number) {
  const random = createRandom(seed);
  const layer = async (side: number, weight: number) => {
    const noise = Buffer.alloc(side * side * 3);
    for (let at = 0; at < noise.length; at += 3) {
      const value = (random() - 0.5) * 255 * weight * strength;
      for (let channel = 0; channel < 3; channel += 1) {
        noise[at + channel] = Math.min(255, Math.max(0, 128 + value + (random() - 0.5) * 20 * weight));
      }
    }
    const raw = { width: side, height: side, channels: 3 } as const;
    return sharp(noise, { raw }).resize(pixels, pixels, { kernel: "cubic" }).raw().toBuffer();
  };
  const [coarse, middle, fine] = await Promise.all([
    layer(16, 1),
    layer(Math.max(32, pixels / 16), 0.6),
    layer(Math.max(64, pixels / 2), 0.35),
  ]);
  const mixed = Buffer.alloc(pixels * pixels * 3);
  for (let at = 0; at < mixed.length; at += 1) {
    const noise = (coarse[at] ?? 128) + (middle[at] ?? 128) + (fine[at] ?? 128) - 384;
    mixed[at] = Math.min(255, Math.max(0, (tint[at % 3] ?? 128) + noise));
  }
  return sharp(mixed, { raw: { width: pixels, height: pixels, channels: 3 } });
}

const encode = async (image: Sharp, format: Paint["format"]) =>
  new Uint8Array(
    await (format === "png" ? image.png({ compressionLevel: 6 }) : image.jpeg({ quality: 92 })).toBuffer(),
  );

/** Paints a base colour. */
export const paintColour = async (paint: Paint, tint: readonly [number, number, number]) =>
  encode(await paintNoise(paint, tint, 0.5), paint.format);

/** Paints occlusion, roughness and metal in one image. */
export const paintSurface = async (paint: Paint) =>
  encode(await paintNoise({ ...paint, seed: paint.seed + 1 }, [220, 150, 10], 0.3), paint.format);

/** Paints a normal map that is nearly flat. */
export const paintNormals = async (paint: Paint) =>
  encode(await paintNoise({ ...paint, seed: paint.seed + 2 }, [128, 128, 245], 0.12), paint.format);
