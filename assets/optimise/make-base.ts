import { centreOnFloor } from "./steps/centre.ts";
import { dedupModel } from "./steps/dedup.ts";
import { pruneModel } from "./steps/prune.ts";
import { resampleAnimations } from "./steps/resample.ts";
import { rescaleModel } from "./steps/rescale.ts";
import { unpackModel } from "./steps/unpack.ts";
import { weldVertices } from "./steps/weld.ts";
import { openWorkpiece, takeStep, type Workpiece } from "./workpiece/workpiece.ts";
import type { Workshop } from "./workshop.ts";

/**
 * Tidies a model: everything that loses nothing and that all outputs share. `rescale` is what every length is multiplied
 * by, as the brand confirmed it.
 */
export async function makeBase(workshop: Workshop, glb: Uint8Array, rescale = 1): Promise<Workpiece> {
  const bench = workshop.benchFor(null);
  const steps = [
    unpackModel(),
    pruneModel(),
    // Welding gives every part vertices of its own, whether it merges any or not: then equal ones are told.
    weldVertices(),
    dedupModel(),
    resampleAnimations(),
    rescaleModel({ factor: rescale }),
    centreOnFloor(),
  ];
  let piece = await openWorkpiece(workshop.io, glb);
  for (const step of steps) piece = await takeStep(bench, piece, step);
  return piece;
}
