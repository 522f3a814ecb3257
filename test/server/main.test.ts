import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLogger } from "../../server/process/log.ts";
import { launchRedis } from "../../server/redis/launcher.ts";
import { type MainProcess, runMain } from "../support/run-main.ts";
import { waitFor } from "../support/wait.ts";

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

describe("a bug", () => {
  /** Lets a signal from outside provoke what no code of ours does on purpose. */
  const bugs = `
    process.on("SIGUSR2", () => { Promise.reject(new Error("rejected on purpose")); });
    process.on("SIGHUP", () => { throw new Error("thrown on purpose"); });`;
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(bugs)}`;

  /** The lines of the log that were written about an error, without their time and their stack. */
  const linesAbout = (main: MainProcess, message: string) =>
    main
      .output()
      .split("\n")
      .filter((line) => line.startsWith("{") && line.includes(message))
      .map((line): unknown => JSON.parse(line));

  test("in a promise that nobody waits for is logged and counted, and all goes on; one that is thrown ends the process", {
    timeout: 240_000,
  }, async () => {
    const main = start({ NODE_OPTIONS, GOODS_WORKERS: "0" });
    const url = await main.address();
    for (const rejections of [1, 2]) {
      main.signal("SIGUSR2");
      const lines = await waitFor("the line about it", () => {
        const found = linesAbout(main, "rejected on purpose");
        return found.length >= rejections ? found : null;
      });
      expect(lines.at(-1)).toMatchObject({
        level: "error",
        rejections,
        err: { message: "rejected on purpose" },
        msg: "A promise failed where nobody listened",
      });
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
    }
    main.signal("SIGHUP");
    expect(await main.exit()).toBe(1);
    expect(linesAbout(main, "thrown on purpose")).toMatchObject([{ level: "fatal", msg: "A bug: stopping" }]);
  });
});

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
