import { availableParallelism } from "node:os";
import type { Texture } from "@gltf-transform/core";
import type { EncodedImage, ImageFormat } from "./encode-pixels.ts";
import type { ImageMaker } from "./make-image.ts";
import { type MapKind, mapKindOf, usesAlpha } from "./map-kind.ts";
import { estimateShare, QUALITY_LADDER, type Rung } from "./quality-ladder.ts";

export type TextureLimits = {
  /** Longer side, a power of two. */
  readonly maxSide: number;
  /** Of all images together. */
  readonly bytes: number;
  readonly format: ImageFormat;
  /** The rung of the quality ladder to begin at. */
  readonly fromRung: number;
};

export type FittedTexture = { readonly texture: Texture; readonly image: EncodedImage | null };

type Job = {
  readonly texture: Texture;
  readonly source: Uint8Array;
  readonly kind: MapKind;
  readonly keepAlpha: boolean;
};
type Fitted = Job & { readonly rung: Rung; readonly image: EncodedImage | null; readonly bytes: number };

/** No map is made smaller than this. */
const MIN_SIDE = 32;

const ALLOWED: Readonly<Record<ImageFormat, readonly string[]>> = {
  webp: ["image/webp", "image/jpeg", "image/png"],
  plain: ["image/jpeg", "image/png"],
};

const sideOf = (rung: Rung, maxSide: number) => Math.max(MIN_SIDE, maxSide / rung.shrink);

/** An image that is small and light enough already stays as it is: encoding it once more would only cost quality. */
function mayStay({ texture, source }: Job, image: EncodedImage, side: number, format: ImageFormat): boolean {
  const [width, height] = texture.getSize() ?? [Number.POSITIVE_INFINITY, 0];
  return (
    ALLOWED[format].includes(texture.getMimeType()) &&
    Math.max(width, height) <= side &&
    source.byteLength <= image.bytes.byteLength
  );
}

async function fitOne(job: Job, rung: Rung, limits: TextureLimits, make: ImageMaker): Promise<Fitted> {
  const side = sideOf(rung, limits.maxSide);
  const { kind, keepAlpha } = job;
  const image = await make(job.source, side, { kind, format: limits.format, quality: rung.quality, keepAlpha });
  if (mayStay(job, image, side, limits.format)) return { ...job, rung, image: null, bytes: job.source.byteLength };
  return { ...job, rung, image, bytes: image.bytes.byteLength };
}

async function inTurns<In, Out>(items: readonly In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = [];
  const entries = items.entries();
  const lane = async () => {
    for (const [index, item] of entries) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, lane));
  return results;
}

const total = (fitted: readonly Fitted[]) => fitted.reduce((sum, { bytes }) => sum + bytes, 0);

/** The best rung below the one that was too large at which everything should fit, by estimate. */
function nextRung(fitted: readonly Fitted[], current: number, budget: number): number {
  for (let next = current + 1; next < QUALITY_LADDER.length; next += 1) {
    const rungs = QUALITY_LADDER[next];
    const estimate = fitted.reduce(
      (sum, { bytes, rung, kind }) => sum + bytes * (rungs ? estimateShare(rung, rungs[kind]) : 1),
      0,
    );
    if (estimate <= budget) return next;
  }
  return QUALITY_LADDER.length - 1;
}

/**
 * Re-encodes textures at the best quality at which all of them together fit into the bytes, less important maps
 * suffering first. The result's `image` is null where a texture stays as it is. On the last rung it gives what it has.
 */
export async function fitTextures(
  textures: readonly Texture[],
  limits: TextureLimits,
  make: ImageMaker,
): Promise<FittedTexture[]> {
  const jobs = textures.flatMap((texture): Job[] => {
    const source = texture.getImage();
    return source ? [{ texture, source, kind: mapKindOf(texture), keepAlpha: usesAlpha(texture) }] : [];
  });
  let level = limits.fromRung;
  const encode = (job: Job): Promise<Fitted> =>
    fitOne(job, QUALITY_LADDER[level]?.[job.kind] ?? { shrink: 1, quality: 80 }, limits, make);
  let fitted = await inTurns(jobs, encode);
  while (total(fitted) > limits.bytes && level < QUALITY_LADDER.length - 1) {
    level = nextRung(fitted, level, limits.bytes);
    fitted = await inTurns(fitted, (done) => {
      const rung = QUALITY_LADDER[level]?.[done.kind];
      const isSame = rung?.shrink === done.rung.shrink && rung.quality === done.rung.quality;
      return isSame ? Promise.resolve(done) : encode(done);
    });
  }
  return fitted;
}
