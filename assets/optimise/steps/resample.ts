import type { Document } from "@gltf-transform/core";
import { resample } from "@gltf-transform/functions";
import type { Step } from "../workpiece/step.ts";

type ResampleOptions = {
  /** How far a curve may be from the keys that are left out, in the animated property's own unit. */
  readonly tolerance: number;
};

const RESAMPLE_DEFAULTS: ResampleOptions = { tolerance: 1e-4 };

const countKeys = (document: Document): number =>
  document
    .getRoot()
    .listAnimations()
    .flatMap((animation) => animation.listSamplers())
    .reduce((sum, sampler) => sum + (sampler.getInput()?.getCount() ?? 0), 0);

/** Leaves out animation keys that lie on the line between their neighbours. */
export function resampleAnimations(options: Partial<ResampleOptions> = {}): Step {
  const { tolerance } = { ...RESAMPLE_DEFAULTS, ...options };
  return {
    name: "resample",
    run: async (document) => {
      const before = countKeys(document);
      if (before === 0) return null;
      await document.transform(resample({ tolerance }));
      const removed = before - countKeys(document);
      return removed > 0 ? `Left out ${removed} of ${before} animation keys.` : null;
    },
  };
}
