import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, mkdir, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "../process/log.ts";
import { claimDirectory } from "./directory-claim.ts";
import { findRedisServer } from "./server-binary.ts";

/** A Redis that only this process uses: no port, a socket that only this user may open, data in the data directory. */
export type PrivateRedis = {
  readonly socketPath: string;
  /** True when a server left behind by a killed process was taken over. */
  readonly adopted: boolean;
  /** Writes everything to disk, stops the server and frees the directory for another process. */
  stop(): Promise<void>;
};

/** The address of a unix socket must fit into 104 bytes on macOS, 108 on Linux. */
const SOCKET_PATH_MAX = 100;
const START_TIMEOUT_MS = 10_000;
const STOP_TIMEOUT_MS = 5_000;
const RESTART_DELAY_MS = 250;
const POLL_MS = 10;

/**
 * Starts, or takes over, the private Redis of a data directory.
 * @param searchPath directories to look for the server program in, as in PATH
 * @throws Error with one sentence when the directory is in use, no server program is found or it does not start
 */
export async function launchRedis(dataDirectory: string, searchPath: string, log: Logger): Promise<PrivateRedis> {
  const directory = resolve(dataDirectory, "redis");
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const release = await claimDirectory(resolve(dataDirectory));
  try {
    const socketPath = await prepareSocketPath(directory);
    const adopted = (await ask(socketPath, "PING")) !== null;
    const endSupervision = adopted ? () => {} : await supervise({ directory, socketPath, searchPath, log });
    const stop = async () => {
      endSupervision();
      await stopServer(socketPath);
      await release();
    };
    return { socketPath, adopted, stop };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Puts the socket beside the data, or, where that path is too long, into a private directory named after it. */
async function prepareSocketPath(directory: string): Promise<string> {
  const beside = join(directory, "redis.sock");
  if (Buffer.byteLength(beside) <= SOCKET_PATH_MAX) return beside;
  const name = createHash("sha256").update(directory).digest("hex").slice(0, 16);
  const elsewhere = join(tmpdir(), `vitrine-${name}`);
  await mkdir(elsewhere, { recursive: true, mode: 0o700 });
  await chmod(elsewhere, 0o700);
  return join(elsewhere, "redis.sock");
}

/** Starts the server, and again whenever it ends by itself; gives the function that stops watching. */
async function supervise(start: Start): Promise<() => void> {
  let isWatched = true;
  const keepRunning = async (): Promise<void> => {
    const child = await startServer(start);
    child.on("exit", (code, signal) => {
      if (!isWatched) return;
      start.log.error({ code, signal }, "The private Redis has stopped: starting it again");
      setTimeout(() => {
        if (isWatched) keepRunning().catch((err) => start.log.fatal({ err }, "The private Redis does not start again"));
      }, RESTART_DELAY_MS);
    });
  };
  await keepRunning();
  return () => {
    isWatched = false;
  };
}

type Start = { directory: string; socketPath: string; searchPath: string; log: Logger };

async function startServer({ directory, socketPath, searchPath, log }: Start): Promise<ChildProcess> {
  const binary = await findRedisServer(searchPath, log);
  await rm(socketPath, { force: true });
  const child = spawn(binary, serverArguments(directory, socketPath), {
    // A session of its own: Ctrl-C reaches Vitrine only, which writes what it still has before it stops Redis.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lastWords = collectOutput(child);
  const deadline = performance.now() + START_TIMEOUT_MS;
  while ((await ask(socketPath, "PING")) !== "+PONG") {
    if (child.exitCode !== null || child.signalCode !== null || performance.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`The private Redis (${binary}) did not start: ${lastWords() || "it said nothing"}`);
    }
    await delay(POLL_MS);
  }
  for (const stream of [child.stdout, child.stderr]) stream?.destroy();
  child.unref();
  return child;
}

function serverArguments(directory: string, socketPath: string): string[] {
  const options: Record<string, string> = {
    port: "0",
    unixsocket: socketPath,
    unixsocketperm: "700",
    dir: directory,
    appendonly: "yes",
    appendfsync: "everysec",
    save: "",
    daemonize: "no",
    loglevel: "warning",
    "maxmemory-policy": "noeviction",
  };
  return Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
}

/** Remembers the last line that the server wrote while it was starting. */
function collectOutput(child: ChildProcess): () => string {
  let text = "";
  const add = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-2_000);
  };
  child.stdout?.on("data", add);
  child.stderr?.on("data", add);
  child.on("error", (error) => {
    text += error.message;
  });
  return () => text.trim().split("\n").at(-1)?.trim() ?? "";
}

async function stopServer(socketPath: string): Promise<void> {
  // NOSAVE skips the snapshot that is not used here; the append-only file is flushed all the same.
  await ask(socketPath, "SHUTDOWN NOSAVE");
  const deadline = performance.now() + STOP_TIMEOUT_MS;
  while ((await ask(socketPath, "PING")) !== null && performance.now() < deadline) await delay(POLL_MS);
}

/** Sends one inline command; null when nobody listens, else the first line of the answer. */
function ask(socketPath: string, command: string): Promise<string | null> {
  return new Promise((done) => {
    const socket = connect(socketPath);
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on("connect", () => socket.write(`${command}\r\n`));
    socket.on("data", (answer) => {
      done(answer.toString().split("\r\n")[0] ?? "");
      socket.destroy();
    });
    socket.on("error", () => done(null));
    socket.on("close", () => done(null));
  });
}
