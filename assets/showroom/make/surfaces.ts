import { cells, fractal, hash, noise, paintColour, paintNormal, paintRoughness, type Surface } from "./texture.ts";

/* The surfaces that the collection is made of. Each is one tile; a material says how many metres it covers. */

const grey = (value: number, warmth = 0) => [value + warmth, value, value - warmth] as const;

function weaveHeight(x: number, y: number, threads: number): number {
  const bendX = (noise(x, y, 9, 9, 11) - 0.5) * 0.35;
  const bendY = (noise(x, y, 9, 9, 12) - 0.5) * 0.35;
  const [u, v] = [x * threads + bendX, y * threads + bendY];
  const over = (Math.floor(u) + Math.floor(v)) % 2 === 0;
  const [across, along] = over ? [u % 1, v % 1] : [v % 1, u % 1];
  const thread = Math.sqrt(Math.max(0, 1 - (2 * Math.abs(across - 0.5)) ** 2.2));
  return thread * (0.55 + 0.45 * Math.sin(Math.PI * along)) + 0.12 * noise(x, y, 170, 170, 13);
}

/** A plain weave with a slightly uneven yarn; made for a tile of about 8 cm. */
export const weave: Surface = {
  colour: paintColour("weave-colour", (x, y) => {
    const yarn =
      hash(Math.floor(y * 28), Math.floor(x * 9), 3) * 0.08 + hash(Math.floor(x * 28), Math.floor(y * 9), 4) * 0.08;
    return grey(0.74 + 0.19 * weaveHeight(x, y, 28) + yarn, 0.008);
  }),
  normal: paintNormal("weave-normal", (x, y) => weaveHeight(x, y, 28), 5),
};

function boucleHeight(x: number, y: number): number {
  const bend = (seed: number) => (fractal(x, y, [8, 8], 2, seed) - 0.5) * 0.09;
  const [nearest, second] = cells(x + bend(5) + 1, y + bend(6) + 1, 24, 7);
  const [fine] = cells(x + bend(6) + 1, y + bend(5) + 1, 52, 8);
  return 0.75 * Math.min(1, (second - nearest) * 1.2) * (1 - nearest * 0.4) + 0.3 * (1 - fine);
}

/** Looped bouclé wool; made for a tile of about 12 cm. */
export const boucle: Surface = {
  colour: paintColour("boucle-colour", (x, y) => grey(0.79 + 0.22 * boucleHeight(x, y), 0.006)),
  normal: paintNormal("boucle-normal", boucleHeight, 9),
};

function leatherHeight(x: number, y: number): number {
  const bend = (seed: number) => (fractal(x, y, [6, 6], 3, seed) - 0.5) * 0.08;
  const [nearest, second] = cells(x + bend(21) + 1, y + bend(22) + 1, 34, 23);
  return Math.min(1, (second - nearest) * 2.2) * 0.8 + 0.2 * fractal(x, y, [24, 24], 3, 24);
}

/** Full-grain leather; made for a tile of about 10 cm. */
export const leather: Surface = {
  colour: paintColour("leather-colour", (x, y) =>
    grey(0.8 + 0.12 * fractal(x, y, [3, 3], 4, 25) + 0.08 * leatherHeight(x, y)),
  ),
  normal: paintNormal("leather-normal", leatherHeight, 3.2),
};

function grain(x: number, y: number): { ring: number; pore: number; cloud: number } {
  const drift = (fractal(x, y, [1, 3], 3, 31) - 0.5) * 0.22 + (noise(x, y, 3, 2, 36) - 0.5) * 0.08;
  const phase = (y + drift) * 13;
  const saw = phase - Math.floor(phase);
  const ring = saw < 0.8 ? saw / 0.8 : (1 - saw) / 0.2;
  const pore = Math.max(0, fractal(x, y, [5, 190], 2, 32) - 0.6) * 2.4;
  return { ring, pore, cloud: fractal(x, y, [2, 26], 3, 33) };
}

/** Wood with its grain along u; made for a tile of about 40 cm. */
export const wood: Surface = {
  colour: paintColour("wood-colour", (x, y) => {
    const { ring, pore, cloud } = grain(x, y);
    const value = 0.97 - 0.15 * ring ** 1.6 - 0.3 * pore - 0.16 * (cloud - 0.4);
    return [value, value * (0.985 - 0.035 * ring - 0.08 * pore), value * (0.965 - 0.07 * ring - 0.13 * pore)];
  }),
  normal: paintNormal("wood-normal", (x, y) => -grain(x, y).pore, 0.9),
  roughness: paintRoughness("wood-roughness", (x, y) => 0.82 + 0.18 * grain(x, y).cloud),
};

/** Metal brushed along u; made for a tile of about 20 cm. */
export const brushed: Surface = {
  normal: paintNormal("brushed-normal", (x, y) => fractal(x, y, [3, 220], 2, 41), 0.55),
  roughness: paintRoughness("brushed-roughness", (x, y) => 0.7 + 0.3 * fractal(x, y, [2, 120], 3, 42)),
};

/** Travertine: layered along u with small pits; made for a tile of about 60 cm. */
export const travertine: Surface = {
  colour: paintColour("travertine-colour", (x, y) => {
    const drift = (fractal(x, y, [2, 3], 3, 51) - 0.5) * 0.2;
    const layer = fractal(x, y + drift + 1, [1, 14], 4, 52);
    const pit = Math.max(0, fractal(x, y, [18, 60], 3, 53) - 0.62) * 2;
    const value = 0.96 - 0.26 * Math.abs(layer - 0.5) * 2 + 0.06 * (fractal(x, y, [30, 30], 3, 54) - 0.5) - 0.4 * pit;
    return [value, value * (0.98 - 0.07 * layer), value * (0.95 - 0.14 * layer)];
  }),
  normal: paintNormal("travertine-normal", (x, y) => -Math.max(0, fractal(x, y, [18, 60], 3, 53) - 0.62) * 3, 3),
};

/** Stoneware: a fine tooth and iron specks under a matt glaze; made for a tile of about 20 cm. */
export const stoneware: Surface = {
  colour: paintColour("stoneware-colour", (x, y) => {
    const [nearest, , id] = cells(x + 1, y + 1, 40, 61);
    const speck = id > 0.62 && nearest < 0.07 + 0.16 * (id - 0.62) ? 0.42 : 0;
    return grey(0.93 + 0.06 * (fractal(x, y, [5, 5], 4, 62) - 0.5) - speck, speck * 0.12);
  }),
  normal: paintNormal("stoneware-normal", (x, y) => fractal(x, y, [10, 26], 4, 63), 2.2),
  roughness: paintRoughness("stoneware-roughness", (x, y) => 0.8 + 0.2 * fractal(x, y, [6, 6], 3, 64)),
};
