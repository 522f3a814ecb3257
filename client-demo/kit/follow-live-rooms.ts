import type { LiveRooms } from "../../rooms/protocol/events.ts";

const POLL_MS = 5_000;

/**
 * Asks for the head counts now and every few seconds while the page is in view, until the returned function is called.
 * `onLive` gets null when they cannot be read.
 */
export function followLiveRooms(
  readLive: () => Promise<LiveRooms>,
  onLive: (live: LiveRooms | null) => void,
): () => void {
  let isWanted = true;
  const poll = async () => {
    if (document.hidden) return;
    const live = await readLive().catch(() => null);
    if (isWanted) onLive(live);
  };
  void poll();
  const timer = setInterval(poll, POLL_MS);
  return () => {
    isWanted = false;
    clearInterval(timer);
  };
}
