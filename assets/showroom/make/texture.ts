import sharp from "sharp";
import { lerp } from "./mesh.ts";

/*
 * Procedural, tileable textures. A painter fills one square of pixels; values are 0–1 and wrap at the edges.
 * Colour textures are near white, so that a material's colour decides the hue and one texture serves every variant.
 */

const TEXTURE_PIXELS = 512;

/** A named image, painted when the model is written. */
export type Texture = { readonly name: string; readonly paint: () => Promise<Uint8Array<ArrayBuffer>> };

/** The textures of one kind of surface. */
export type Surface = {
  readonly colour?: Texture;
  readonly normal?: Texture;
  /** Green is roughness, blue is metalness: glTF's packing. */
  readonly roughness?: Texture;
};

type Height = (x: number, y: number) => number;
type Colour = (x: number, y: number) => readonly [number, number, number];

/** A repeatable number in 0–1 for a lattice point. */
export function hash(x: number, y: number, seed = 0): number {
  let h = Math.imul(x | 0, 374761393) ^ Math.imul(y | 0, 668265263) ^ Math.imul(seed | 0, 2147483647);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

const wrap = (value: number, period: number) => ((value % period) + period) % period;
const ease = (t: number) => t * t * (3 - 2 * t);

/** Value noise that repeats after `periodX` × `periodY` lattice steps; x and y in 0–1. */
export function noise(x: number, y: number, periodX: number, periodY: number, seed: number): number {
  const u = x * periodX;
  const v = y * periodY;
  const i = Math.floor(u);
  const j = Math.floor(v);
  const [left, right] = [wrap(i, periodX), wrap(i + 1, periodX)];
  const [top, bottom] = [wrap(j, periodY), wrap(j + 1, periodY)];
  const s = ease(u - i);
  const t = ease(v - j);
  const low = lerp(hash(left, top, seed), hash(right, top, seed), s);
  const high = lerp(hash(left, bottom, seed), hash(right, bottom, seed), s);
  return lerp(low, high, t);
}

/** Noise in octaves, each twice as fine and half as strong. */
export function fractal(
  x: number,
  y: number,
  period: readonly [number, number],
  octaves: number,
  seed: number,
): number {
  let [sum, weight, total] = [0, 1, 0];
  for (let octave = 0; octave < octaves; octave += 1) {
    sum += weight * noise(x, y, period[0] << octave, period[1] << octave, seed + octave);
    total += weight;
    weight /= 2;
  }
  return sum / total;
}

/** Distances to the nearest and second nearest of scattered points, in cells. */
export function cells(x: number, y: number, period: number, seed: number): readonly [number, number, number] {
  const [u, v] = [x * period, y * period];
  const [i, j] = [Math.floor(u), Math.floor(v)];
  let [nearest, second, id] = [9, 9, 0];
  for (let dj = -1; dj <= 1; dj += 1) {
    for (let di = -1; di <= 1; di += 1) {
      const [a, b] = [wrap(i + di, period), wrap(j + dj, period)];
      const distance = Math.hypot(i + di + hash(a, b, seed) - u, j + dj + hash(a, b, seed + 1) - v);
      if (distance < nearest) {
        [second, nearest, id] = [nearest, distance, hash(a, b, seed + 2)];
      } else if (distance < second) second = distance;
    }
  }
  return [nearest, second, id];
}

/** Painting takes longer than anything else: each texture is painted once a process. */
function once(name: string, paint: () => Promise<Uint8Array<ArrayBuffer>>): Texture {
  let painted: Promise<Uint8Array<ArrayBuffer>> | undefined;
  return {
    name,
    paint: () => {
      painted ??= paint();
      return painted;
    },
  };
}

const encode = async (pixels: Uint8Array, size: number, quality: number): Promise<Uint8Array<ArrayBuffer>> => {
  const image = sharp(pixels, { raw: { width: size, height: size, channels: 3 } });
  return new Uint8Array(await image.webp({ quality, smartSubsample: true, effort: 4 }).toBuffer());
};

/** A picture of `colour` (linear in what is shown: sRGB values). */
export function paintColour(name: string, colour: Colour, size = TEXTURE_PIXELS): Texture {
  const paint = () => {
    const pixels = new Uint8Array(size * size * 3);
    for (let i = 0; i < size * size; i += 1) {
      const rgb = colour((i % size) / size, Math.floor(i / size) / size);
      pixels.set(
        rgb.map((value) => Math.round(Math.min(1, Math.max(0, value)) * 255)),
        i * 3,
      );
    }
    return encode(pixels, size, 80);
  };
  return once(name, paint);
}

/** A tangent-space normal map of a height field; `depth` is how many pixels high the field's 1 is. */
export function paintNormal(name: string, height: Height, depth: number, size = TEXTURE_PIXELS): Texture {
  const paint = () => {
    const field = new Float32Array(size * size);
    for (let i = 0; i < size * size; i += 1) field[i] = height((i % size) / size, Math.floor(i / size) / size);
    const at = (x: number, y: number) => field[wrap(y, size) * size + wrap(x, size)] ?? 0;
    const pixels = new Uint8Array(size * size * 3);
    for (let i = 0; i < size * size; i += 1) {
      const [x, y] = [i % size, Math.floor(i / size)];
      // Image rows run downwards like glTF's v, green points up: hence the sign of the second slope.
      const slopeX = ((at(x - 1, y) - at(x + 1, y)) / 2) * depth;
      const slopeY = ((at(x, y + 1) - at(x, y - 1)) / 2) * depth;
      const length = Math.hypot(slopeX, slopeY, 1);
      pixels.set(
        [slopeX, slopeY, 1].map((value) => Math.round((value / length / 2 + 0.5) * 255)),
        i * 3,
      );
    }
    return encode(pixels, size, 72);
  };
  return once(name, paint);
}

/** A roughness map: `roughness` in 0–1 multiplies the material's. */
export const paintRoughness = (name: string, roughness: Height): Texture =>
  paintColour(name, (x, y) => [1, roughness(x, y), 1]);
