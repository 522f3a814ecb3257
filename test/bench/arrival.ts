import { parseArgs } from "node:util";
import { launchChromium } from "../support/chromium.ts";
import { startApp } from "../support/start-app.ts";
import { fillHall, furnishHall } from "./arrival/goods-hall.ts";
import { type Arrival, measureArrival, measureDelivery } from "./arrival/measure-arrival.ts";
import { describeMachine } from "./measure/machine.ts";

/*
 * npm run bench:arrival: how long a shopper on a slow line waits until everything in a room is there, and until it is fine.
 * How it measures is in docs/benchmarks.md. Progress goes to standard error, the result to standard output.
 */

const { values } = parseArgs({
  options: {
    exhibits: { type: "string", default: "40" },
    megabits: { type: "string", default: "10" },
    latency: { type: "string", default: "40" },
    rounds: { type: "string", default: "3" },
    size: { type: "string", default: "640x400" },
    /** Models without levels of detail, as before they are prepared. */
    "without-levels": { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const [width = 640, height = 400] = values.size.split("x").map(Number);
const count = Number(values.exhibits);
const line = { megabitsPerSecond: Number(values.megabits), latencyMs: Number(values.latency) };
const BAR_S = 2;

console.error("Furnishing the hall and building the page");
const app = await startApp({ content: furnishHall(count), client: true });
const browser = await launchChromium();
const arrivals: Arrival[] = [];
let coarseBytes = 0;
let deliveryS = Number.NaN;
try {
  const first = await fillHall(app, count, !values["without-levels"]);
  coarseBytes = first.reduce((sum, { bytes }) => sum + bytes, 0);
  const urls = first.map(({ url }) => url);
  deliveryS = await measureDelivery(browser, app.url, urls, line);
  for (let round = 0; round < Number(values.rounds); round++) {
    arrivals.push(await measureArrival(browser, `${app.url}/?quality=low`, line, { width, height }));
    console.error(`Arrived ${round + 1} of ${values.rounds}`);
  }
} finally {
  await browser.close();
  await app.close();
}

const median = (pick: (arrival: Arrival) => number) =>
  arrivals.map(pick).sort((one, other) => one - other)[Math.floor(arrivals.length / 2)] ?? Number.NaN;
const seconds = (pick: (arrival: Arrival) => number) => `${median(pick).toFixed(2)} s`;
const fill = median((each) => each.fillS);
const lineS = (coarseBytes * 8) / (line.megabitsPerSecond * 1_000_000);

if (values.json)
  console.log(JSON.stringify({ machine: describeMachine(), count, line, coarseBytes, deliveryS, arrivals }, null, 2));
else
  console.log(
    [
      `${count} exhibits at ${line.megabitsPerSecond} Mbit/s and ${line.latencyMs} ms, median of ${arrivals.length}`,
      `  the first files alone, nothing drawn                ${deliveryS.toFixed(2)} s for ${(coarseBytes / 1_000).toFixed(0)} kB`,
      `  page knows the room and asks for the first model   ${seconds((each) => each.askedS)}`,
      `  last first level delivered                         ${seconds((each) => each.deliveredS)}`,
      `  everything drawn                                   ${seconds((each) => each.shownS)}`,
      `  from the first model asked for to everything drawn ${fill.toFixed(2)} s (bar ${BAR_S} s: ${fill <= BAR_S ? "met" : "missed"}; the line alone needs ${lineS.toFixed(2)} s)`,
      `  everything as fine as it is seen                   ${seconds((each) => each.refinedS)}`,
      `  over the line until drawn, until refined           ${median((each) => each.shownKB).toFixed(0)} kB, ${median((each) => each.refinedKB).toFixed(0)} kB`,
    ].join("\n"),
  );
