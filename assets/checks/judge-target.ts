import type { TargetCheck, TargetName, TargetVerdict } from "../../rooms/protocol/goods.ts";
import type { ModelFacts } from "./facts/read-facts.ts";
import { sayBytes, sayCount } from "./facts/say.ts";
import { TARGET_LIMITS, type TargetLimits } from "./targets.ts";

/** One hard number of the publishing guideline. */
type HardLimit = {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly value: (facts: ModelFacts) => number;
  readonly limit: (limits: TargetLimits) => number;
  readonly say: (value: number) => string;
};

const sayPixels = (pixels: number): string => `${sayCount(pixels)} px`;

/** The numbers that decide whether a file is fit for a target. Source: see assets/checks/targets.ts. */
const HARD_LIMITS: readonly HardLimit[] = [
  {
    id: "file-size",
    title: "File size",
    why: "Shoppers on a phone wait for every megabyte, and leave while they wait.",
    value: ({ measures }) => measures.bytes,
    limit: ({ bytes }) => bytes,
    say: sayBytes,
  },
  {
    id: "triangles",
    title: "Triangles",
    why: "Each triangle is drawn in every frame; too many make a phone stutter and grow hot.",
    value: ({ measures }) => measures.triangles,
    limit: ({ triangles }) => triangles,
    say: sayCount,
  },
  {
    id: "draw-calls",
    title: "Draw calls",
    why: "Each part with a material of its own is a separate order to the graphics card; hundreds of them slow down everything.",
    value: ({ measures }) => measures.drawCalls,
    limit: ({ drawCallsMax }) => drawCallsMax,
    say: sayCount,
  },
  {
    id: "texture-size",
    title: "Largest texture",
    why: "A texture takes four bytes a pixel of graphics memory however small its file is: an 8k map is 340 MB, which ends a phone's page.",
    value: ({ measures }) => measures.maxTexturePixels,
    limit: ({ texturePixels }) => texturePixels,
    say: sayPixels,
  },
];

function judgeLimit({ id, title, why, value, limit, say }: HardLimit, facts: ModelFacts, limits: TargetLimits) {
  const [is, most] = [value(facts), limit(limits)];
  const verdict = is <= most ? "pass" : "fail";
  return { id, title, verdict, value: say(is), limit: `at most ${say(most)}`, why } satisfies TargetCheck;
}

/** Fewer draw calls than the hard limit are wanted, but not asked for. */
function judgeWantedDrawCalls({ measures }: ModelFacts, { drawCalls }: TargetLimits): TargetCheck {
  return {
    id: "draw-calls-wanted",
    title: "Few draw calls",
    verdict: measures.drawCalls < drawCalls ? "pass" : "fail",
    value: sayCount(measures.drawCalls),
    limit: `fewer than ${sayCount(drawCalls)}`,
    why: "A room full of products stays smooth when each takes a handful of draw calls.",
    advisory: true,
  };
}

/** Judges a file for a target by the guideline's hard numbers alone: `passes` is whether it keeps all four. */
export function judgeTarget(target: TargetName, facts: ModelFacts): TargetVerdict {
  const limits = TARGET_LIMITS[target];
  const hard = HARD_LIMITS.map((each) => judgeLimit(each, facts, limits));
  const passes = hard.every(({ verdict }) => verdict === "pass");
  return { target, passes, checks: [...hard, judgeWantedDrawCalls(facts, limits)] };
}
