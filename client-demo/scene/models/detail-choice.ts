import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { DetailState } from "./detail-plan.ts";
import { chooseDetail, type DetailStep, listDetailSteps } from "./detail-steps.ts";
import type { Sighting } from "./download-order.ts";
import type { ModelLibrary } from "./model-library.ts";

/** Which file suits one exhibit, as it is seen from look to look. */
export type DetailChoice = {
  readonly steps: readonly DetailStep[];
  setProduct(product: Product | null): void;
  has(url: string): boolean;
  /** How things stand with `shownUrl` on show, "" for nothing; `dtSeconds` since the last look. */
  look(sighting: Sighting, dtSeconds: number, shownUrl: string): DetailState;
};

/** Whoever turns their head and looks back finds everything as it was. */
const UNSEEN_AFTER_S = 3;

export function createDetailChoice(library: ModelLibrary): DetailChoice {
  let steps: readonly DetailStep[] = [];
  let wanted = 0;
  let unseenSeconds = 0;

  function chooseWanted(sighting: Sighting): number {
    if (sighting.isInspected) return steps.length - 1;
    if (sighting.isInSight) return chooseDetail(steps, sighting.share, wanted);
    return unseenSeconds > UNSEEN_AFTER_S ? 0 : wanted;
  }

  return {
    get steps() {
      return steps;
    },
    setProduct(product) {
      steps = listDetailSteps(product?.model ?? null);
      wanted = Math.min(wanted, Math.max(0, steps.length - 1));
    },
    has: (url) => steps.some((step) => step.url === url),
    look(sighting, dtSeconds, shownUrl) {
      unseenSeconds = sighting.isInSight || sighting.isInspected ? 0 : unseenSeconds + dtSeconds;
      wanted = chooseWanted(sighting);
      return {
        steps,
        shown: steps.findIndex((step) => step.url === shownUrl),
        isEmpty: shownUrl === "",
        wanted,
        isUnseen: unseenSeconds > UNSEEN_AFTER_S,
        isHere: (url) => library.peek(url) !== undefined,
        hasFailed: library.hasFailed,
      };
    },
  };
}
