import { isMotionReduced } from "../../kit/motion.ts";
import type { ExhibitActor } from "./exhibit-actor.ts";

/** Exhibits on their way out: each shrinks for a moment before it is gone. */
export type Departures = {
  add(actor: ExhibitActor): void;
  /** Returns whether any is still on its way. */
  update(dtSeconds: number): boolean;
  dispose(): void;
};

const SHRINK_PER_SECOND = 14;
/** So small that nobody sees it go. */
const GONE_SCALE = 0.04;

export function createDepartures(): Departures {
  const leaving = new Map<ExhibitActor, number>();
  return {
    add(actor) {
      if (isMotionReduced.value) actor.dispose();
      else leaving.set(actor, actor.root.scale.x);
    },
    update(dtSeconds) {
      for (const [actor, full] of leaving) {
        actor.root.scale.multiplyScalar(Math.exp(-dtSeconds * SHRINK_PER_SECOND));
        if (actor.root.scale.x > full * GONE_SCALE) continue;
        actor.dispose();
        leaving.delete(actor);
      }
      return leaving.size > 0;
    },
    dispose() {
      for (const actor of leaving.keys()) actor.dispose();
      leaving.clear();
    },
  };
}
