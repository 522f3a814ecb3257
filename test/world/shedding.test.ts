import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LiveRooms } from "../../rooms/protocol/events.ts";
import { createShedWatch, WARN_AFTER_MS, WARN_VISITORS } from "../../rooms/socket/shed-watch.ts";
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
    // A machine that is busy with other tests sheds at first, too.
    await waitFor("a room that is not busy", async () => (await readLevel()) === 0, 20_000);
    const hog = setInterval(() => block(80), 5);
    try {
      await waitFor("a level", async () => ((await readLevel()) ?? 0) > 0, 20_000);
    } finally {
      clearInterval(hog);
    }
    await waitFor("the level to fall", async () => (await readLevel()) === 0, 20_000);
  }, 90_000);
});

describe("watching what a room sheds", () => {
  function watch(fail = false) {
    const lines: object[] = [];
    const write = (as: string) => (fields: object, message: string) => void lines.push({ as, ...fields, message });
    const log = { info: write("info"), warn: write("warn"), error: write("error") };
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
      { as: "warn", roomId: "r", level: 1, visitors: 101, message: "room begins to shed" },
      { as: "info", roomId: "r", level: 3, durationMs: 1_000, visitors: 106, message: "room sheds no more" },
    ]);
  });

  /** Lets a room shed at level 1 for so long, with so many there at each moment, and gives the lines without their fields. */
  function shed(forMs: number, visitorsAt: (ms: number) => number): string[] {
    const { step, lines } = watch();
    for (let ms = 0; ms <= forMs; ms += 50) step(ms, 1, visitorsAt(ms));
    for (let ms = forMs + 50; ms <= forMs + 2_000; ms += 50) step(ms, 0, visitorsAt(ms));
    return lines.map((line) => `${Reflect.get(line, "as")}: ${Reflect.get(line, "message")}`);
  }

  it("warns of nothing that touches few and is soon over: a machine that starts, a browser that loads", () => {
    for (const visitors of [0, 1, WARN_VISITORS - 1]) {
      expect(shed(WARN_AFTER_MS - 50, () => visitors)).toEqual([
        "info: room begins to shed",
        "info: room sheds no more",
      ]);
    }
  });

  it("warns at once when many are touched", () => {
    expect(shed(50, () => WARN_VISITORS)).toEqual(["warn: room begins to shed", "info: room sheds no more"]);
  });

  it("warns once, later, when it lasts although only one is touched, or when many have come", () => {
    const late = ["info: room begins to shed", "warn: room goes on shedding", "info: room sheds no more"];
    expect(shed(WARN_AFTER_MS * 3, () => 1)).toEqual(late);
    expect(shed(3_000, (ms) => (ms < 1_000 ? 1 : WARN_VISITORS))).toEqual(late);
  });

  it("never warns of an empty room", () => {
    expect(shed(WARN_AFTER_MS * 3, () => 0)).toEqual(["info: room begins to shed", "info: room sheds no more"]);
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
