import { parseArgs } from "node:util";
import { spaceOf } from "../../rooms/simulation/space.ts";
import { createRandom } from "../support/random.ts";
import { vitrineCodec } from "./codec/codec-vitrine.ts";
import { type Avatar, type Codec, msgpack, schemaFloat, schemaQuantised } from "./codec/codecs.ts";
import { describeMachine } from "./measure/machine.ts";
import { median } from "./measure/median.ts";
import { hallLayout } from "./room/hall.ts";
import { createWalker, randomPlace, walk } from "./room/walker.ts";

/*
 * npm run bench:codec [-- --json]: what it costs in nanoseconds and bytes to tell where a thousand walking avatars are.
 * Medians of rounds, after a warm-up.
 */

type Cost = {
  readonly codec: string;
  /** All that the room encodes in a tick, for each avatar in it. */
  readonly encodeNs: number;
  /** For each update that a client reads. */
  readonly decodeNs: number;
  readonly bytesPerUpdate: number;
  /** What one client is sent in a tick: the mean over the frames. */
  readonly bytesPerFrame: number;
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
  const run = (ticks: number): Omit<Cost, "codec"> => {
    const sum = { encodeNs: 0, decodeNs: 0, bytes: 0, updates: 0, frames: 0 };
    for (let left = ticks; left > 0; left--) {
      for (const [slot, walker] of walkers.entries()) {
        walk(walker, random);
        Object.assign(avatars[slot]!, { x: walker.own.x, z: walker.own.z, heading: walker.own.heading });
      }
      const startedAt = process.hrtime.bigint();
      const frames = codec.encode(tick++);
      const encodedAt = process.hrtime.bigint();
      for (const frame of frames) {
        sum.updates += codec.decode(frame);
        sum.bytes += frame.length;
      }
      sum.decodeNs += Number(process.hrtime.bigint() - encodedAt);
      sum.encodeNs += Number(encodedAt - startedAt);
      sum.frames += frames.length;
    }
    return {
      encodeNs: sum.encodeNs / (ticks * AVATARS),
      decodeNs: sum.decodeNs / sum.updates,
      bytesPerUpdate: sum.bytes / sum.updates,
      bytesPerFrame: sum.bytes / sum.frames,
    };
  };
  run(WARM_UP_TICKS);
  const rounds = Array.from({ length: ROUNDS }, () => run(TICKS));
  const middle = (figure: keyof Omit<Cost, "codec">) =>
    Math.round((median(rounds.map((round) => round[figure])) ?? 0) * 100) / 100;
  return {
    codec: name,
    encodeNs: middle("encodeNs"),
    decodeNs: middle("decodeNs"),
    bytesPerUpdate: middle("bytesPerUpdate"),
    bytesPerFrame: middle("bytesPerFrame"),
  };
}

const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });
const costs = [vitrineCodec, schemaFloat, schemaQuantised, msgpack].map(measureCodec);
if (values.json) process.stdout.write(`${JSON.stringify({ machine: describeMachine(), avatars: AVATARS, costs })}\n`);
else {
  console.log(`${AVATARS} walking avatars`);
  const titles = ["encode ns", "decode ns", "bytes", "bytes a frame"];
  console.log("codec".padEnd(20) + titles.map((each) => each.padStart(14)).join(""));
  for (const { codec, encodeNs, decodeNs, bytesPerUpdate, bytesPerFrame } of costs) {
    const cells = [encodeNs, decodeNs, bytesPerUpdate, bytesPerFrame].map((each) => each.toFixed(1).padStart(14));
    console.log(codec.padEnd(20) + cells.join(""));
  }
}
