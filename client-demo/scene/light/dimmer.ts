import type { WebGLRenderer } from "three";
import { isMotionReduced } from "../../kit/motion.ts";

/** Lowers the light of the picture for a moment, so that something large may change in it. */
export type Dimmer = {
  /** Resolves when it is dark; at once where nothing is to move. */
  darken(): Promise<void>;
  lighten(): void;
  update(dtSeconds: number): void;
};

const DIM_S = 0.2;
/** A page that draws nothing, in a hidden tab, waits no longer than this. */
const WAIT_MS = 600;

export function createDimmer(renderer: WebGLRenderer): Dimmer {
  let level = 1;
  let goal = 1;
  let arrived: (() => void) | null = null;
  return {
    darken() {
      if (isMotionReduced.value) return Promise.resolve();
      goal = 0;
      return new Promise((resolve) => {
        arrived = resolve;
        setTimeout(resolve, WAIT_MS);
      });
    },
    lighten() {
      goal = 1;
    },
    update(dtSeconds) {
      if (level === goal) return;
      const step = dtSeconds / DIM_S;
      level = goal > level ? Math.min(goal, level + step) : Math.max(goal, level - step);
      renderer.toneMappingExposure = level * level * (3 - 2 * level);
      if (level > 0) return;
      arrived?.();
      arrived = null;
    },
  };
}
