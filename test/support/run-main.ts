import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { waitFor } from "./wait.ts";

/** The server as an operator runs it: a process of its own. */
export type MainProcess = {
  /** Everything that it has written so far. */
  output(): string;
  errors(): string;
  /** Waits for the address that it announces. */
  address(timeoutMs?: number): Promise<string>;
  signal(name: NodeJS.Signals): void;
  /** Waits for its end and gives the exit code; null when a signal ended it. */
  exit(): Promise<number | null>;
};

/** Runs the server as `npm start` does, with these settings and nothing else of the environment. */
export function runMain(settings: Readonly<Record<string, string>>): MainProcess {
  const { PATH = "", HOME = "" } = process.env;
  const child: ChildProcess = spawn(process.execPath, ["server/vitrine.mjs", "serve"], {
    env: { PATH, HOME, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let errors = "";
  child.stdout?.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    errors += chunk;
  });
  const ended = once(child, "close").then(([code]) => code as number | null);
  return {
    output: () => output,
    errors: () => errors,
    async address(timeoutMs = 180_000) {
      const find = () => /Vitrine is open at (\S+)/.exec(output)?.[1];
      const early = ended.then(() => Promise.reject(new Error(`The server ended: ${errors}`)));
      return Promise.race([waitFor("the server's address", find, timeoutMs), early]);
    },
    signal: (name) => child.kill(name),
    exit: () => ended,
  };
}
