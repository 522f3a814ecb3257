import { fork } from "node:child_process";
import { once } from "node:events";
import type { MigratingOrder } from "./migrating-order.ts";

/** Migrates in a process of its own; gives its exit code, or the signal that ended it. */
export async function migrateElsewhere(order: MigratingOrder): Promise<number | NodeJS.Signals> {
  const child = fork(new URL("./migrating-process.ts", import.meta.url), {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const end = once(child, "exit");
  child.send(order);
  const [code, signal] = await end;
  return signal ?? code;
}
