import type { GuestUpdate } from "../../../rooms/protocol/identity.ts";
import type { Quality } from "../../scene/quality.ts";

/** What the interface asks of the page's entry, beside the room's own actions. */
export type Commands = {
  /**
   * Starts a visit and joins the room; `phase` tells how far it got.
   * @throws ApiError when the visit is refused, so that the greeting can say why
   */
  enter(displayName: string, analyticsConsent: boolean): Promise<void>;
  /** Joins again with the visit that is still there: after an eviction or a failure. */
  rejoin(): void;
  /** Leaves the room and forgets the visit on this device; the greeting is shown again. */
  leave(): void;
  /**
   * Changes the name or the consent of the running visit.
   * @throws ApiError when it is refused
   */
  updateGuest(update: GuestUpdate): Promise<void>;
  /** Walks the visitor's avatar up to an exhibit, so that it is within reach. */
  walkTo(exhibitId: string): void;
  setQuality(quality: Quality): void;
  /** Milliseconds until the hold of an exhibit ends; 0 when nobody holds it. */
  holdRemainingMs(exhibitId: string): number;
  /** Heading of the view in radians about +y, 0 looking along −z: what "left" and "away" mean to the visitor. */
  viewHeading(): number;
};
