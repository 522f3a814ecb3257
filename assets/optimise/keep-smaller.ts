import type { Document } from "@gltf-transform/core";
import { PSNR_MAX } from "../pictures/compare.ts";
import type { LikeTarget } from "./make-alike.ts";
import type { Shape } from "./make-target.ts";
import { TARGET_PLANS } from "./target-plan.ts";
import type { Workshop } from "./workshop.ts";

/** The file as it came, and the lengths of it that the brand wants changed. */
export type Original = Shape & { readonly document: Document; readonly rescale: number };

/** Whether those who open the target's file can open the original. */
const isReadable = ({ document }: Original, { target }: LikeTarget): boolean =>
  TARGET_PLANS[target].compresses ||
  document
    .getRoot()
    .listExtensionsRequired()
    .every(({ extensionName }) => extensionName === "KHR_texture_transform");

/**
 * Gives the file as it came where what was made of it is larger: no output is ever larger than its input. The one
 * exception is plain glTF for AR made of a compressed file, which its viewers could not open.
 */
export function keepSmaller({ records }: Workshop, made: LikeTarget, original: Original): LikeTarget {
  const [is, was] = [made.glb.byteLength, original.glb.byteLength];
  if (is <= was || original.rescale !== 1 || !isReadable(original, made)) return made;
  records.push({
    step: "all",
    target: made.target,
    verdict: "taken-back",
    note: `The file as it came is smaller: ${was} bytes, not ${is}.`,
    bytesBefore: was,
    bytesAfter: was,
    trianglesBefore: original.survey.triangles,
    trianglesAfter: original.survey.triangles,
    seconds: 0,
  });
  const { glb, survey } = original;
  return { ...made, glb, survey, likeness: made.likeness && { ssim: 1, psnr: PSNR_MAX } };
}
