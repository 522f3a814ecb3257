import { parseArgs } from "node:util";
import type { Quality } from "../../client-demo/scene/quality.ts";
import { launchChromium } from "../support/chromium.ts";
import { type CrowdRun, describeCrowd, measureCrowds } from "./crowd/measure-crowds.ts";
import { serveCrowdPage } from "./crowd/serve-crowd-page.ts";
import { describeMachine } from "./measure/machine.ts";

/*
 * npm run bench:crowd: the time of a frame against the number of people in it, in a real browser without a graphics card.
 * How it measures is in docs/benchmarks.md. Progress goes to standard error, the result to standard output.
 */

const USAGE = `npm run bench:crowd -- [options]
  --avatars 50,100,300,600,1000   sizes of the crowd, all of it in view
  --quality low                   low, medium or high
  --size 1280x720                 of the window, pixels
  --seconds 1                     length of a window; each is measured in three rounds
  --json                          one JSON object on standard output`;

const QUALITIES: readonly Quality[] = ["low", "medium", "high"];

function fail(problem: string): never {
  console.error(`${problem}\n\n${USAGE}`);
  process.exit(2);
}

function parse() {
  const { values } = parseArgs({
    options: {
      avatars: { type: "string", default: "50,100,300,600,1000" },
      quality: { type: "string", default: "low" },
      size: { type: "string", default: "1280x720" },
      seconds: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
    },
  });
  const sizes = values.avatars.split(",").map(Number);
  const [width = 0, height = 0] = values.size.split("x").map(Number);
  const seconds = Number(values.seconds);
  const quality = QUALITIES.find((each) => each === values.quality) ?? fail("--quality is low, medium or high");
  if (!sizes.every((size) => Number.isInteger(size) && size > 0 && size <= 1_500)) fail("--avatars are 1 to 1500");
  if (!(width >= 200 && height >= 200)) fail("--size is at least 200x200");
  if (!(seconds > 0 && seconds <= 60)) fail("--seconds is up to 60");
  return { sizes, width, height, seconds, quality, json: values.json };
}

const { sizes, json, ...options } = parse();
console.error("Building the page and the models of the showroom");
const server = await serveCrowdPage(true);
const browser = await launchChromium();
const runs: CrowdRun[] = [];
try {
  await measureCrowds({ server, browser, sizes, ...options }, (done) => {
    runs.push(...done);
    console.error(`Measured ${done[0]?.avatars}`);
  });
} finally {
  await browser.close();
  await server.close();
}
if (json) process.stdout.write(`${JSON.stringify({ machine: describeMachine(), runs })}\n`);
else console.log(describeCrowd(runs));
