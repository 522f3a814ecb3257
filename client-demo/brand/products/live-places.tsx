import { useEffect, useState } from "preact/hooks";
import type { LiveRooms } from "../../../rooms/protocol/events.ts";
import type { Showroom } from "../../../rooms/protocol/showroom.ts";
import { followLiveRooms } from "../../kit/follow-live-rooms.ts";
import { Icon } from "../../kit/icons.tsx";
import { useLoad } from "../../kit/load.ts";
import { count } from "../../kit/wording.ts";
import { brandApi } from "../session/session.ts";

/** In how many open rooms the product stands right now, and the way to it. */
export function LivePlaces({ productId }: { readonly productId: string }) {
  const [loaded] = useLoad("showrooms", () => brandApi.listShowrooms());
  const [live, setLive] = useState<LiveRooms | null>(null);
  useEffect(() => followLiveRooms(brandApi.readLive, setLive), []);
  if (loaded.state !== "ready") return null;
  const showrooms = loaded.value.filter((each) => findExhibit(each, productId));
  const [showroom] = showrooms;
  if (!showroom) return <p class="soft small">It does not stand in any showroom yet.</p>;
  const search = new URLSearchParams({ showroom: showroom.id, exhibit: findExhibit(showroom, productId)?.id ?? "" });
  const ids = new Set(showrooms.map(({ id }) => id));
  const rooms = live?.rooms.filter((room) => ids.has(room.showroomId)) ?? null;
  return (
    <div class="live-places">
      {rooms ? (
        <p class="live-count">
          <span class={rooms.length > 0 ? "live-dot on" : "live-dot"} aria-hidden="true" />
          <span class="numbers">{inWords(rooms)}</span>
        </p>
      ) : null}
      <a class="button" href={`/?${search}`} target="_blank" rel="noreferrer">
        <Icon name="external" />
        See it in {showroom.name}
      </a>
    </div>
  );
}

function findExhibit({ layout }: Showroom, productId: string) {
  return layout.exhibits.find((exhibit) => exhibit.productId === productId);
}

function inWords(rooms: LiveRooms["rooms"]): string {
  if (rooms.length === 0) return "No room is open right now";
  const people = rooms.reduce((sum, room) => sum + room.visitors, 0);
  return `Live in ${count(rooms.length, "room", "rooms")} now, with ${count(people, "person", "people")}`;
}
