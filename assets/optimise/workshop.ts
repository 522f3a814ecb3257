import type { NodeIO } from "@gltf-transform/core";
import type { StepRecord, TargetName } from "../../rooms/protocol/goods.ts";
import { createModelIo } from "../intake/model-io.ts";
import { createImageMaker, type ImageMaker } from "./textures/make-image.ts";
import type { Bench } from "./workpiece/workpiece.ts";

/** What all outputs of one model are made with. */
export type Workshop = {
  readonly io: NodeIO;
  readonly makeImage: ImageMaker;
  /** What every step did, in order. */
  readonly records: StepRecord[];
  /** The place for one output; null for what comes before all of them. */
  readonly benchFor: (target: TargetName | null, label?: string) => Bench;
};

export type WorkshopOptions = Pick<Bench, "announce" | "whyNot">;

/** Opens a workshop for one model. */
export async function openWorkshop(options: WorkshopOptions): Promise<Workshop> {
  const io = await createModelIo();
  const records: StepRecord[] = [];
  return {
    io,
    makeImage: createImageMaker(),
    records,
    benchFor: (target, label = "") => ({ io, target, label, records, ...options }),
  };
}
