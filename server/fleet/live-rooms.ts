import { matchMaker } from "@colyseus/core";
import type { LiveRooms } from "../../rooms/protocol/events.ts";
import { SHOWROOM_ROOM } from "../../rooms/protocol/room/messages.ts";

/** Whether this process opens rooms. */
export function areRoomsOpen(): boolean {
  return matchMaker.state === matchMaker.MatchMakerState.READY;
}

/** Visitors in the running rooms of these showrooms, or of all for null, in all processes. */
export async function readLiveRooms(showroomIds: ReadonlySet<string> | null): Promise<LiveRooms> {
  const listings = await matchMaker.query({ name: SHOWROOM_ROOM });
  const rooms = listings.flatMap(({ roomId, clients, metadata }) => {
    // Rooms are listed by their showroom (`filterBy`), so each listing says which one it is.
    const showroomId: unknown = metadata?.showroomId;
    return typeof showroomId === "string" && (showroomIds?.has(showroomId) ?? true)
      ? [{ roomId, showroomId, visitors: clients, shedLevel: Number(metadata?.shedLevel ?? 0) }]
      : [];
  });
  return { visitors: rooms.reduce((sum, room) => sum + room.visitors, 0), rooms };
}
