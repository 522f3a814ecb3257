import { parseArgs } from "node:util";
import { spaceOf } from "../../rooms/simulation/space.ts";
import { createRandom } from "../support/random.ts";
import { vitrineCodec } from "./codec-vitrine.ts";
import { type Avatar, type Codec, msgpack, schemaFloat, schemaQuantised } from "./codecs.ts";
import { hallLayout } from "./hall.ts";
import { describeMachine } from "./machine.ts";
import { median } from "./median.ts";
import { createWalker, randomPlace, walk } from "./walker.ts";

/*
 * npm run bench:codec [-- --json]: what one update of one avatar costs, in nanoseconds and bytes, when a thousand of
 * them walk. Medians of rounds, after a warm-up.
 */

type Cost = {
  readonly codec: string;
  readonly encodeNs: number;
  readonly decodeNs: number;
  readonly bytesPerUpdate: number;
};

const AVATARS = 1_000;
const HALL_M = 64;
const WARM_UP_TICKS = 200;
const ROUNDS = 11;
const TICKS = 50;
const SEED = 20_260_701;

function measureCodec({ name, prepare }: Codec): Cost {
  const random = createRandom(SEED);
  const space = spaceOf(hallLayout(HALL_M));
  const walkers = Array.from({ length: AVATARS }, () => createWalker(space, randomPlace(space, random)));
  const avatars: Avatar[] = walkers.map(({ own }) => ({ x: own.x, y: 0, z: own.z, heading: own.heading }));
  const codec = prepare(avatars);
  let tick = 0;
  const run = (ticks: number): { encodeNs: number; decodeNs: number; bytes: number } => {
    const sum = { encodeNs: 0, decodeNs: 0, bytes: 0 };
    for (let left = ticks; left > 0; left--) {
      for (const [slot, walker] of walkers.entries()) {
        walk(walker, random);
        Object.assign(avatars[slot]!, { x: walker.own.x, z: walker.own.z, heading: walker.own.heading });
      }
      const startedAt = process.hrtime.bigint();
      const bytes = codec.encode(tick++);
      const encodedAt = process.hrtime.bigint();
      codec.decode(bytes);
      sum.decodeNs += Number(process.hrtime.bigint() - encodedAt);
      sum.encodeNs += Number(encodedAt - startedAt);
      sum.bytes += bytes.length;
    }
    const updates = ticks * AVATARS;
    return { encodeNs: sum.encodeNs / updates, decodeNs: sum.decodeNs / updates, bytes: sum.bytes / updates };
  };
  run(WARM_UP_TICKS);
  const rounds = Array.from({ length: ROUNDS }, () => run(TICKS));
  const middle = (figure: "encodeNs" | "decodeNs" | "bytes") =>
    Math.round((median(rounds.map((round) => round[figure])) ?? 0) * 100) / 100;
  return { codec: name, encodeNs: middle("encodeNs"), decodeNs: middle("decodeNs"), bytesPerUpdate: middle("bytes") };
}

const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });
const costs = [vitrineCodec, schemaFloat, schemaQuantised, msgpack].map(measureCodec);
if (values.json) process.stdout.write(`${JSON.stringify({ machine: describeMachine(), avatars: AVATARS, costs })}\n`);
else {
  console.log(`One update of one of ${AVATARS} walking avatars`);
  console.log("codec".padEnd(20) + ["encode ns", "decode ns", "bytes"].map((each) => each.padStart(12)).join(""));
  for (const { codec, encodeNs, decodeNs, bytesPerUpdate } of costs) {
    const cells = [encodeNs, decodeNs, bytesPerUpdate].map((each) => each.toFixed(1).padStart(12));
    console.log(codec.padEnd(20) + cells.join(""));
  }
}
