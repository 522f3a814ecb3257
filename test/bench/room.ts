import { describeMachine } from "./measure/machine.ts";
import { judgeBars } from "./room/bars.ts";
import { findPinning } from "./room/child.ts";
import { combineRuns } from "./room/combine-runs.ts";
import { measureRun, type Run } from "./room/measure-run.ts";
import { ROOM_USAGE, type RoomOptions, readRoomOptions } from "./room/options.ts";
import { describeBars, describeRuns } from "./room/report.ts";

/*
 * npm run bench:room: one room on one core, beside a naive Colyseus room and beside sockets alone. How it measures and
 * what it is fair about is in docs/benchmarks.md. Progress goes to standard error, the result to standard output.
 */

const SEED = 20_260_701;

function parse(): RoomOptions {
  try {
    return readRoomOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${ROOM_USAGE}`);
    process.exit(2);
  }
}

const options = parse();
const pinning = await findPinning();
if (!pinning) console.error("Without taskset and two cores nothing is pinned: server and bots disturb each other.");

const rounds: Run[][] = [];
for (let round = 0; round < options.repeat; round++) {
  const runs: Run[] = [];
  for (const visitors of options.visitors) {
    const { seconds, stalled, fall } = options;
    const common = { visitors, hallM: options.hallFor(visitors), seconds, stalled, fall, seed: SEED + round, pinning };
    for (const system of options.systems) {
      console.error(`Round ${round + 1} of ${options.repeat}: ${system} with ${visitors}`);
      runs.push(await measureRun({ ...common, system }));
    }
    console.error(`\n${describeRuns(runs.filter((run) => run.visitors === visitors))}`);
  }
  rounds.push(runs);
}

const runs = combineRuns(rounds);
const bars = judgeBars(rounds);
if (options.json) process.stdout.write(`${JSON.stringify({ machine: describeMachine(), runs, bars })}\n`);
else
  console.log(
    `${options.repeat > 1 ? `Medians of ${options.repeat}\n${describeRuns(runs)}` : ""}${describeBars(bars)}`,
  );
