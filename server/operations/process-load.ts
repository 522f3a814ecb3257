import { performance } from "node:perf_hooks";
import type { ProcessLoad } from "../../rooms/ports.ts";

/** Reads from the event loop how much the process has worked. */
export const processLoad: ProcessLoad = { busyMs: () => performance.eventLoopUtilization().active };
