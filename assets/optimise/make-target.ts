import type { TargetName } from "../../rooms/protocol/goods.ts";
import { TARGET_LIMITS } from "../targets.ts";
import { measureGeometry } from "./measure-geometry.ts";
import { compressGeometry } from "./steps/compress.ts";
import { joinMeshes } from "./steps/join.ts";
import { normaliseRoot } from "./steps/normalise-root.ts";
import { simplifyModel } from "./steps/simplify.ts";
import { fitModelTextures } from "./steps/textures.ts";
import { TARGET_PLANS } from "./target-plan.ts";
import { type Bench, openWorkpiece, takeStep, type Workpiece } from "./workpiece.ts";
import type { Workshop } from "./workshop.ts";

/** What is asked for more gently after an output looked too different from its original. */
export type Gentleness = {
  /** How many times the target's triangles may be drawn; `Infinity` simplifies only what nobody sees. */
  readonly triangles: number;
  /** Whether textures may take as many bytes as they like. */
  readonly textures: boolean;
};

export const NOT_GENTLE: Gentleness = { triangles: 1, textures: false };

export type MadeTarget = {
  readonly target: TargetName;
  readonly glb: Uint8Array;
  /** The simplified model before anything else was done to it: coarser outputs begin with it. */
  readonly shape: Workpiece;
};

/** Textures get at least this share of a target's bytes, as long as there are any. */
const TEXTURE_SHARE = 0.4;

/** Not to miss a limit by the JSON of an extension. */
const SPARE = 0.97;

async function simplifyToFit(
  workshop: Workshop,
  bench: Bench,
  source: Workpiece,
  target: TargetName,
  gentle: Gentleness,
) {
  const limits = TARGET_LIMITS[target];
  const { compresses, errorMax } = TARGET_PLANS[target];
  const triangles = limits.triangles * gentle.triangles;
  const piece = await takeStep(bench, source, simplifyModel({ triangles, errorMax }));
  const hasTextures = piece.document.getRoot().listTextures().length > 0;
  const allowed = limits.bytes * (hasTextures ? 1 - TEXTURE_SHARE : SPARE);
  const bytes = await measureGeometry(workshop.io, piece, compresses);
  if (bytes <= allowed || gentle.triangles !== 1) return piece;
  const fewer = Math.floor((piece.survey.triangles * allowed) / bytes);
  return takeStep(bench, piece, simplifyModel({ triangles: fewer, errorMax }));
}

/** Makes the file for one target out of a tidied model. Nothing of it is larger than the model needs. */
export async function makeTarget(
  workshop: Workshop,
  source: Workpiece,
  target: TargetName,
  gentle: Gentleness = NOT_GENTLE,
): Promise<MadeTarget> {
  const bench = workshop.benchFor(target);
  const limits = TARGET_LIMITS[target];
  const { format, compresses } = TARGET_PLANS[target];
  const fresh = await openWorkpiece(workshop.io, source.glb);
  const shape = await simplifyToFit(workshop, bench, fresh, target, gentle);
  let piece = await openWorkpiece(workshop.io, shape.glb);
  piece = await takeStep(bench, piece, joinMeshes());
  piece = await takeStep(bench, piece, normaliseRoot());
  const geometry = await measureGeometry(workshop.io, piece, compresses);
  const bytes = gentle.textures ? Number.POSITIVE_INFINITY : Math.max(0, limits.bytes * SPARE - geometry);
  const textures = { maxSide: limits.texturePixels, bytes, format, fromRung: 0 };
  piece = await takeStep(bench, piece, fitModelTextures(workshop.readPixels, textures));
  if (compresses) piece = await takeStep(bench, piece, compressGeometry());
  return { target, glb: piece.glb, shape };
}
