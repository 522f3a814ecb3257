import { isWithinReach } from "../../rooms/simulation/placement.ts";
import type { Point } from "../../rooms/simulation/space.ts";
import { exhibits, nearExhibitId } from "./state/store.ts";

type PickUpParts = {
  /** Where the visitor stands, null outside the room. */
  own(): Point | null;
  walkTo(exhibitId: string): void;
  grab(exhibitId: string): void;
};

/** Takes what is within reach; walks up to what is not and takes it then. The latest wish counts. */
export function createPickUp({ own, walkTo, grab }: PickUpParts): (exhibitId: string) => void {
  let stopWaiting = () => {};
  return (exhibitId) => {
    stopWaiting();
    const exhibit = exhibits.value.get(exhibitId);
    const at = own();
    if (!exhibit || !at || isWithinReach(at, exhibit.transform)) {
      grab(exhibitId);
      return;
    }
    walkTo(exhibitId);
    stopWaiting = nearExhibitId.subscribe((nearId) => {
      if (nearId !== exhibitId) return;
      stopWaiting();
      grab(exhibitId);
    });
  };
}
