import type { Document } from "@gltf-transform/core";
import type { TargetName } from "../../rooms/protocol/goods.ts";
import { TARGET_LIMITS } from "../checks/targets.ts";
import { type Gentleness, NOT_GENTLE } from "./gentleness.ts";
import { measureGeometry, plainGeometry } from "./measure-geometry.ts";
import { compressGeometry } from "./steps/compress.ts";
import { joinMeshes } from "./steps/join.ts";
import { normaliseRoot } from "./steps/normalise-root.ts";
import { simplifyModel } from "./steps/simplify.ts";
import { encodeAhead, fitModelTextures } from "./steps/textures.ts";
import { TARGET_PLANS } from "./target-plan.ts";
import { ORDINARY_RUNG } from "./textures/quality-ladder.ts";
import type { Survey } from "./workpiece/survey.ts";
import { type Bench, openWorkpiece, takeStep, type Workpiece } from "./workpiece/workpiece.ts";
import type { Workshop } from "./workshop.ts";

/** A model that is only read from: a new workpiece is opened on its bytes. */
export type Shape = Pick<Workpiece, "glb" | "survey">;

export type MadeTarget = {
  readonly target: TargetName;
  readonly glb: Uint8Array;
  readonly survey: Survey;
  /** The simplified model before anything else was done to it: coarser outputs begin with it. */
  readonly shape: Shape;
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
  // Compressed it is smaller still: to measure that takes long.
  if (plainGeometry(piece) <= allowed || gentle.triangles !== 1) return piece;
  const bytes = await measureGeometry(workshop.io, piece, compresses);
  if (bytes <= allowed) return piece;
  const fewer = Math.floor((piece.survey.triangles * allowed) / bytes);
  return takeStep(bench, piece, simplifyModel({ triangles: fewer, errorMax }));
}

/** Has the textures for a target encoded while the target is still far from needing them. */
export function prepareTextures({ makeImage }: Workshop, document: Document, target: TargetName): void {
  const { texturePixels: maxSide, bytes } = TARGET_LIMITS[target];
  encodeAhead(document, makeImage, { maxSide, bytes, format: TARGET_PLANS[target].format, fromRung: ORDINARY_RUNG });
}

/** Makes the file for one target out of a tidied model. Nothing of it is larger than the model needs. */
export async function makeTarget(
  workshop: Workshop,
  source: Shape,
  target: TargetName,
  gentle: Gentleness = NOT_GENTLE,
): Promise<MadeTarget> {
  const bench = workshop.benchFor(target);
  const limits = TARGET_LIMITS[target];
  const { format, compresses } = TARGET_PLANS[target];
  const fresh = await openWorkpiece(workshop.io, source.glb);
  const shape = await simplifyToFit(workshop, bench, fresh, target, gentle);
  let piece = await takeStep(bench, shape, joinMeshes());
  const geometry = await measureGeometry(workshop.io, piece, compresses);
  const bytes = gentle.freesTextures ? Number.POSITIVE_INFINITY : Math.max(0, limits.bytes * SPARE - geometry);
  const fromRung = gentle.freesTextures ? 0 : ORDINARY_RUNG;
  const textures = { maxSide: limits.texturePixels, bytes, format, fromRung };
  piece = await takeStep(bench, piece, fitModelTextures(workshop.makeImage, textures));
  piece = await takeStep(bench, piece, normaliseRoot());
  if (compresses) piece = await takeStep(bench, piece, compressGeometry());
  return { target, glb: piece.glb, survey: piece.survey, shape };
}
