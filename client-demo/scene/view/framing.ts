import { Box3 } from "three";
import { isMotionReduced } from "../../kit/motion.ts";
import type { ShownModel } from "../models/shown-model.ts";

const FOLLOW_PER_SECOND = 5;

/** The space that a model on a turntable takes up, closed and open, and the one that the camera frames now. */
export type Framing = {
  readonly closed: Box3;
  readonly framed: Box3;
  /** Measures a model, which must not be growing, and frames it at once. It is left open or closed as asked. */
  measure(model: ShownModel, closed: Box3, open: boolean): void;
  /** Goes towards the space that the model takes up now; returns whether it is still on the way. */
  follow(open: boolean, dtSeconds: number): boolean;
};

export function createFraming(): Framing {
  const closed = new Box3();
  const opened = new Box3();
  const framed = new Box3();
  return {
    closed,
    framed,
    measure(model, bounds, open) {
      closed.copy(bounds);
      model.swing(true, true, 0);
      opened.setFromObject(model.object).union(closed);
      model.swing(open, true, 0);
      framed.copy(open ? opened : closed);
    },
    follow(open, dtSeconds) {
      const wanted = open ? opened : closed;
      const away = framed.min.distanceTo(wanted.min) + framed.max.distanceTo(wanted.max);
      if (away === 0) return false;
      const share = away < 1e-3 || isMotionReduced.value ? 1 : 1 - Math.exp(-dtSeconds * FOLLOW_PER_SECOND);
      framed.min.lerp(wanted.min, share);
      framed.max.lerp(wanted.max, share);
      return share < 1;
    },
  };
}
