import type { Group } from "three";
import { isMotionReduced } from "../../kit/motion.ts";
import type { ShownModel } from "./shown-model.ts";
import type { StandIn } from "./stand-in.ts";

/** What stands in an exhibit, and what is leaving it. */
export type CrossFade = {
  readonly shown: ShownModel | null;
  readonly isFading: boolean;
  /** Tells what stands here and what is leaving. */
  tell(act: (model: ShownModel) => void): void;
  /** Lets a model take the place of what stands here, at once where nobody would see it or nothing is to move. */
  exchange(next: ShownModel, immediate: boolean): void;
  setOutline(colour: string | null): void;
  /** Returns whether an exchange ended. */
  update(dtSeconds: number): boolean;
  dispose(): void;
};

const FADE_S = 0.22;

/** One model turns into the next pixel by pixel; the first one takes the place of the stand-in. */
export function createCrossFade(root: Group, standIn: StandIn): CrossFade {
  let shown: ShownModel | null = null;
  let leaving: ShownModel | null = null;
  let progress = 1;
  let outline: string | null = null;

  /** The one that is whole wears the outline: around half a model it would be seen through it. */
  function drawOutline(): void {
    const isWhole = progress === 1;
    shown?.setOutline(isWhole ? outline : null);
    leaving?.setOutline(outline);
  }

  function cover(): void {
    const eased = progress * progress * (3 - 2 * progress);
    shown?.setCoverage(0, eased);
    leaving?.setCoverage(eased, 1);
    standIn.setPresence(leaving ? 0 : 1 - eased);
  }

  function finish(): void {
    progress = 1;
    leaving?.dispose();
    leaving = null;
    cover();
    drawOutline();
  }

  return {
    get shown() {
      return shown;
    },
    get isFading() {
      return progress < 1;
    },
    tell(act) {
      if (shown) act(shown);
      if (leaving) act(leaving);
    },
    exchange(next, immediate) {
      leaving?.dispose();
      leaving = shown;
      shown = next;
      progress = 0;
      root.add(next.object);
      if (immediate || isMotionReduced.value) finish();
      else cover();
      drawOutline();
    },
    setOutline(colour) {
      outline = colour;
      drawOutline();
    },
    update(dtSeconds) {
      if (progress === 1) return false;
      progress = Math.min(1, progress + dtSeconds / FADE_S);
      if (progress < 1) cover();
      else finish();
      return progress === 1;
    },
    dispose() {
      shown?.dispose();
      leaving?.dispose();
    },
  };
}
