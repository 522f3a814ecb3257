import { useEffect, useState } from "preact/hooks";
import type { LiveRooms } from "../../rooms/protocol/events.ts";
import { followLiveRooms } from "../kit/follow-live-rooms.ts";
import { count } from "../kit/wording.ts";
import { insightsApi } from "./session.ts";

/** How many people are in the rooms now, asked again every few seconds while the page is in view. */
export function LiveCount() {
  const [live, setLive] = useState<LiveRooms | "unknown" | null>(null);
  useEffect(() => followLiveRooms(insightsApi.readLive, (read) => setLive(read ?? "unknown")), []);
  return (
    <p class="live-count" aria-live="off">
      <span class={isBusy(live) ? "live-dot on" : "live-dot"} aria-hidden="true" />
      <span class="numbers">{inWords(live)}</span>
    </p>
  );
}

function isBusy(live: LiveRooms | "unknown" | null): boolean {
  return live !== null && live !== "unknown" && live.visitors > 0;
}

function inWords(live: LiveRooms | "unknown" | null): string {
  if (live === null) return "Counting";
  if (live === "unknown") return "The live count cannot be read right now";
  if (live.visitors === 0) return "Nobody is here right now";
  const rooms = live.rooms.filter((room) => room.visitors > 0);
  const crowded = rooms.filter((room) => room.shedLevel > 0).length;
  const people = `${count(live.visitors, "person", "people")} in ${count(rooms.length, "room", "rooms")} now`;
  return crowded === 0 ? people : `${people}, ${crowded} at the server's limit`;
}
