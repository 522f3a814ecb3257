/** How much a picture may cost. */
export type Quality = "low" | "medium" | "high";

/** What a crowd may cost. Distances in metres; of those within them only the nearest so many. */
export type CrowdRules = {
  readonly fullWithinM: number;
  readonly fullMost: number;
  readonly simpleWithinM: number;
  readonly simpleMost: number;
};

/** What each quality level spends. `pixelRatio` is an upper bound, `minScale` the least that adaption may go down to. */
export type QualitySettings = {
  readonly pixelRatio: number;
  readonly minScale: number;
  readonly antialias: boolean;
  /** Side of the sun's shadow map in texels; 0 for sunlight baked into the surfaces only. */
  readonly shadowSize: number;
  /** Frames between two renderings of the shadow map while something moves. */
  readonly shadowEveryFrames: number;
  /** Lit materials and filtered reflections; without them, walls and floor show the baked light alone. */
  readonly litSurfaces: boolean;
  /** Spotlights that shine on exhibits and visitors at a time; walls and floor have the light of all of them baked in. */
  readonly realLamps: number;
  readonly textureSize: number;
  /** Texels of baked light per metre on the floor. */
  readonly bakeTexelsPerM: number;
  readonly bakeRays: number;
  readonly anisotropy: number;
  /** Bytes on the graphics card above which models out of sight are kept coarse only. */
  readonly modelBytes: number;
  readonly crowd: CrowdRules;
};

const MEGABYTE = 1_000_000;

export const QUALITY_SETTINGS: Readonly<Record<Quality, QualitySettings>> = {
  low: {
    pixelRatio: 1,
    minScale: 0.45,
    antialias: false,
    shadowSize: 0,
    shadowEveryFrames: 0,
    litSurfaces: false,
    realLamps: 0,
    textureSize: 512,
    bakeTexelsPerM: 5,
    bakeRays: 16,
    anisotropy: 1,
    modelBytes: 96 * MEGABYTE,
    crowd: { fullWithinM: 7, fullMost: 6, simpleWithinM: 11, simpleMost: 24 },
  },
  medium: {
    pixelRatio: 1.25,
    minScale: 0.6,
    antialias: true,
    shadowSize: 2048,
    shadowEveryFrames: 3,
    litSurfaces: true,
    realLamps: 3,
    textureSize: 1024,
    bakeTexelsPerM: 6,
    bakeRays: 24,
    anisotropy: 4,
    modelBytes: 256 * MEGABYTE,
    crowd: { fullWithinM: 9, fullMost: 24, simpleWithinM: 26, simpleMost: 200 },
  },
  high: {
    pixelRatio: 2,
    minScale: 0.7,
    antialias: true,
    shadowSize: 4096,
    shadowEveryFrames: 1,
    litSurfaces: true,
    realLamps: 6,
    textureSize: 1024,
    bakeTexelsPerM: 7,
    bakeRays: 28,
    anisotropy: 8,
    modelBytes: 640 * MEGABYTE,
    crowd: { fullWithinM: 14, fullMost: 48, simpleWithinM: 40, simpleMost: 400 },
  },
};

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;
/** Phones and graphics that share the processor's memory. */
const MODEST = /mali|adreno|powervr|apple gpu|intel.*(hd|uhd) graphics/i;

/** The quality that suits a graphics driver, by the name that it gives itself. */
export function qualityOfRenderer(rendererName: string): Quality {
  if (SOFTWARE.test(rendererName)) return "low";
  return MODEST.test(rendererName) ? "medium" : "high";
}

/** The quality that suits this machine; "low" where there is no WebGL 2 at all. */
export function detectQuality(gl: WebGL2RenderingContext | null): Quality {
  if (!gl) return "low";
  const debug = gl.getExtension("WEBGL_debug_renderer_info");
  return qualityOfRenderer(String(gl.getParameter(debug ? debug.UNMASKED_RENDERER_WEBGL : gl.RENDERER)));
}

/** Frame times of the last two seconds or so decide about the render scale; both directions need patience. */
export type ScaleGovernor = { scale: number; slowSeconds: number; fastSeconds: number };

const SLOW_FRAME_S = 1 / 28;
const FAST_FRAME_S = 1 / 50;

/**
 * Lowers or raises the render scale by measured frame time.
 * Slow (under 28 frames a second) for a second lowers it by a fifth; fast (over 50) for four seconds raises it by a tenth.
 * Returns whether the scale changed. Frames longer than a second (a hidden tab) do not count.
 */
export function adaptQuality(governor: ScaleGovernor, dtSeconds: number, minScale: number): boolean {
  if (dtSeconds > 1) return false;
  governor.slowSeconds = dtSeconds > SLOW_FRAME_S ? governor.slowSeconds + dtSeconds : 0;
  governor.fastSeconds = dtSeconds < FAST_FRAME_S ? governor.fastSeconds + dtSeconds : 0;
  const before = governor.scale;
  if (governor.slowSeconds > 1) {
    governor.scale = Math.max(minScale, governor.scale * 0.8);
    governor.slowSeconds = 0;
  } else if (governor.fastSeconds > 4) {
    governor.scale = Math.min(1, governor.scale * 1.1);
    governor.fastSeconds = 0;
  }
  return governor.scale !== before;
}
