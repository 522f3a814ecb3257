import type { GoodsPipeline } from "./models/goods.ts";
import type { Config } from "./process/config.ts";

/** A worker says every five seconds that it lives; one that was silent twice is dead. */
const LOCK_MS = 10_000;

/**
 * Connects the shop with the goods. Both ways into them are loaded with the first model: the glTF libraries are half
 * of what a start would have to read.
 * @param searchPath directories to look for a browser in, as in PATH
 */
export function createPipeline({ CHROME_PATH }: Pick<Config, "CHROME_PATH">, searchPath: string): GoodsPipeline {
  return {
    lockMs: LOCK_MS,
    making: {
      pictures: true,
      extras: true,
      searchPath,
      ...(CHROME_PATH === undefined ? {} : { chromium: CHROME_PATH }),
    },
    inspect: async (bytes) => (await import("../assets/inspection/inspect-model.ts")).inspectModel(bytes),
    runPrepare: async (...work) => (await import("../assets/runner/run-prepare.ts")).runPrepare(...work),
  };
}
