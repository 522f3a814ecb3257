import type { MapKind } from "./map-kind.ts";

/** How one kind of map is stored: `shrink` divides the sides that it may have at most. */
export type Rung = { readonly shrink: 1 | 2 | 4 | 8; readonly quality: number };

type Ladder = readonly Readonly<Record<MapKind, Rung>>[];

const at = (shrink: Rung["shrink"], quality: number): Rung => ({ shrink, quality });

/** Where textures begin to be fitted: above it are only those whose original could not be recognised otherwise. */
export const ORDINARY_RUNG = 1;

/** From best to smallest. First a little quality of all, then pixels of what is missed least, base colour last of all. */
export const QUALITY_LADDER: Ladder = [
  { colour: at(1, 95), surface: at(1, 92), normal: at(1, 92), glow: at(1, 92) },
  { colour: at(1, 88), surface: at(1, 83), normal: at(1, 80), glow: at(1, 80) },
  { colour: at(1, 83), surface: at(1, 77), normal: at(1, 74), glow: at(1, 74) },
  { colour: at(1, 80), surface: at(1, 70), normal: at(1, 62), glow: at(2, 70) },
  { colour: at(1, 78), surface: at(1, 64), normal: at(2, 80), glow: at(2, 66) },
  { colour: at(1, 76), surface: at(2, 70), normal: at(2, 76), glow: at(4, 66) },
  { colour: at(1, 70), surface: at(2, 60), normal: at(2, 66), glow: at(4, 60) },
  { colour: at(1, 62), surface: at(2, 50), normal: at(4, 70), glow: at(4, 60) },
  { colour: at(2, 74), surface: at(4, 60), normal: at(4, 66), glow: at(8, 60) },
  { colour: at(2, 60), surface: at(4, 50), normal: at(4, 56), glow: at(8, 50) },
  { colour: at(4, 70), surface: at(8, 56), normal: at(8, 60), glow: at(8, 50) },
  { colour: at(4, 56), surface: at(8, 46), normal: at(8, 50), glow: at(8, 46) },
  { colour: at(8, 56), surface: at(8, 40), normal: at(8, 40), glow: at(8, 40) },
];

/** How bytes relate between two rungs, roughly: to the pixels to the power of 0.8, and steeply to quality. */
export const estimateShare = (from: Rung, to: Rung): number =>
  (from.shrink / to.shrink) ** 1.6 * Math.exp((to.quality - from.quality) * 0.028);
