import { Color, Euler, Matrix4, Quaternion, Vector3 } from "three";
import { type Arm, bendArm, type Hand, SHOULDER } from "./arm-bend.ts";
import type { AvatarActor, AvatarInput } from "./avatar-actor.ts";
import { ANKLE_M, FOOT_X, HIP_Y } from "./avatar-geometry.ts";
import { HEAD_HEIGHT_M } from "./avatar-head.ts";
import type { Figure } from "./avatar-motion.ts";
import type { AvatarParts, Dress } from "./avatar-parts.ts";

/*
 * An avatar with all its parts: elbows bend, toes hang, hands point where they reach.
 */

const TROUSERS = new Color("#3A3430");
const SLEEVE_M = 0.056;
const FOREARM_M = 0.049;
const LEG_M = 0.06;

const ground = new Matrix4();
const root = new Matrix4();
const local = new Matrix4();
const world = new Matrix4();
const position = new Vector3();
const way = new Vector3();
const from = new Vector3();
const turn = new Quaternion();
const euler = new Euler(0, 0, 0, "YXZ");
const scale = new Vector3();
const UP = new Vector3(0, 1, 0);
const DOWN = new Vector3(0, -1, 0);
const arm: Arm = { elbow: { x: 0, y: 0, z: 0 }, wrist: { x: 0, y: 0, z: 0 } };
const shoulder: Hand = { x: 0, y: SHOULDER.y, z: SHOULDER.z };
const hip: Hand = { x: 0, y: HIP_Y, z: 0 };
let hipShift = 0;
const ankle: Hand = { x: 0, y: 0, z: 0 };
const own: Dress = { colour: new Color(), presence: 1, hemShift: 0, hemSpread: 0 };
const coat: Dress = { ...own, colour: own.colour };
const trousers: Dress = { ...own, colour: TROUSERS };

/** Draws an avatar as it is held now; `presence` 0…1 as in the dress, or 1…2 for the share that is leaving it. */
export function drawFullBody(
  { figure, colour }: AvatarActor,
  input: AvatarInput,
  presence: number,
  parts: AvatarParts,
): void {
  own.colour.copy(colour);
  own.presence = coat.presence = trousers.presence = presence;
  coat.hemShift = figure.hemShift;
  coat.hemSpread = figure.hemSpread;
  placeRoots(input, figure);
  parts.coat.add(root, coat);
  local.compose(
    position.set(0, HEAD_HEIGHT_M, -0.012),
    turn.setFromEuler(euler.set(figure.headPitch * 0.8 - figure.lean, figure.headYaw, figure.headRoll)),
    scale.setScalar(1),
  );
  parts.head.add(world.multiplyMatrices(root, local), own);
  addArm(parts, figure.left, -1, own);
  addArm(parts, figure.right, 1, own);
  // The legs hang from the coat, wherever that leans.
  hip.z = HIP_Y * Math.sin(figure.lean);
  hipShift = -HIP_Y * Math.sin(figure.sway);
  addLeg(parts, figure.leftStep, figure.leftLift, -1, own, trousers);
  addLeg(parts, figure.rightStep, figure.rightLift, 1, own, trousers);
}

/** The feet stand on the floor; all else breathes, bobs and leans above them. */
function placeRoots(input: AvatarInput, figure: Figure): void {
  const presence = 0.8 + 0.2 * input.opacity;
  ground.compose(
    position.set(input.x, Math.max(0, figure.jump), input.z),
    turn.setFromEuler(euler.set(0, input.heading + figure.turn, 0)),
    scale.setScalar(presence),
  );
  root.compose(
    position.set(input.x, figure.lift + figure.jump, input.z),
    turn.setFromEuler(euler.set(figure.lean, input.heading + figure.turn, figure.sway)),
    scale.setScalar(presence),
  );
}

function addArm(parts: AvatarParts, hand: Hand, side: -1 | 1, dress: Dress): void {
  bendArm(hand, side, arm);
  shoulder.x = SHOULDER.x * side;
  addLimb(parts, root, shoulder, arm.elbow, SLEEVE_M, dress);
  addLimb(parts, root, arm.elbow, arm.wrist, FOREARM_M, dress);
  way.set(arm.wrist.x - arm.elbow.x, arm.wrist.y - arm.elbow.y, arm.wrist.z - arm.elbow.z).normalize();
  local.compose(
    position.set(arm.wrist.x, arm.wrist.y, arm.wrist.z),
    turn.setFromUnitVectors(DOWN, way),
    scale.setScalar(1),
  );
  parts.hand.add(world.multiplyMatrices(root, local), dress);
}

function addLeg(parts: AvatarParts, step: number, lift: number, side: -1 | 1, shoe: Dress, trousers: Dress): void {
  ankle.x = FOOT_X * side;
  hip.x = ankle.x + hipShift;
  ankle.y = ANKLE_M + lift;
  ankle.z = step;
  addLimb(parts, ground, hip, ankle, LEG_M, trousers);
  // The toe hangs while the foot is lifted.
  local.compose(
    position.set(ankle.x, lift, step),
    turn.setFromEuler(euler.set(-lift * 4.5, side * -0.12, 0)),
    scale.setScalar(1),
  );
  parts.shoe.add(world.multiplyMatrices(ground, local), shoe);
}

function addLimb(parts: AvatarParts, frame: Matrix4, start: Hand, end: Hand, radius: number, dress: Dress): void {
  from.set(start.x, start.y, start.z);
  way.set(end.x - start.x, end.y - start.y, end.z - start.z);
  const length = Math.max(0.01, way.length());
  local.compose(from, turn.setFromUnitVectors(UP, way.divideScalar(length)), scale.set(radius, length, radius));
  parts.limb.add(world.multiplyMatrices(frame, local), dress);
}
