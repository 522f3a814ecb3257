import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLogger } from "../../../server/process/log.ts";
import { connectRedis, describeAddress } from "../../../server/redis/connection.ts";
import { launchRedis, type PrivateRedis } from "../../../server/redis/launcher.ts";
import { waitFor } from "../../support/wait.ts";

const log = createLogger("silent");
const searchPath = process.env.PATH ?? "";
const run = promisify(execFile);
let directory: string;
let running: PrivateRedis[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "vitrine-test-"));
  running = [];
});
afterEach(async () => {
  for (const server of running) await server.stop();
  await rm(directory, { recursive: true, force: true });
});

async function launch(dataDirectory = directory): Promise<PrivateRedis> {
  const server = await launchRedis(dataDirectory, searchPath, log);
  running.push(server);
  return server;
}

async function withRedis<T>(
  server: PrivateRedis,
  work: (redis: Awaited<ReturnType<typeof connectRedis>>) => Promise<T>,
) {
  const redis = await connectRedis({ socketPath: server.socketPath }, log);
  try {
    return await work(redis);
  } finally {
    await redis.close();
  }
}

/** A process that launches a Redis, says so and is killed without a chance to stop it. */
async function launchAndDie(): Promise<void> {
  const launcher = new URL("../../../server/redis/launcher.ts", import.meta.url).href;
  const logger = new URL("../../../server/process/log.ts", import.meta.url).href;
  const script = `
    const { launchRedis } = await import(${JSON.stringify(launcher)});
    const { createLogger } = await import(${JSON.stringify(logger)});
    await launchRedis(${JSON.stringify(directory)}, process.env.PATH, createLogger("silent"));
    process.kill(process.pid, "SIGKILL");`;
  await run(process.execPath, ["--input-type=module", "--eval", script]).catch((error: { signal?: string }) => {
    if (error.signal !== "SIGKILL") throw error;
  });
}

describe("the private Redis", () => {
  test("listens on a socket that only its owner may use, and on no port", async () => {
    const server = await launch();
    expect((await stat(server.socketPath)).mode & 0o777).toBe(0o700);
    const [port, appendOnly] = await withRedis(server, async ({ commands }) => [
      await commands.configGet("port"),
      await commands.configGet("appendonly"),
    ]);
    expect({ ...port, ...appendOnly }).toEqual({ port: "0", appendonly: "yes" });
  });

  test("keeps everything over a stop and a start", async () => {
    const first = await launch();
    await withRedis(first, ({ commands }) => commands.set("kept", "yes"));
    await first.stop();
    running = [];
    const second = await launch();
    expect(second.adopted).toBe(false);
    expect(await withRedis(second, ({ commands }) => commands.get("kept"))).toBe("yes");
  });

  test("that crashes is started again with its data, and the connections come back", async () => {
    const server = await launch();
    await withRedis(server, async ({ commands }) => {
      await commands.set("kept", "yes");
      const pid = Number(/process_id:(\d+)/.exec(await commands.info("server"))?.[1]);
      process.kill(pid, "SIGKILL");
      const again = await waitFor("the same value", () => commands.get("kept").catch(() => null));
      expect(again).toBe("yes");
      expect(await commands.info("server")).not.toContain(`process_id:${pid}`);
    });
  });

  test("is gone after a stop", async () => {
    const server = await launch();
    await server.stop();
    running = [];
    await expect(connectRedis({ socketPath: server.socketPath }, log)).rejects.toThrow("Redis does not answer at");
  });

  test("of a killed process is taken over with its data", async () => {
    await launchAndDie();
    const server = await launch();
    expect(server.adopted).toBe(true);
    expect(await withRedis(server, ({ commands }) => commands.ping())).toBe("PONG");
  });

  test("of a running process is left alone: the second one says who is there", async () => {
    const server = await launch();
    const second = launchRedis(directory, searchPath, log);
    await expect(second).rejects.toThrow(`Another Vitrine (process ${process.pid}) is using ${directory}`);
    expect(await withRedis(server, ({ commands }) => commands.ping())).toBe("PONG");
  });

  test("starts although a process that is gone left its claim", async () => {
    await writeFile(join(directory, "in-use.json"), JSON.stringify({ pid: process.pid, startedAt: "1" }));
    await launch();
    await waitFor("the claim", async () => (await stat(join(directory, "in-use.json"))).isFile());
  });

  test("puts its socket elsewhere when the path of the data is too long for one", async () => {
    const deep = join(directory, "x".repeat(60), "y".repeat(60));
    await mkdir(deep, { recursive: true });
    const server = await launch(deep);
    expect(Buffer.byteLength(server.socketPath)).toBeLessThan(100);
    expect(await withRedis(server, ({ commands }) => commands.ping())).toBe("PONG");
  });
});

test("an address is named without its password", () => {
  expect(describeAddress({ url: "redis://user:secret@host:6379/2" })).toBe("redis://host:6379");
});
