import { matchMaker } from "@colyseus/core";
import type { RoomPorts } from "../ports.ts";
import { VitrineError } from "../protocol/errors.ts";
import type { TicketClaims } from "../protocol/identity.ts";
import { SHOWROOM_ROOM } from "../protocol/room/messages.ts";
import { admit } from "./admit.ts";
import { createSeats, type Seats } from "./seats.ts";

export type ReceptionOptions = {
  readonly ports: Pick<RoomPorts, "identity" | "log">;
  /** Visitors in one room. */
  readonly visitorsMax: number;
  /** Rooms of one showroom. */
  readonly roomsMax: number;
};

type SeatReservation = Awaited<ReturnType<typeof matchMaker.reserveSeatFor>>;
type RoomListing = Awaited<ReturnType<typeof matchMaker.createRoom>>;

/** What a room is opened with. */
export type OpeningOptions = { readonly showroomId: string; readonly seats: Seats };

/** Where everybody comes in, and the only way. */
export type Reception = {
  /**
   * Gives a seat for what a browser sent: in the room where the visitor already has one, else in the first with one
   * left, else in a new room. Colyseus keeps it for some seconds.
   * @throws VitrineError ROOM_FULL with the ticket still good; and what `admit` throws
   */
  enter(options: unknown): Promise<SeatReservation>;
};

/** A room that is open or will be with the first visitor who may come in. */
type Hall = { readonly seats: Seats; open(): Promise<RoomListing> };

/** A room may close under a visitor's feet; hardly three in a row. */
const ATTEMPTS = 3;

/**
 * Colyseus's own matchmaking asks and waits between its steps, so that joins race each other; it tries again with the
 * same ticket and opens rooms without end. Here seats are taken in one go, before anything is waited for.
 */
export function createReception({ ports, visitorsMax, roomsMax }: ReceptionOptions): Reception {
  const halls = new Map<string, Hall[]>();

  const takeSeat = (showroomId: string, visitorId: string): Hall => {
    const open = (halls.get(showroomId) ?? []).filter(({ seats }) => !seats.isClosed);
    halls.set(showroomId, open);
    const own = open.find(({ seats }) => seats.has(visitorId));
    const hall = own ?? open.find(({ seats }) => seats.promise(visitorId));
    if (hall) return hall;
    if (open.length >= roomsMax) throw new VitrineError("ROOM_FULL");
    const added = createHall(
      showroomId,
      createSeats(visitorsMax, () => performance.now()),
    );
    added.seats.promise(visitorId);
    open.push(added);
    return added;
  };

  const reserve = async (first: Hall, claims: TicketClaims): Promise<SeatReservation> => {
    const { showroomId, visitor } = claims;
    let hall = first;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const listing = await hall.open().catch((error: unknown) => {
        hall.seats.close();
        ports.log.error({ err: error, showroomId }, "room could not be opened");
        throw new VitrineError("UNAVAILABLE");
      });
      // The promise may have ended while the ticket was redeemed.
      const isPromised = hall.seats.promise(visitor.id);
      if (isPromised && matchMaker.getLocalRoomById(listing.roomId)) {
        const seat = await matchMaker.reserveSeatFor(listing, {}, claims).catch(() => null);
        if (seat) return seat;
      }
      // Nothing but closing makes a room refuse a seat that it has promised.
      if (isPromised) hall.seats.close();
      hall = takeSeat(showroomId, visitor.id);
    }
    throw new VitrineError("UNAVAILABLE");
  };

  return {
    async enter(options) {
      let hall: Hall | null = null;
      const claims = await admit(ports, options, (showroomId, visitorId) => {
        hall = takeSeat(showroomId, visitorId);
      });
      if (!hall) throw new Error("admitted without a seat");
      return await reserve(hall, claims);
    },
  };
}

function createHall(showroomId: string, seats: Seats): Hall {
  let listing: Promise<RoomListing> | null = null;
  const options: OpeningOptions = { showroomId, seats };
  return {
    seats,
    open() {
      listing ??= matchMaker.createRoom(SHOWROOM_ROOM, options);
      return listing;
    },
  };
}
