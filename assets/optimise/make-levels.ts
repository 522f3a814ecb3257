import { findScreenShare, LEVEL_PLANS, type LevelPlan } from "./level-plan.ts";
import type { Shape } from "./make-target.ts";
import { measureGeometry } from "./measure-geometry.ts";
import { compressGeometry } from "./steps/compress.ts";
import { dropTangents } from "./steps/drop-tangents.ts";
import { joinMeshes } from "./steps/join.ts";
import { normaliseRoot } from "./steps/normalise-root.ts";
import { simplifyModel } from "./steps/simplify.ts";
import { fitModelTextures } from "./steps/textures.ts";
import { openWorkpiece, takeStep, type Workpiece } from "./workpiece/workpiece.ts";
import type { Workshop } from "./workshop.ts";

export type MadeLevel = {
  readonly level: LevelPlan["level"];
  readonly glb: Uint8Array;
  readonly triangles: number;
  /** Of the view's height, up to which it is good enough. */
  readonly screenShare: number;
};

/** A level that saves less than this of the next better file is not worth a download of its own. */
const WORTH_SHARE = 0.75;

type Reduced = { readonly shape: Shape; readonly movedBy: number };

async function reduce(workshop: Workshop, from: Reduced, plan: LevelPlan, fullTriangles: number) {
  const bench = workshop.benchFor("web-planner", `level ${plan.level}: `);
  const triangles = Math.max(plan.trianglesMin, Math.round(fullTriangles * plan.share));
  let movedBy = from.movedBy;
  const simplify = simplifyModel({
    triangles,
    errorMax: plan.errorMax,
    dropsParts: true,
    shadingWeight: 0.02,
    onMoved: (error) => {
      movedBy += error;
    },
  });
  const piece = await takeStep(bench, await openWorkpiece(workshop.io, from.shape.glb), simplify);
  return { piece, movedBy };
}

async function finish(workshop: Workshop, reduced: Workpiece, plan: LevelPlan): Promise<Workpiece> {
  const bench = workshop.benchFor("web-planner", `level ${plan.level}: `);
  let piece = reduced;
  for (const step of [dropTangents(), joinMeshes(), normaliseRoot()]) piece = await takeStep(bench, piece, step);
  const geometry = await measureGeometry(workshop.io, piece, true);
  const limits = { maxSide: plan.texturePixels, bytes: Math.max(0, plan.bytes - geometry), format: "webp" } as const;
  piece = await takeStep(bench, piece, fitModelTextures(workshop.makeImage, { ...limits, fromRung: 3 }));
  return takeStep(bench, piece, compressGeometry());
}

/**
 * Makes the levels of detail that a room shows while an exhibit is far away or still loading, coarsest first: the same
 * parts, materials and variants with fewer triangles and smaller textures. `full` is the shape of the showroom's own
 * file, which weighs `fullBytes`; what would not be much smaller than the next better one is left out.
 */
export async function makeLevels(workshop: Workshop, full: Shape, fullBytes: number): Promise<MadeLevel[]> {
  const levels: MadeLevel[] = [];
  let from: Reduced = { shape: full, movedBy: 0 };
  let betterBytes = fullBytes;
  for (const plan of LEVEL_PLANS) {
    const { piece: reduced, movedBy } = await reduce(workshop, from, plan, full.survey.triangles);
    from = { shape: { glb: reduced.glb, survey: reduced.survey }, movedBy };
    const hasTextures = reduced.document.getRoot().listTextures().length > 0;
    const { glb, survey } = await finish(workshop, reduced, plan);
    if (glb.byteLength > betterBytes * WORTH_SHARE) continue;
    betterBytes = glb.byteLength;
    const screenShare = findScreenShare(plan, movedBy, hasTextures);
    levels.unshift({ level: plan.level, glb, triangles: survey.triangles, screenShare });
  }
  return levels;
}
