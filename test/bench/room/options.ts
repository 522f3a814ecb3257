import { parseArgs } from "node:util";
import { SYSTEMS, type System } from "./systems.ts";

export type RoomOptions = {
  readonly visitors: readonly number[];
  readonly systems: readonly System[];
  readonly seconds: number;
  readonly repeat: number;
  /** Side of the hall for a number of visitors, metres. */
  readonly hallFor: (visitors: number) => number;
  /** Vitrine's bots that read nothing for 20 s; 0 leaves that window out. */
  readonly stalled: number;
  /** How many stay when the rest of Vitrine's bots leave after the window; 0 leaves that out. */
  readonly fall: number;
  readonly json: boolean;
};

export const ROOM_USAGE = `npm run bench:room -- [options]
  --visitors 100,300,600,1000,1500   sizes, one after another
  --seconds 10                       length of a window
  --systems vitrine,naive,limit      what is compared
  --hall 64                          side of the hall in metres, or "grow": as dense as 300 in 64 × 64 m
  --repeat 1                         runs; with several, medians are printed
  --stalled 0                        of Vitrine's bots, so many read nothing for 20 s in a second window
  --fall 0                           after the window all but so many of Vitrine's bots leave
  --json                             one JSON object on standard output`;

const HALL_M = 64;
const HALL_MAX_M = 256;
const HALL_VISITORS = 300;

/** Reads the command line. @throws Error with a sentence about the option that is wrong */
export function readRoomOptions(args: readonly string[]): RoomOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      visitors: { type: "string", default: "100,300,600,1000,1500" },
      seconds: { type: "string", default: "10" },
      systems: { type: "string", default: SYSTEMS.join(",") },
      hall: { type: "string", default: String(HALL_M) },
      repeat: { type: "string", default: "1" },
      stalled: { type: "string", default: "0" },
      fall: { type: "string", default: "0" },
      json: { type: "boolean", default: false },
    },
  });
  const hall = values.hall === "grow" ? null : readNumber("hall", values.hall, 12, HALL_MAX_M);
  return {
    visitors: values.visitors.split(",").map((each) => Math.round(readNumber("visitors", each, 2, 4_000))),
    systems: values.systems.split(",").map(readSystem),
    seconds: readNumber("seconds", values.seconds, 0.5, 600),
    repeat: Math.round(readNumber("repeat", values.repeat, 1, 100)),
    hallFor: (visitors) => hall ?? Math.min(HALL_MAX_M, HALL_M * Math.sqrt(visitors / HALL_VISITORS)),
    stalled: Math.round(readNumber("stalled", values.stalled, 0, 1_000)),
    fall: Math.round(readNumber("fall", values.fall, 0, 4_000)),
    json: values.json,
  };
}

function readNumber(name: string, text: string, minimum: number, maximum: number): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= minimum && value <= maximum)) {
    throw new Error(`--${name} must be ${minimum} to ${maximum}`);
  }
  return value;
}

function readSystem(text: string): System {
  const found = SYSTEMS.find((each) => each === text);
  if (!found) throw new Error(`--systems knows ${SYSTEMS.join(", ")}`);
  return found;
}
