import type { TargetName } from "../../rooms/protocol/goods.ts";
import type { ImageFormat } from "./textures/encode-pixels.ts";

/** How a target's file is written. */
export type TargetPlan = {
  readonly format: ImageFormat;
  /** Whether its readers know quantised vertices and meshopt. */
  readonly compresses: boolean;
  /** How far the surface may move at most, as a share of the model's largest side. */
  readonly errorMax: number;
  /** The size at which it is looked at beside its original, in pixels: that at which shoppers see it. */
  readonly lookPixels: number;
};

/**
 * AR viewers of phones read core glTF only: Scene Viewer knows neither meshopt nor WebP, and USDZ is made from the same
 * file. Everything else is shown by a browser.
 */
export const TARGET_PLANS: Readonly<Record<TargetName, TargetPlan>> = {
  banner: { format: "webp", compresses: true, errorMax: 0.02, lookPixels: 256 },
  "web-planner": { format: "webp", compresses: true, errorMax: 0.01, lookPixels: 512 },
  "mobile-ar": { format: "plain", compresses: false, errorMax: 0.005, lookPixels: 512 },
  desktop: { format: "webp", compresses: true, errorMax: 0.005, lookPixels: 512 },
};
