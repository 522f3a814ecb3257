import type { RedisClient } from "../redis/connection.ts";

/** Whether each part that is needed for serving works. */
type Readiness = { readonly ready: boolean; readonly redis: boolean; readonly rooms: boolean };

export type Operations = {
  readReadiness(): Promise<Readiness>;
  /** Says not ready from now on, so that a load balancer looks elsewhere. */
  beginDraining(): void;
  isDraining(): boolean;
};

const PING_TIMEOUT_MS = 1_000;

/** @param areRoomsOpen asked whenever somebody wants to know whether visitors can be sent here */
export function createOperations(redis: RedisClient, areRoomsOpen: () => boolean): Operations {
  let draining = false;
  return {
    beginDraining: () => {
      draining = true;
    },
    isDraining: () => draining,
    async readReadiness() {
      const rooms = !draining && areRoomsOpen();
      const redisAnswers = await answersPing(redis);
      return { ready: rooms && redisAnswers, redis: redisAnswers, rooms };
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
