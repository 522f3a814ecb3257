import { createServer } from "node:net";
import type { Config } from "../process/config.ts";

/**
 * Tries whether the port can be had, before anything else is started or built for it.
 * @throws the system's error when it cannot
 */
export function probePort({ PORT, HOST }: Pick<Config, "PORT" | "HOST">): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen({ port: PORT, ...(HOST === undefined ? {} : { host: HOST }) }, () => probe.close(() => resolve()));
  });
}
