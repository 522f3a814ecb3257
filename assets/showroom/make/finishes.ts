import type { MaterialDescription } from "./material.ts";
import { boucle, brushed, leather, stoneware, travertine, weave, wood } from "./surfaces.ts";

/* The finishes that the collection shares. Colours are sRGB hex. */

/** Oiled wood; a smaller tile suits smaller things. */
export const timber = (colour: string, tile = 0.4): MaterialDescription => ({
  colour,
  surface: wood,
  tile,
  roughness: 0.5,
});

/** Open-grained stone, honed to `roughness`. */
export const stone = (colour: string, roughness = 0.5): MaterialDescription => ({
  colour,
  surface: travertine,
  tile: 0.55,
  roughness,
});

/** Bouclé wool; the sheen is the light that its loops catch. */
export const wool = (colour: string, sheen: string): MaterialDescription => ({
  colour,
  surface: boucle,
  tile: 0.12,
  roughness: 0.95,
  sheen: { colour: sheen, roughness: 0.6 },
});

/** Plain-woven cloth, `tile` metres for 28 threads. */
export const cloth = (colour: string, sheen: string, tile = 0.08): MaterialDescription => ({
  colour,
  surface: weave,
  tile,
  roughness: 0.92,
  sheen: { colour: sheen, roughness: 0.5 },
});

/** Full-grain leather. */
export const hide = (colour: string, tile = 0.1, relief = 0.7): MaterialDescription => ({
  colour,
  surface: leather,
  tile,
  relief,
  roughness: 0.6,
  sheen: { colour: "#14110E", roughness: 0.4 },
});

/** Semi-matt lacquer on metal. */
export const lacquer = (colour: string): MaterialDescription => ({
  colour,
  roughness: 0.42,
  clearcoat: { amount: 0.35, roughness: 0.3 },
});

/** Glazed stoneware. */
export const glaze = (colour: string, roughness = 0.55): MaterialDescription => ({
  colour,
  surface: stoneware,
  tile: 0.2,
  roughness,
  relief: 0.6,
});

/** Smooth metal. */
export const metal = (colour: string, roughness = 0.32): MaterialDescription => ({ colour, roughness, metallic: 1 });

/** Metal brushed along its length. */
export const brushedMetal = (colour: string, tile = 0.12): MaterialDescription => ({
  colour,
  surface: brushed,
  tile,
  relief: 0.5,
  roughness: 0.42,
  metallic: 1,
});

/** Something plain: rubber, cord, thread. */
export const plain = (colour: string, roughness = 0.85): MaterialDescription => ({ colour, roughness });

export const BRASS = metal("#C4A06A");
export const STEEL = metal("#8E8C88", 0.36);
