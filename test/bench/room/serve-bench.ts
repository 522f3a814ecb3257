import { monitorEventLoopDelay } from "node:perf_hooks";
import { answerParent } from "./answer-parent.ts";

export type BenchServer = { readonly url: string; close(): Promise<unknown> };
export type ServerOptions = { readonly visitors: number; readonly hallM: number };

const RESOLUTION_MS = 10;
const NS_PER_MS = 1e6;

/** Runs a measured server as a child of the bench, which starts it and asks how late its event loop was. */
export async function serveBench(start: (options: ServerOptions) => Promise<BenchServer>): Promise<void> {
  // Its interval counts from one timer to the next: the delay is what exceeds the resolution.
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  let server: BenchServer | null = null;
  answerParent(
    {
      async start(options: ServerOptions) {
        server = await start(options);
        delay.enable();
        return server.url;
      },
      resetLoop: () => delay.reset(),
      readLoopP99: () => Math.max(0, delay.percentile(99) / NS_PER_MS - RESOLUTION_MS),
    },
    async () => await server?.close(),
  );
}
