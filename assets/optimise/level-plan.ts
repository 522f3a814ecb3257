/** One level of detail for the room. */
export type LevelPlan = {
  readonly level: 0 | 1 | 2;
  /** Share of the triangles of the showroom's own file, but no fewer than `trianglesMin`. */
  readonly share: number;
  readonly trianglesMin: number;
  readonly texturePixels: number;
  /** Of the whole file. Forty exhibits of level 0 are 1 MB, less than half of what comes in 2 s at 10 Mbit/s. */
  readonly bytes: number;
  /** How far the surface may move, as a share of the model's largest side. */
  readonly errorMax: number;
  /** The most of the view's height that it is ever good for. */
  readonly screenShareMax: number;
};

/** Finest first, each made of the one before. */
export const LEVEL_PLANS: readonly LevelPlan[] = [
  {
    level: 2,
    share: 0.35,
    trianglesMin: 4_000,
    texturePixels: 512,
    bytes: 300_000,
    errorMax: 0.01,
    screenShareMax: 0.8,
  },
  {
    level: 1,
    share: 0.1,
    trianglesMin: 1_200,
    texturePixels: 256,
    bytes: 90_000,
    errorMax: 0.03,
    screenShareMax: 0.4,
  },
  {
    level: 0,
    share: 0.02,
    trianglesMin: 400,
    texturePixels: 128,
    bytes: 25_000,
    errorMax: 0.1,
    screenShareMax: 0.2,
  },
];

/** The view that levels are chosen for, in pixels: a phone or a laptop. */
const VIEW_PIXELS = 1_080;

/** So many pixels may an outline be off before anybody sees that a level is exchanged. */
const PIXELS_OFF = 1.5;

/** Of a texture's side, so much of a model's height is seen at once: a texture goes around the model. */
const TEXTURE_SEEN = 0.75;

/** Of the view's height, what a model may cover before the level shows its moved surface or its coarse textures. */
export function findScreenShare(plan: LevelPlan, movedBy: number, hasTextures: boolean): number {
  const byShape = movedBy > 0 ? PIXELS_OFF / (movedBy * VIEW_PIXELS) : Number.POSITIVE_INFINITY;
  const byTexture = hasTextures ? (plan.texturePixels * TEXTURE_SEEN) / VIEW_PIXELS : Number.POSITIVE_INFINITY;
  return Math.round(Math.min(plan.screenShareMax, byShape, byTexture) * 1_000) / 1_000;
}
