import { type Config, readConfig } from "../../server/process/config.ts";

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

/** The settings that a worker is to run with. @throws Error naming what is wrong with them */
export function makeConfig({ settings }: GoodsWorkerOrder): Config {
  const result = readConfig({ GOODS_WORKERS: "1", LOG_LEVEL: "fatal", ...settings });
  if (!result.ok) throw new Error(result.problems.join("; "));
  return result.config;
}
