import type { AvatarActor, AvatarInput } from "../avatars/avatar-actor.ts";
import { createInstances, type Instances } from "./instances.ts";
import { buildOnePiece } from "./one-piece-geometry.ts";

/** Avatars in one piece, all in one call. */
export type OnePieceBodies = Pick<Instances, "mesh" | "begin" | "end" | "dispose"> & {
  /** Draws one more, as it is held now; `presence` as the material has it. */
  add(actor: AvatarActor, input: AvatarInput, presence: number): void;
};

/** As the shader reads them. */
const ATTRIBUTES = { place: 4, dye: 4, leftArm: 4, rightArm: 4, trunk: 4, tips: 4, gaze: 3 };

export function createOnePieceBodies(capacity: number): OnePieceBodies {
  const instances = createInstances(buildOnePiece(), ATTRIBUTES, capacity);
  return {
    ...instances,
    add(actor, input, presence) {
      const at = instances.next();
      if (at >= 0) write(instances.numbers, at, actor, input, presence);
    },
  };
}

/** Writes one instance in the order of ATTRIBUTES. */
function write(
  out: Float32Array,
  at: number,
  { figure, colour }: AvatarActor,
  input: AvatarInput,
  presence: number,
): void {
  const { left, right } = figure;
  const heading = input.heading + figure.turn;
  const scale = 0.8 + 0.2 * input.opacity;
  out[at] = input.x;
  out[at + 1] = input.z;
  out[at + 2] = Math.sin(heading) * scale;
  out[at + 3] = Math.cos(heading) * scale;
  out[at + 4] = colour.r;
  out[at + 5] = colour.g;
  out[at + 6] = colour.b;
  out[at + 7] = presence;
  out[at + 8] = left.x;
  out[at + 9] = left.y;
  out[at + 10] = left.z;
  out[at + 11] = figure.leftStep;
  out[at + 12] = right.x;
  out[at + 13] = right.y;
  out[at + 14] = right.z;
  out[at + 15] = figure.rightStep;
  out[at + 16] = figure.lift;
  out[at + 17] = figure.jump;
  out[at + 18] = figure.lean;
  out[at + 19] = figure.sway;
  out[at + 20] = figure.leftLift;
  out[at + 21] = figure.rightLift;
  out[at + 22] = figure.hemShift;
  out[at + 23] = figure.hemSpread;
  out[at + 24] = figure.headPitch * 0.8 - figure.lean;
  out[at + 25] = figure.headYaw;
  out[at + 26] = figure.headRoll;
}
