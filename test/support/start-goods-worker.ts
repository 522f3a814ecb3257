import { fork } from "node:child_process";
import { once } from "node:events";
import { type Config, readConfig } from "../../server/process/config.ts";
import type { RunningApp } from "./start-app.ts";

/** What a worker process is told. */
export type GoodsWorkerOrder = {
  readonly settings: Readonly<Record<string, string>>;
  readonly socketPath: string;
  readonly lockMs: number;
  /** Below what settings allow. */
  readonly memoryMB?: number;
  /** The largest file that it may write; beyond it the system answers as a full disk does. Linux only. */
  readonly fileBytesMax?: number;
  /** The moment at which it kills itself as `kill -9` would: never, if none is given. */
  readonly diesAt?: "checking" | "optimising" | "made" | "stored";
};

export type GoodsWorker = {
  readonly pid: number;
  /** Waits until it has ended and gives the signal that ended it. */
  ended(): Promise<NodeJS.Signals | null>;
  kill(): Promise<void>;
};

export function makeConfig({ settings }: GoodsWorkerOrder): Config {
  const result = readConfig({ GOODS_WORKERS: "1", LOG_LEVEL: "fatal", ...settings });
  if (!result.ok) throw new Error(result.problems.join("; "));
  return result.config;
}

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
