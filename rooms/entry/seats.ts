/**
 * The seats of one room. A visitor has one, whatever their sockets do: promised from the moment a join is decided, kept
 * while they are here or away, free again when their visit ends. Every answer is given at once, so that however many
 * joins are under way no more visitors are let in than there are seats.
 */
export type Seats = {
  /** Whether this visitor is here, away or about to come. */
  has(visitorId: string): boolean;
  /** Promises a seat for a while, or renews the promise. @returns false when none is left or the room has closed */
  promise(visitorId: string): boolean;
  /** A promise was kept: the visit has begun. */
  occupy(visitorId: string): void;
  /** The visit has ended. */
  vacate(visitorId: string): void;
  /** The room takes nobody any more. */
  close(): void;
  readonly isClosed: boolean;
};

/** How long Colyseus keeps a reserved seat for its socket. */
export const RESERVATION_SECONDS = 5;
/** A promise outlives the reservation that follows it. */
const PROMISE_MS = (RESERVATION_SECONDS + 2) * 1_000;

type Seat = { isOccupied: boolean; promisedUntilMs: number };

/** @param now steady time in milliseconds */
export function createSeats(limit: number, now: () => number): Seats {
  const seats = new Map<string, Seat>();
  let isClosed = false;
  const isTaken = ({ isOccupied, promisedUntilMs }: Seat) => isOccupied || promisedUntilMs > now();
  const dropBroken = () => {
    for (const [visitorId, seat] of seats) if (!isTaken(seat)) seats.delete(visitorId);
  };
  const seatOf = (visitorId: string): Seat | null => {
    let seat = seats.get(visitorId);
    if (seat) return seat;
    // Promises that nobody came for are looked through only when their seats are needed.
    if (seats.size >= limit) dropBroken();
    if (seats.size >= limit) return null;
    seat = { isOccupied: false, promisedUntilMs: 0 };
    seats.set(visitorId, seat);
    return seat;
  };
  return {
    has(visitorId) {
      const seat = seats.get(visitorId);
      return seat !== undefined && isTaken(seat);
    },
    promise(visitorId) {
      const seat = isClosed ? null : seatOf(visitorId);
      if (!seat) return false;
      seat.promisedUntilMs = now() + PROMISE_MS;
      return true;
    },
    occupy(visitorId) {
      const seat = seats.get(visitorId);
      if (!seat) throw new Error("nobody has promised this seat");
      Object.assign(seat, { isOccupied: true, promisedUntilMs: 0 });
    },
    vacate(visitorId) {
      const seat = seats.get(visitorId);
      if (!seat) return;
      seat.isOccupied = false;
      // Another join of the same visitor may be under way.
      if (!isTaken(seat)) seats.delete(visitorId);
    },
    close() {
      isClosed = true;
    },
    get isClosed() {
      return isClosed;
    },
  };
}
