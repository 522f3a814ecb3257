import { type Job, Queue, WaitingError, Worker } from "bullmq";
import type { Logger } from "../../process/log.ts";
import type { RedisAddress } from "../../redis/connection.ts";
import type { Keys } from "../../redis/keys.ts";
import { openQueueConnection } from "../../redis/queue-connection.ts";
import type { VersionStore } from "../versions/store.ts";
import type { StoredVersion, VersionPlace } from "../versions/stored-version.ts";
import type { Preparing } from "./preparing.ts";

export type JobQueueDeps = {
  readonly address: RedisAddress;
  readonly keys: Keys;
  readonly store: Pick<VersionStore, "takeTurn" | "beginTurn">;
  readonly preparing: Preparing;
  readonly log: Logger;
  /** Models that are prepared at a time. */
  readonly concurrency: number;
  /** After this long without a sign of life a worker counts as dead, and its model goes to another. */
  readonly lockMs: number;
};

/** The queue of models that are to be prepared, and the workers of this process. */
export type JobQueue = {
  /** Makes sure that a version is queued, however often it is asked. */
  ensure(place: VersionPlace, version: StoredVersion): Promise<void>;
  /** Ends all work; models that were being prepared go back to the head of the queue. */
  close(): Promise<void>;
};

const NAME = "models";
const ATTEMPTS = 3;
const RETRY_DELAY_MS = 2_000;

/** BullMQ's largest priority number; the smaller goes first. */
const LAST_TURN = 2_097_151;

/** Long enough that whoever looks after the versions sees it. */
const FAILED_KEPT_SECONDS = 24 * 60 * 60;

/** The run is part of the id: a version that is tried again is another job. */
const jobIdOf = ({ id, run }: StoredVersion): string => `${id}.${run}`;

/** Opens the queue and begins to work. */
export function openJobQueue(deps: JobQueueDeps): JobQueue {
  const { address, keys, store, preparing, log, concurrency, lockMs } = deps;
  const connection = openQueueConnection(address, log);
  const shared = { connection, prefix: keys.jobs };
  const queue = new Queue<VersionPlace>(NAME, shared);
  const stop = new AbortController();
  const worker = new Worker<VersionPlace>(NAME, (job, token) => work(deps, { queue, job, token, stop: stop.signal }), {
    ...shared,
    concurrency,
    lockDuration: lockMs,
    stalledInterval: lockMs / 2,
    // Each is a worker that was killed, which need not be the model's fault; what kills all of them ends here.
    maxStalledCount: ATTEMPTS,
    drainDelay: 2,
  });
  const noteTrouble = (error: Error) => log.debug({ reason: error.message }, "The queue of models has trouble");
  queue.on("error", noteTrouble);
  worker.on("error", noteTrouble);
  return {
    async ensure(place, version) {
      const jobId = jobIdOf(version);
      const state = await queue.getJobState(jobId);
      if (state === "failed") return preparing.giveUp(place, "The process that prepared it ended several times.");
      if (state !== "unknown" && state !== "completed") return;
      await queue.add("prepare", place, {
        jobId,
        priority: version.isLastInLine ? LAST_TURN : await store.takeTurn(place.brandId, LAST_TURN - 1),
        attempts: ATTEMPTS,
        backoff: { type: "exponential", delay: RETRY_DELAY_MS },
        removeOnComplete: true,
        removeOnFail: { age: FAILED_KEPT_SECONDS },
      });
    },
    async close() {
      stop.abort();
      await worker.close();
      await queue.close();
      connection.disconnect();
    },
  };
}

type Work = {
  readonly queue: Queue<VersionPlace>;
  readonly job: Job<VersionPlace>;
  readonly token: string | undefined;
  readonly stop: AbortSignal;
};

async function work({ store, preparing, log }: JobQueueDeps, { queue, job, token, stop }: Work): Promise<void> {
  const place = job.data;
  // What is last in line has no turn: counting on from it would put everybody who comes next behind each other.
  if (job.priority < LAST_TURN) await store.beginTurn(job.priority, (await queue.getPrioritizedCount()) === 0);
  try {
    if ((await preparing.prepare(place, stop)) === "done") return;
  } catch (error) {
    log.warn({ ...place, err: error }, "Preparing a model broke off");
    if (job.attemptsMade + 1 < ATTEMPTS) throw error;
    return preparing.giveUp(place, error instanceof Error ? error.message : String(error));
  }
  await job.moveToWait(token);
  throw new WaitingError();
}
