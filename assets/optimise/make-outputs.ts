import type { GoodsOutput, TargetName } from "../../rooms/protocol/goods.ts";
import { readFacts } from "../checks/facts/read-facts.ts";
import { judgeTarget } from "../checks/judge-target.ts";
import { TARGET_LIMITS } from "../checks/targets.ts";
import type { Eye } from "./eye.ts";
import { keepSmaller, type Original } from "./keep-smaller.ts";
import { type LikeTarget, makeAlike } from "./make-alike.ts";
import { makeLevels } from "./make-levels.ts";
import type { Shape } from "./make-target.ts";
import type { PreparedFile, PrepareOptions, SayProgress } from "./prepared.ts";
import type { Workshop } from "./workshop.ts";
import { writeOutput } from "./write-output.ts";

export type Outputs = {
  readonly made: readonly LikeTarget[];
  readonly outputs: GoodsOutput[];
  readonly files: PreparedFile[];
};

async function describeOutput({ io }: Workshop, made: LikeTarget, hash: string): Promise<GoodsOutput> {
  const { target, glb, likeness } = made;
  const facts = readFacts(await io.readBinary(glb), glb.byteLength);
  const { passes, checks } = judgeTarget(target, facts);
  const { bytes, triangles, drawCalls, maxTexturePixels: maxTexture } = facts.measures;
  const { ssim = null, psnr = null } = likeness ?? {};
  return { target, hash, url: "", bytes, triangles, drawCalls, maxTexture, passes, checks, ssim, psnr };
}

/** The most detailed first: each begins with the shape that the one before has left. */
export const finestFirst = (targets: readonly TargetName[]): TargetName[] =>
  [...new Set(targets)].sort((one, other) => TARGET_LIMITS[other].triangles - TARGET_LIMITS[one].triangles);

async function writeLevels(workshop: Workshop, full: LikeTarget, outDir: string): Promise<PreparedFile[]> {
  const levels = await makeLevels(workshop, full.shape, full.glb.byteLength);
  return Promise.all(
    levels.map(({ level, glb, triangles, screenShare }) =>
      writeOutput(outDir, `level-${level}.glb`, glb, { role: "level", level, triangles, screenShare }),
    ),
  );
}

/** Makes and writes the file of each target, and the levels of detail where the showroom's own file is among them. */
export async function makeOutputs(
  workshop: Workshop,
  eye: Eye,
  { base, original }: { readonly base: Shape; readonly original: Original },
  options: PrepareOptions,
  say: SayProgress,
): Promise<Outputs> {
  const targets = finestFirst(options.targets);
  const [made, outputs, files]: [LikeTarget[], GoodsOutput[], PreparedFile[]] = [[], [], []];
  let shape = base;
  for (const [index, target] of targets.entries()) {
    say("optimising", `Making the file for: ${TARGET_LIMITS[target].title}`, 0.1 + (0.5 * index) / targets.length);
    const output = keepSmaller(workshop, await makeAlike(workshop, eye, shape, target), original);
    made.push(output);
    shape = output.shape;
    const about = { role: "target", target, triangles: output.survey.triangles } as const;
    const file = await writeOutput(options.outDir, `${target}.glb`, output.glb, about);
    files.push(file);
    outputs.push(await describeOutput(workshop, output, file.hash));
  }
  const full = made.find(({ target }) => target === "web-planner");
  if (full && options.extras) {
    say("optimising", "Making levels of detail", 0.65);
    files.push(...(await writeLevels(workshop, full, options.outDir)));
  }
  return { made, outputs, files };
}
