import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLogger } from "../../server/process/log.ts";
import { launchRedis } from "../../server/redis/launcher.ts";
import { type MainProcess, runMain } from "../support/run-main.ts";

let directory: string;
let running: MainProcess[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "vitrine-test-"));
  running = [];
});
afterEach(async () => {
  for (const each of running) each.signal("SIGKILL");
  await Promise.all(running.map((each) => each.exit()));
  await rm(directory, { recursive: true, force: true });
});

function start(settings: Record<string, string>): MainProcess {
  const main = runMain({ PORT: "0", HOST: "127.0.0.1", DATA_DIR: directory, ...settings });
  running.push(main);
  return main;
}

/** Expects that a start ends with code 1 and says this one line. */
async function expectOneLine(main: MainProcess, line: string): Promise<void> {
  expect(await main.exit()).toBe(1);
  expect(main.errors()).toBe(`${line}\n`);
  expect(main.output()).not.toMatch(/^\s+at /m);
}

describe("a start that cannot succeed says why in one line", () => {
  test("wrong settings, all of them", async () => {
    await expectOneLine(
      start({ PORT: "http", LOG_LEVEL: "loud" }),
      "Wrong settings: PORT must be a whole number; LOG_LEVEL must be a level such as info or warn.",
    );
  });

  test("a Redis that does not answer, without its password", async () => {
    await expectOneLine(
      start({ REDIS_URL: "redis://user:secret@127.0.0.1:1" }),
      "Redis does not answer at redis://127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1",
    );
  });

  test("a taken port, with another to try", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as { port: number };
    const line = `Port ${port} is taken by another program. Stop it, or choose another: PORT=${port + 1} npm start`;
    await expectOneLine(start({ PORT: String(port) }), line);
    other.close();
  });

  test("a data directory that another server is using", async () => {
    const server = await launchRedis(directory, process.env.PATH ?? "", createLogger("silent"));
    await expectOneLine(
      start({}),
      `Another Vitrine (process ${process.pid}) is using ${directory}. Stop it or set another DATA_DIR.`,
    );
    await server.stop();
  });
});
