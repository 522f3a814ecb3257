import type { GuestUpdate } from "../../../rooms/protocol/identity.ts";
import { forgetSession, loadSession, saveSession } from "../../sdk/guest-session.ts";
import { hasCode } from "../../sdk/http.ts";
import { cart, session } from "../state/store.ts";
import { shop } from "./shop.ts";

/** Takes up the visit that this device remembers; false when the visitor has to be greeted. */
export async function resumeVisit(showroomId: string): Promise<boolean> {
  session.value = loadSession(localStorage, showroomId, Date.now());
  if (session.value === null) return false;
  try {
    const known = await shop.readGuest();
    // The reply may carry the token that was sent or a renewed one; either way it is the one to keep.
    session.value = known;
    saveSession(localStorage, showroomId, known);
    return true;
  } catch (thrown) {
    if (!hasCode(thrown, "SESSION_EXPIRED", "UNAUTHENTICATED", "NOT_FOUND", "FORBIDDEN")) throw thrown;
    endVisit(showroomId);
    return false;
  }
}

/** @throws ApiError VALIDATION_FAILED for a name that cannot be used */
export async function startVisit(showroomId: string, displayName: string, analytics: boolean): Promise<void> {
  session.value = await shop.createGuest({ showroomId, displayName, consent: { analytics } });
  saveSession(localStorage, showroomId, session.value);
}

/** Changes name or consent. @throws ApiError */
export async function updateVisit(showroomId: string, update: GuestUpdate): Promise<void> {
  session.value = await shop.updateGuest(update);
  saveSession(localStorage, showroomId, session.value);
}

/** Forgets the visit and its cart on this device. */
export function endVisit(showroomId: string): void {
  forgetSession(localStorage, showroomId);
  session.value = null;
  cart.value = null;
}
