import type { TargetName } from "../../rooms/protocol/goods.ts";

/** What a whole asset may take at one place of publishing; bytes are decimal, textures the longer side in pixels. */
export type TargetLimits = {
  readonly title: string;
  readonly bytes: number;
  readonly triangles: number;
  /** More draw calls than this are slow, more than `drawCallsMax` fail. */
  readonly drawCalls: number;
  readonly drawCallsMax: number;
  readonly texturePixels: number;
  /** Where the numbers come from. */
  readonly source: string;
};

const KHRONOS = "Khronos 3D Commerce Publishing Guidelines 1.0, table of publishing targets";

/**
 * The numbers of the publishing targets. The guidelines contradict themselves in places (their summary says 5 MB and
 * 100,000 triangles, their prose gives banners 1 MB and 60,000): the table wins.
 */
export const TARGET_LIMITS: Readonly<Record<TargetName, TargetLimits>> = {
  banner: {
    title: "Banner ad",
    bytes: 500_000,
    triangles: 30_000,
    drawCalls: 5,
    drawCallsMax: 100,
    texturePixels: 512,
    source: KHRONOS,
  },
  "web-planner": {
    title: "Showroom and web planner",
    bytes: 1_000_000,
    triangles: 40_000,
    drawCalls: 5,
    drawCallsMax: 50,
    texturePixels: 1_024,
    source: KHRONOS,
  },
  "mobile-ar": {
    title: "Mobile AR",
    bytes: 3_000_000,
    triangles: 150_000,
    drawCalls: 20,
    drawCallsMax: 500,
    texturePixels: 2_048,
    source: KHRONOS,
  },
  desktop: {
    title: "Desktop 3D",
    bytes: 3_000_000,
    triangles: 250_000,
    drawCalls: 100,
    drawCallsMax: 800,
    texturePixels: 2_048,
    source: KHRONOS,
  },
};

/** In the order in which they are told. */
export const TARGET_NAMES = Object.keys(TARGET_LIMITS) as readonly TargetName[];
