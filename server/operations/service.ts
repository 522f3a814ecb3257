import { matchMaker } from "@colyseus/core";
import type { LiveRooms } from "../../rooms/protocol/events.ts";
import { SHOWROOM_ROOM } from "../../rooms/protocol/room/messages.ts";
import type { RedisClient } from "../redis/connection.ts";

/** Whether each part that is needed for serving works. */
type Readiness = { readonly ready: boolean; readonly redis: boolean; readonly rooms: boolean };

export type Operations = {
  readReadiness(): Promise<Readiness>;
  /** Says not ready from now on, so that a load balancer looks elsewhere. */
  beginDraining(): void;
  isDraining(): boolean;
  /** Visitors in the running rooms of these showrooms, or of all for null, in all processes. */
  readLiveRooms(showroomIds: ReadonlySet<string> | null): Promise<LiveRooms>;
};

const PING_TIMEOUT_MS = 1_000;

export function createOperations(redis: RedisClient): Operations {
  let draining = false;
  return {
    beginDraining: () => {
      draining = true;
    },
    isDraining: () => draining,
    async readReadiness() {
      const rooms = !draining && matchMaker.state === matchMaker.MatchMakerState.READY;
      const redisAnswers = await answersPing(redis);
      return { ready: rooms && redisAnswers, redis: redisAnswers, rooms };
    },
    async readLiveRooms(showroomIds) {
      const listings = await matchMaker.query({ name: SHOWROOM_ROOM });
      const rooms = listings.flatMap(({ roomId, clients, metadata }) => {
        // Rooms are listed by their showroom (`filterBy`), so each listing says which one it is.
        const showroomId: unknown = metadata?.showroomId;
        return typeof showroomId === "string" && (showroomIds?.has(showroomId) ?? true)
          ? [{ roomId, showroomId, visitors: clients, shedLevel: Number(metadata?.shedLevel ?? 0) }]
          : [];
      });
      return { visitors: rooms.reduce((sum, room) => sum + room.visitors, 0), rooms };
    },
  };
}

/** A stalled server keeps the connection open and says nothing: silence counts as no. */
async function answersPing(redis: RedisClient): Promise<boolean> {
  const silence = AbortSignal.timeout(PING_TIMEOUT_MS);
  const timedOut = new Promise<false>((done) => silence.addEventListener("abort", () => done(false), { once: true }));
  const answered = redis.ping().then(
    (reply) => reply === "PONG",
    () => false,
  );
  return Promise.race([answered, timedOut]);
}
