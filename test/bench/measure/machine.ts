import { cpus, totalmem } from "node:os";

/** Where and when something was measured. */
export function describeMachine() {
  const processors = cpus();
  return {
    cpu: processors[0]?.model ?? "unknown",
    cores: processors.length,
    memoryGB: Math.round(totalmem() / 1e9),
    node: process.version,
    date: new Date().toISOString(),
  };
}
