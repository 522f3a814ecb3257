import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LiveRooms } from "../../rooms/protocol/events.ts";
import { createShedWatch } from "../../rooms/socket/shed-watch.ts";
import { ask } from "../support/ask.ts";
import { openBareSocket } from "../support/bare-socket.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";
import { waitFor } from "../support/wait.ts";

/** Lets the process do nothing else for a while. */
function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe("a room in a process that is busy with something else", () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app?.close());

  it("tells its operators what it sheds, and that it sheds no more", async () => {
    await openBareSocket(app, "Mia");
    const readLevel = async () => {
      const { body } = await ask(app.url, "GET /api/v1/analytics/live", { token: app.keys.operator });
      return (body as LiveRooms).rooms[0]?.shedLevel;
    };
    expect(await readLevel()).toBe(0);
    const hog = setInterval(() => block(80), 5);
    try {
      await waitFor("a level", async () => ((await readLevel()) ?? 0) > 0, 20_000);
    } finally {
      clearInterval(hog);
    }
    await waitFor("the level to fall", async () => (await readLevel()) === 0, 20_000);
  }, 60_000);
});

describe("watching what a room sheds", () => {
  function watch(fail = false) {
    const lines: object[] = [];
    const write = (fields: object, message: string) => void lines.push({ ...fields, message });
    const log = { info: write, warn: write, error: write };
    const published: number[] = [];
    const publish = (level: number): Promise<unknown> => {
      if (fail) throw new Error("on purpose");
      return Promise.resolve(published.push(level));
    };
    return { step: createShedWatch({ roomId: "r", log, publish }), lines, published };
  }

  it("writes one line where it begins and one where it ends, however the level wavers between", () => {
    const { step, lines } = watch();
    const levels = [0, 1, 2, 1, 0, 1, 3, 0];
    for (const [index, level] of levels.entries()) step(index * 200, level, 100 + index);
    for (let ms = 1_600; ms < 6_000; ms += 50) step(ms, 0, 90);
    expect(lines).toEqual([
      { roomId: "r", level: 1, visitors: 101, message: "room begins to shed" },
      { roomId: "r", level: 3, durationMs: 1_000, visitors: 106, message: "room sheds no more" },
    ]);
  });

  it("publishes the level when it is another one, at most once a second, and the last one in the end", async () => {
    const { step, published } = watch();
    for (let ms = 0; ms < 5_000; ms += 10) step(ms, ms < 3_000 ? 1 + (Math.floor(ms / 10) % 2) : 0, 1);
    await waitFor("the last level", () => published.length > 1 && published.at(-1) === 0);
    expect(published.length).toBeLessThanOrEqual(5);
  });

  it("survives a publisher that throws", async () => {
    const { step, lines } = watch(true);
    step(0, 2, 1);
    await waitFor("the line about it", () => lines.length === 2);
    expect(lines[1]).toMatchObject({ message: "shed level could not be published" });
  });
});
