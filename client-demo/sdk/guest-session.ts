import { type GuestSession, guestSession } from "../../rooms/protocol/identity.ts";

/** The part of Web Storage that is needed. */
export type KeyValueStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** A session this close to its end is not worth resuming, in milliseconds. */
const MARGIN_MS = 60_000;

const keyOf = (showroomId: string): string => `vitrine.visit.${showroomId}`;

/** The visit that this device remembers for a showroom, or null; a broken or expired one is forgotten. */
export function loadSession(storage: KeyValueStorage, showroomId: string, nowMs: number): GuestSession | null {
  const stored = storage.getItem(keyOf(showroomId));
  if (stored === null) return null;
  const session = parseSession(stored);
  if (session && Date.parse(session.expiresAt) - MARGIN_MS > nowMs) return session;
  forgetSession(storage, showroomId);
  return null;
}

export function saveSession(storage: KeyValueStorage, showroomId: string, session: GuestSession): void {
  storage.setItem(keyOf(showroomId), JSON.stringify(session));
}

export function forgetSession(storage: KeyValueStorage, showroomId: string): void {
  storage.removeItem(keyOf(showroomId));
}

function parseSession(stored: string): GuestSession | null {
  try {
    return guestSession.safeParse(JSON.parse(stored)).data ?? null;
  } catch {
    return null;
  }
}
