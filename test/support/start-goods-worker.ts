import { fork } from "node:child_process";
import { once } from "node:events";
import type { GoodsWorkerOrder } from "./goods-worker-order.ts";
import type { RunningApp } from "./start-app.ts";

export type GoodsWorker = {
  readonly pid: number;
  /** Waits until it has ended and gives the signal that ended it. */
  ended(): Promise<NodeJS.Signals | null>;
  kill(): Promise<void>;
};

/** Starts a worker process beside a running app, on its Redis and in its data directory. */
export function startGoodsWorker(
  { redis, dataDirectory, keyPrefix }: RunningApp,
  options: Partial<Omit<GoodsWorkerOrder, "socketPath">> = {},
): GoodsWorker {
  if (!("socketPath" in redis.address)) throw new Error("the app has no Redis of its own");
  const { settings, lockMs = 1_000, ...others } = options;
  const order: GoodsWorkerOrder = {
    settings: { DATA_DIR: dataDirectory, REDIS_KEY_PREFIX: keyPrefix, ...settings },
    socketPath: redis.address.socketPath,
    lockMs,
    ...others,
  };
  const child = fork(new URL("./goods-worker.ts", import.meta.url), { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const end = once(child, "exit").then(([, signal]) => signal as NodeJS.Signals | null);
  child.send(order);
  return {
    pid: child.pid ?? 0,
    ended: () => end,
    async kill() {
      child.kill("SIGKILL");
      await end;
    },
  };
}
